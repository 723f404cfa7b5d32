"""A desk's rules about people, as data."""

from dataclasses import dataclass, field
from datetime import timedelta

from core.people.directory import Book


@dataclass(frozen=True, slots=True)
class PeopleRules:
    """`mail`: the desk can send mail, so that addresses can be proven. `book` is None where customers are looked up.

    `link_wait` is how long a further account of a proven person waits before it may authorise; `proof_lasts`, how
    long after a proof it counts for that.
    """

    mail: bool = False
    book: Book | None = None
    link_wait: timedelta = timedelta(hours=72)
    proof_lasts: timedelta = timedelta(hours=12)
    key: bytes = field(default=b"", repr=False)
    """Makes codes of their seeds; it is not in the store, and no code is either."""


NO_RULES = PeopleRules()
