"""What a button carries, and what a prompt remembers: typed, made and read only here.

A button has 64 bytes, `verb:case:revision:argument`; a dot before it means that the answer's card replaces
the message pressed on. A form's topics are buttons too, `?kind:case:topic:argument`. Nothing is kept on our
side, so both work after any restart. Anybody can send a bot any data: a press proves nothing, and core asks
for rights.

A prompt ("write your note as a reply") remembers its form in a link behind its first sign. The link is
signed for its chat: a copy that somebody smuggles into another chat is nothing there.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64Error
from dataclasses import dataclass
from typing import Final, get_args
from urllib.parse import parse_qs, urlsplit

from adapters.telegram.limits import CALLBACK
from core.words.cards import Action, Form, FormKind, Verb
from core.words.refs import CaseId

KINDS: Final[dict[str, FormKind]] = {kind: kind for kind in get_args(FormKind)}
_SIGNED: Final = 9
"""Bytes of signature: 72 bits, with one guess for each message an attacker gets the bot to post."""


class PayloadTooLongError(ValueError):
    """It does not fit into a button."""


@dataclass(frozen=True, slots=True)
class Press:
    verb: Verb
    case: CaseId | None = None
    revision: int = 0
    argument: str = ""
    in_place: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """A form to be asked for in a message."""

    kind: FormKind
    case: CaseId | None = None
    topic: str = ""
    argument: str = ""


def press_of(action: Action, *, in_place: bool = False) -> Press:
    return Press(action.verb, action.case, action.revision, action.argument, in_place)


def ask_of(form: Form) -> Ask:
    return Ask(form.kind, form.case, form.topic or "", form.argument)


def encode(payload: Press | Ask) -> str:
    """The button's data.

    Raises:
        PayloadTooLongError: over 64 bytes.
    """
    data = _text(payload)
    if len(data.encode()) > CALLBACK:
        raise PayloadTooLongError(data.partition(":")[0])
    return data


def decode(data: str) -> Press | Ask | None:
    """What the data says; None where it is not ours."""
    if data.startswith("?"):
        return _ask(data[1:])
    in_place = data.startswith(".")
    parts = data.removeprefix(".").split(":", 3)
    if len(parts) != 4:
        return None
    verb, case, revision, argument = parts
    if verb not in _VERBS or not _number(revision) or (case and not _number(case)):
        return None
    return Press(_VERBS[verb], CaseId(int(case)) if case else None, int(revision), argument, in_place)


def sealed(ask: Ask, chat: int, secret: str, username: str) -> str:
    """The link behind a prompt's first sign."""
    body = _text(ask).encode()
    packed = urlsafe_b64encode(_signature(body, chat, secret) + body).decode().rstrip("=")
    return f"https://t.me/{username}?start=ask&form={packed}"


def unsealed(url: str, chat: int, secret: str) -> Ask | None:
    """The form behind a prompt of ours in this chat; None for every other link."""
    packed = parse_qs(urlsplit(url).query).get("form", [""])[0]
    try:
        raw = urlsafe_b64decode(packed + "=" * (-len(packed) % 4))
    except (NotBase64Error, ValueError):
        return None
    signature, body = raw[:_SIGNED], raw[_SIGNED:]
    if not body or not hmac.compare_digest(signature, _signature(body, chat, secret)):
        return None
    return _ask(body.decode(errors="replace")[1:])


_VERBS: Final = {verb.value: verb for verb in Verb}


def _text(payload: Press | Ask) -> str:
    case = "" if payload.case is None else str(payload.case)
    match payload:
        case Press():
            dot = "." if payload.in_place else ""
            return f"{dot}{payload.verb}:{case}:{payload.revision}:{payload.argument}"
        case Ask():
            return f"?{payload.kind}:{case}:{payload.topic}:{payload.argument}"


def _ask(data: str) -> Ask | None:
    parts = data.split(":", 3)
    if len(parts) != 4:
        return None
    kind, case, topic, argument = parts
    if kind not in KINDS or (case and not _number(case)):
        return None
    return Ask(KINDS[kind], CaseId(int(case)) if case else None, topic, argument)


def _number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19


def _signature(body: bytes, chat: int, secret: str) -> bytes:
    return hmac.new(secret.encode(), f"{chat}:".encode() + body, hashlib.sha256).digest()[:_SIGNED]
