"""Who acts, as the platform tells it at that moment. A name here proves nothing."""

from dataclasses import dataclass

from core.words.refs import Account


@dataclass(frozen=True, slots=True)
class Person:
    """The account that acts, the name it shows, and its platform's language tag (`pt-BR`) where that is known."""

    account: Account
    name: str
    locale: str | None = None
