"""What a message asks of its reader: a secret, or to go on elsewhere. By principle, and not by sentences seen before.

A request is a way of asking and a thing that nobody of the desk asks for, in one sentence, which neither says that it
is not to be (never share …) nor speaks of the writer's own (is my seed phrase safe?). What a desk's rules allow, such
as remote control, is left alone.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, get_args

from core.trust import wordings
from core.trust.folding import reading

Forbidden = Literal["keys", "logins", "cards", "remote", "commands", "wallets", "elsewhere"]
EVERYTHING: Final[frozenset[Forbidden]] = frozenset(get_args(Forbidden))
LONGEST: Final = 4_000
AFTER: Final = 40
"""So many signs after a thing it may still be denied: your seed phrase must never be shared."""


@dataclass(frozen=True, slots=True)
class TextRules:
    """What nobody may ask in the desk's name. `domains` and `accounts` are the desk's own (`acme.org`, `@acme`)."""

    forbids: frozenset[Forbidden] = EVERYTHING
    domains: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()


ALL: Final = TextRules()


@dataclass(frozen=True, slots=True)
class Finding:
    """What is asked for, from `start` to `end` of the text."""

    what: Forbidden
    start: int
    end: int

    @property
    def kind(self) -> Literal["request_secret", "redirect"]:
        return "redirect" if self.what == "elsewhere" else "request_secret"


def _whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@])(?:{pattern})(?!\w)")


_ASK, _NEVER, _OWN = _whole(wordings.ASK), _whole(wordings.NEVER), re.compile(wordings.OWN)
_NEEDED = _whole(wordings.NEEDED)
_TO_US, _IN_ORDER_TO, _SAFE = _whole(wordings.TO_US), _whole(wordings.IN_ORDER_TO), _whole(wordings.SAFE)
_YOURS = re.compile(r"\b(?:your|yours|tua|teu|tuas|sua|seu|suas|tu|tus|su|sus)\b")
_WARNED, _BUT = _whole(wordings.WARNED), _whole(wordings.BUT)
_THINGS: Final[tuple[tuple[Forbidden, re.Pattern[str]], ...]] = (
    ("keys", _whole(wordings.KEYS)),
    ("cards", _whole(wordings.CARDS)),
    ("logins", _whole(wordings.LOGINS)),
)
_DEEDS: Final[tuple[tuple[Forbidden, re.Pattern[str]], ...]] = (
    ("remote", _whole(wordings.REMOTE)),
    ("commands", _whole(wordings.COMMANDS)),
    ("logins", _whole(wordings.QR)),
    ("wallets", _whole(wordings.WALLETS)),
)
_SIGNS: Final = (
    *(pattern for _, pattern in (*_THINGS, *_DEEDS)),
    re.compile(wordings.REACT),
    re.compile(wordings.CHANNELS),
    re.compile(r"\.[a-z]"),
)
"""Where none of these is, nothing is asked for: most messages are done with then."""
_ELSEWHERE, _REACT = _whole(wordings.ELSEWHERE), re.compile(wordings.REACT)
_HELPERS, _CHANNELS = re.compile(wordings.HELPERS), re.compile(wordings.CHANNELS)
_LINK = re.compile(r"(?:https?://|www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(/[^\s]*)?")
_PAGES = re.compile(wordings.PAGES)
_SENTENCE = re.compile(r"[^.!?\n;]+(?:\.(?=\S)[^.!?\n;]+)*[.!?]*")
_PARTS: Final = re.compile(r"[|,:•·]| - ")
_THERE, _RESET = re.compile(wordings.THERE), re.compile(wordings.RESET)


def screen(text: str, rules: TextRules = ALL, *, staff: bool = False) -> tuple[Finding, ...]:
    """What a text asks for that the rules forbid, in order. By `staff`, what opens a wallet may be
    spoken of only to warn of giving it away.
    """
    read, places = _read(text[:LONGEST])
    found = [
        Finding(what, places[start], places[end - 1] + 1)
        for what, start, end in _findings(read, rules, staff=staff)
        if what in rules.forbids and end > start
    ]
    return tuple(sorted(found, key=lambda each: each.start))


def sentences(words: str) -> tuple[str, ...]:
    """What a text says, one by one, without its links; warnings, which speak of others, are left out."""
    read = _LINK.sub(" ", _read(words[:LONGEST])[0])
    parts = (each for sentence in _SENTENCE.findall(read) for each in _PARTS.split(sentence))
    return tuple(each for each in parts if not _WARNED.search(each))


def _findings(read: str, rules: TextRules, *, staff: bool) -> Iterator[tuple[Forbidden, int, int]]:
    if not any(pattern.search(read) for pattern in _SIGNS):
        return
    for sentence in _SENTENCE.finditer(read):
        said, at = sentence[0], sentence.start()
        if _WARNED.search(said):
            continue
        yield from ((what, at + start, at + end) for what, start, end in _asked(said, staff=staff))
        yield from ((what, at + start, at + end) for what, start, end in _sent_away(said, rules))


def _asked(said: str, *, staff: bool) -> Iterator[tuple[Forbidden, int, int]]:
    """Things that are to be handed over, and deeds that are to be done."""
    for what, pattern in _THINGS:
        thing = pattern.search(said)
        if thing is None or _own(said, thing.start()):
            continue
        if what == "logins" and (_RESET.search(said) or _THERE.search(said)):
            continue
        span = _wanted(said, *thing.span(), spoken=staff and what == "keys", yours=what == "keys")
        if span is not None and not _denied(said, span[0], thing.end()):
            yield what, *span
    for what, pattern in _DEEDS:
        deed = pattern.search(said)
        if deed is not None and not _own(said, deed.start()) and not _denied(said, deed.start(), deed.end()):
            yield what, deed.start(), deed.end()


def _wanted(said: str, start: int, end: int, *, spoken: bool, yours: bool) -> tuple[int, int] | None:
    """Whether the thing there is asked for, and from where to where: by a way of asking, or since it is to come to the
    writer, or is said to be good for something, or something depends on it. That it is `yours`, or even that it is
    `spoken` of, is enough for what nobody needs.
    """
    for pattern in (_ASK, _TO_US, _IN_ORDER_TO):
        for hit in pattern.finditer(said):
            if hit.end() <= start or hit.start() >= end:
                kept = pattern is not _ASK and _SAFE.search(said)
                return None if kept else (min(hit.start(), start), max(hit.end(), end))
    yours = yours and _YOURS.search(said, max(0, start - 12), start) is not None
    if (spoken or yours or _NEEDED.search(said, 0, start)) and not _SAFE.search(said):
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


def _sent_away(said: str, rules: TextRules) -> Iterator[tuple[Forbidden, int, int]]:
    """The reader is sent to somebody, or to a page, that is none of the desk's."""
    if (react := _REACT.search(said)) is not None:
        yield "elsewhere", react.start(), react.end()
    goes = _ELSEWHERE.search(said)
    channel = _CHANNELS.search(said)
    official = any(account.casefold() in said for account in rules.accounts) or any(
        _is_of(link[1], rules.domains) for link in _LINK.finditer(said)
    )
    if goes is not None and channel is not None and not official and _HELPERS.search(said):
        yield "elsewhere", min(goes.start(), channel.start()), max(goes.end(), channel.end())
    for link in _LINK.finditer(said):
        domain = link[1]
        if _is_of(domain, rules.domains) or domain[:1].isdigit():
            continue
        if _passes_for(domain, rules.domains) or (
            rules.domains and _PAGES.search(domain) and _PAGES.search(said[: link.start()])
        ):
            yield "elsewhere", link.start(), link.end()


def _is_of(domain: str, own: tuple[str, ...]) -> bool:
    return any(domain == each or domain.endswith(f".{each}") for each in own)


def _passes_for(domain: str, own: tuple[str, ...]) -> bool:
    """Whether a domain has the name of one of the desk's in it, or nearly, and is none of them."""
    squeezed = _alike(domain)
    for each in own:
        name = _alike(each.rsplit(".", 1)[0])
        if len(name) >= 4 and (name in squeezed or _alike(each) == squeezed):
            return True
    return domain.startswith("xn--") or ".xn--" in domain


def _alike(domain: str) -> str:
    return domain.translate(_SAME).replace("rn", "m").replace("vv", "w").replace("-", "").replace(".", "")


_SAME: Final = str.maketrans("01i35", "olles")


def _read(text: str) -> tuple[str, list[int]]:
    """The text as it is read, and for each sign of that, where it stands in the text."""
    if text.isascii() and "  " not in text and "\t" not in text:
        return _closed(text.lower(), list(range(len(text))))
    out: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if sign.isascii():
            shown = sign.lower()
        elif unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
            continue
        else:
            shown = _QUOTES.get(sign) or reading(sign).lower()
        if shown.isspace() and sign != "\n":
            if out and out[-1] == " ":
                continue
            shown = " "
        out.extend(shown)
        places.extend([place] * len(shown))
    return _closed("".join(out), places)


def _closed(read: str, places: list[int]) -> tuple[str, list[int]]:
    """Words whose letters are set apart are put together."""
    for run in reversed(list(_APART.finditer(read))):
        kept = range(run.start(), run.end(), 2)
        places[run.start() : run.end()] = [places[place] for place in kept]
        read = read[: run.start()] + "".join(read[place] for place in kept) + read[run.end() :]
    return read, places


_APART: Final = re.compile(r"(?<!\w)\w(?:[ ._*-]\w){2,}(?!\w)")
_QUOTES: Final = {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "–": "-", "—": "-", "…": "."}
