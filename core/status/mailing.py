"""News by mail without an account: asked for on the status page, confirmed from the mailbox, ended by a link.

A link is made when its mail is sent and holds all that it means, signed with the desk's key: nothing is kept of an
address before its owner has confirmed it but when it was written to.
"""

import binascii
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from core.cases.decision import UNCHANGED, Decision, Outcome
from core.people.addresses import address, fingerprint, mailbox
from core.people.proof import DAY, HOUR, PER_ADDRESS, PER_ADDRESS_A_DAY, Mailbox, lately, too_soon
from core.policy import Facts
from core.status.subscribers import Subscriber
from core.words.commands import MailAsked, MailChosen
from core.words.effects import SendMail
from core.words.refs import direct
from core.words.texts import text

Purpose = Literal["subscribe", "unsubscribe"]
GOOD_FOR: Final = timedelta(days=1)
"""So long a subscription can be confirmed; it can be ended for ever."""
_SIGNED = 18


@dataclass(frozen=True, slots=True)
class Link:
    """What a link means. `until` None: for ever."""

    purpose: Purpose
    address: str
    language: str
    until: datetime | None = None


def token(link: Link, key: bytes) -> str:
    """The link as one word of letters, digits, `-`, `_` and a dot."""
    until = "" if link.until is None else str(int(link.until.timestamp()))
    said = f"{link.purpose}\n{link.address}\n{link.language}\n{until}".encode()
    return f"{_word(said)}.{_word(_signature(said, key))}"


def read(written: str, purpose: Purpose, key: bytes, now: datetime) -> Link | None:
    """What it means, where it is the desk's own, for this purpose and not too old."""
    said, _, signature = written.partition(".")
    try:
        content, signed = _bytes(said), _bytes(signature)
    except (binascii.Error, ValueError):
        return None
    if not hmac.compare_digest(signed, _signature(content, key)):
        return None
    meant, to, language, until = content.decode().split("\n")
    ends = datetime.fromtimestamp(int(until), UTC) if until else None
    if meant != purpose or (ends is not None and now >= ends):
        return None
    return Link(purpose, to, language, ends)


def asked(box: Mailbox | None, command: MailAsked, facts: Facts) -> Outcome:
    """Mail with a link that confirms it, as often as the mailbox's owner can be expected to bear, and whether they have
    subscribed already or not.
    """
    to = address(command.address)
    if to is None or not facts.policy.people.mail:
        return UNCHANGED
    known, now = box or Mailbox(fingerprint(to)), facts.now
    offered = known.offered
    if too_soon(offered, HOUR, PER_ADDRESS, now) or too_soon(offered, DAY, PER_ADDRESS_A_DAY, now):
        return UNCHANGED
    desk = facts.policy.name
    letter = SendMail(
        direct(mailbox(to)),
        text("mail.confirm_subject", desk=desk),
        (text("mail.confirm", desk=desk), text("mail.confirm_not_you")),
        command.language,
        link="subscribe",
    )
    return Decision((replace(known, offered=(*lately(offered, DAY, now), now)),), (letter,))


def chosen(before: Subscriber | None, command: MailChosen, facts: Facts) -> Outcome:
    """The mailbox's owner has confirmed it, or ended it."""
    now = before or Subscriber(mailbox(command.address), command.language, None)
    if command.wanted:
        since = now.since or facts.now
        return Decision((replace(now, since=since, language=command.language, paused=""),))
    if before is None or before.since is None:
        return UNCHANGED
    return Decision((replace(now, since=None, components=(), paused="", held=(), held_until=None),))


def _signature(said: bytes, key: bytes) -> bytes:
    return hmac.digest(key, b"news by mail\n" + said, "sha256")[:_SIGNED]


def _word(said: bytes) -> str:
    return urlsafe_b64encode(said).decode().rstrip("=")


def _bytes(word: str) -> bytes:
    return urlsafe_b64decode(word + "=" * (-len(word) % 4))
