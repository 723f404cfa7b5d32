"""Proof of an e-mail address: a code goes to it, and whoever asked enters the code.

A code is made of a seed, drawn for it alone, and the desk's key, both when it is sent and when it is entered. The
store keeps the seed, so that whoever reads the store has no code. One is good for one account and one address, for
one use, for ten minutes and for five tries.
"""

import hmac
from base64 import b32encode
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from core.people.directory import Customer
from core.words.refs import Account

LIFE = timedelta(minutes=10)
TRIES = 5
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PER_ACCOUNT = 5
"""Codes that one account may ask for in an hour."""
PER_ADDRESS = 3
"""Codes that go to one address in an hour, whoever asks: nobody's mailbox is flooded by way of the desk."""
PER_ADDRESS_A_DAY = 6

_LETTERS = 12
"""Of five bits each: a code has 60."""
_DIGITS = str.maketrans({"0": "O", "1": "I", "8": "B"})
"""What base 32 has not got, as it is misread."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A code that was asked for. `used`: it has proven its address."""

    address: str
    seed: str
    until: datetime
    tries: int = 0
    used: bool = False


@dataclass(frozen=True, slots=True)
class Proven:
    """An address that its account has proven. `acts_from`: before that it authorises nothing.

    `customer` is what the lookup said; a desk with a file asks that each time instead.
    """

    address: str
    at: datetime
    acts_from: datetime
    customer: Customer | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An account by which the person behind an address is known."""

    account: Account
    language: str
    since: datetime
    acts_from: datetime


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One address, under its fingerprint: when codes went to it, when news were offered to it, and whose it was proven
    to be.
    """

    id: str
    asked: tuple[datetime, ...] = ()
    links: tuple[Link, ...] = ()
    offered: tuple[datetime, ...] = ()


def code(seed: str, key: bytes) -> str:
    """As `ABCD-EFGH-IJKL`."""
    drawn = hmac.digest(key, f"proof of an address {seed}".encode(), "sha256")
    letters = b32encode(drawn).decode()[:_LETTERS]
    return "-".join(letters[at : at + 4] for at in range(0, _LETTERS, 4))


def matches(proof: Proof, given: str, key: bytes) -> bool:
    wanted = code(proof.seed, key).replace("-", "")
    return hmac.compare_digest(_plain(given).encode(), wanted.encode())


def looks_like_code(given: str) -> bool:
    plain = _plain(given)
    return len(plain) == _LETTERS and plain.isascii() and plain.isalnum()


Flaw = Literal["none", "used", "expired", "tries", "wrong"]


def flaw(proof: Proof | None, given: str, key: bytes, now: datetime) -> Flaw | None:
    """Why the code that was entered proves nothing; None where it does."""
    if proof is None:
        return "none"
    if proof.used:
        return "used"
    if now > proof.until:
        return "expired"
    if proof.tries >= TRIES:
        return "tries"
    if matches(proof, given, key):
        return None
    return "tries" if proof.tries + 1 >= TRIES else "wrong"


def tried(proof: Proof) -> Proof:
    return replace(proof, tries=proof.tries + 1)


def lately(asked: tuple[datetime, ...], within: timedelta, now: datetime) -> tuple[datetime, ...]:
    return tuple(each for each in asked if now - each < within)


def too_soon(asked: tuple[datetime, ...], within: timedelta, most: int, now: datetime) -> datetime | None:
    """When the next may be asked for, if not now."""
    recent = lately(asked, within, now)
    return recent[-most] + within if len(recent) >= most else None


def _plain(given: str) -> str:
    return "".join(given.split()).replace("-", "").upper().translate(_DIGITS)
