"""What patterns find of a sentence that asks for a secret, or sends its reader elsewhere.

A request is a way of asking and a thing that nobody of the desk asks for, in one sentence, which neither says that it
is not to be (never share …) nor speaks of the writer's own (is my seed phrase safe?). It is one sign among others: how
much it counts is learned.
"""

import re
from collections.abc import Iterator
from typing import Final, Literal

from core.trust import wordings

Kind = Literal["keys", "logins", "cards", "remote", "commands", "wallets", "elsewhere"]
AFTER: Final = 40
"""So many signs after a thing it may still be denied: your seed phrase must never be shared."""


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@])(?:{pattern})(?!\w)")


_ASK, _NEVER, _OWN = _whole(wordings.ASK), _whole(wordings.NEVER), re.compile(wordings.OWN)
_NEEDED = _whole(wordings.NEEDED)
_TO_US, _IN_ORDER_TO, _SAFE = _whole(wordings.TO_US), _whole(wordings.IN_ORDER_TO), _whole(wordings.SAFE)
_WARNED, _BUT = _whole(wordings.WARNED), _whole(wordings.BUT)
_ELSEWHERE, _REACT = _whole(wordings.ELSEWHERE), re.compile(wordings.REACT)
_HELPERS, _CHANNELS = re.compile(wordings.HELPERS), re.compile(wordings.CHANNELS)
_THERE, _RESET = re.compile(wordings.THERE), re.compile(wordings.RESET)
_THINGS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    ("keys", _whole(wordings.KEYS)),
    ("cards", _whole(wordings.CARDS)),
    ("logins", _whole(wordings.LOGINS)),
)
_DEEDS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    ("remote", _whole(wordings.REMOTE)),
    ("commands", _whole(wordings.COMMANDS)),
    ("logins", _whole(wordings.QR)),
    ("wallets", _whole(wordings.WALLETS)),
)
_NAMES: Final = (
    ("ask", _ASK), ("never", _NEVER), ("warned", _WARNED), ("to us", _TO_US), ("in order to", _IN_ORDER_TO),
    ("safe", _SAFE), ("needed", _NEEDED), ("elsewhere", _ELSEWHERE), ("helpers", _HELPERS), ("channels", _CHANNELS),
    ("reset", _RESET), ("there", _THERE), ("own", _OWN),
)  # fmt: skip


def things(said: str) -> tuple[tuple[Kind, int, int], ...]:
    """What is named there that nobody asks for, the first of each kind: from where to where."""
    found: dict[Kind, tuple[int, int]] = {}
    for what, pattern in (*_THINGS, *_DEEDS):
        hit = pattern.search(said)
        if hit is not None:
            found.setdefault(what, hit.span())
    return tuple((what, *span) for what, span in found.items())


def warns(said: str) -> bool:
    """Whether a sentence warns of others."""
    return _WARNED.search(said) is not None


def asked(said: str) -> tuple[tuple[Kind, int, int], ...]:
    """What the patterns find that a sentence asks for."""
    if warns(said):
        return ()
    return (*_secrets(said), *_away(said))


def signs(said: str) -> Iterator[str]:
    """The names of all that occurs there, where anything does that could be asked for."""
    named = things(said)
    if not named and _CHANNELS.search(said) is None and _REACT.search(said) is None:
        return
    for what, _, _ in named:
        yield f"thing {what}"
    for name, pattern in _NAMES:
        if pattern.search(said):
            yield f"has {name}"
    found = asked(said)
    for what, _, _ in found:
        yield f"asks {what}"
    if found:
        yield "asks"


def _secrets(said: str) -> Iterator[tuple[Kind, int, int]]:
    """Things that are to be handed over, and deeds that are to be done."""
    for what, pattern in _THINGS:
        thing = pattern.search(said)
        if thing is None or _own(said, thing.start()):
            continue
        if what == "logins" and (_RESET.search(said) or _THERE.search(said)):
            continue
        span = _wanted(said, *thing.span(), spoken=what == "keys")
        if span is not None and not _denied(said, span[0], thing.end()):
            yield what, *span
    for what, pattern in _DEEDS:
        deed = pattern.search(said)
        if deed is not None and not _own(said, deed.start()) and not _denied(said, deed.start(), deed.end()):
            yield what, deed.start(), deed.end()


def _wanted(said: str, start: int, end: int, *, spoken: bool) -> tuple[int, int] | None:
    """Whether the thing there is asked for, and from where to where: by a way of asking, or since it is to come to the
    writer, or is said to be good for something, or something depends on it. That it is `spoken` of is enough for what
    nobody needs.
    """
    for pattern in (_ASK, _TO_US, _IN_ORDER_TO):
        for hit in pattern.finditer(said):
            if hit.end() <= start or hit.start() >= end:
                kept = pattern is not _ASK and _SAFE.search(said)
                return None if kept else (min(hit.start(), start), max(hit.end(), end))
    if (spoken or _NEEDED.search(said, 0, start)) and not _SAFE.search(said):
        return start, end
    return None


def _denied(said: str, start: int, end: int) -> bool:
    """Whether the sentence says before it, in it or right after it that it is not to be."""
    for never in _NEVER.finditer(said, 0, min(len(said), end + AFTER)):
        if never.start() >= start or _BUT.search(said, never.end(), start) is None:
            return True
    return False


def _own(said: str, before: int) -> bool:
    """Whether the thing is the writer's own: `my` stands just before it."""
    return _OWN.search(said, max(0, before - 14), before) is not None


def _away(said: str) -> Iterator[tuple[Kind, int, int]]:
    """The reader is sent to somebody."""
    if (react := _REACT.search(said)) is not None:
        yield "elsewhere", react.start(), react.end()
    goes, channel = _ELSEWHERE.search(said), _CHANNELS.search(said)
    if goes is not None and channel is not None and _HELPERS.search(said):
        yield "elsewhere", min(goes.start(), channel.start()), max(goes.end(), channel.end())
