"""E-mail addresses: what counts as one, and how the desk names a mailbox."""

import re
from hashlib import sha256

from core.words.refs import Account, Carrier

MAIL = Carrier("mail")
LONGEST = 254
"""RFC 5321, 4.5.3.1.3: a path has 256 octets, its angle brackets among them."""
_ADDRESS = re.compile(
    r"[a-z0-9_%+-]+(?:\.[a-z0-9_%+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
)
_LOCAL = 64


def address(written: str) -> str | None:
    """The address in small letters; None where it is none that the desk would write to.

    Plain ones only: no quotes, no comments, no line ends, nothing beyond ASCII.
    """
    small = written.strip().lower()
    fits = small.isascii() and len(small) <= LONGEST and small.find("@") <= _LOCAL
    return small if fits and _ADDRESS.fullmatch(small) else None


def mailbox(of: str) -> Account:
    """The mailbox as an account, which the carrier for mail reaches."""
    return Account(f"{MAIL}:{of}")


def address_of(account: Account) -> str:
    return account.partition(":")[2]


def fingerprint(of: str) -> str:
    """Names an address in the store without telling it: somebody may have given another's."""
    return sha256(of.encode()).hexdigest()[:32]
