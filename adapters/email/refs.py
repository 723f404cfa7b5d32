"""Mailboxes and the core's opaque names: `mail:<address>` is an account, whose private chat is the mailbox, and as a
place a mailing list.
"""

from core.people.addresses import MAIL, address, address_of
from core.words.refs import Account, Destination, Direct, account_of, carrier_of, is_direct, is_room

CARRIER = MAIL


class NoMailboxError(ValueError):
    """A destination that is no mailbox."""


def recipient(to: Destination) -> str:
    """The address.

    Raises:
        NoMailboxError: not a mailbox, or not an address that the desk writes to.
    """
    if is_room(to) or carrier_of(to) != CARRIER:
        raise NoMailboxError
    written = address_of(account_of(Direct(to)) if is_direct(to) else Account(to))
    if address(written) != written:
        raise NoMailboxError
    return written
