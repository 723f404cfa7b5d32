"""Who acts, and who is talked about, as the platform tells it at that moment. A name here proves nothing."""

from dataclasses import dataclass

from core.words.refs import Account


@dataclass(frozen=True, slots=True)
class Person:
    """The account that acts, the name it shows, and its platform's language tag (`pt-BR`) where that is known."""

    account: Account
    name: str
    locale: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """An account as others see it: the name shown first, then every other name it goes by. `account` is None where the
    platform does not tell whose it is (a forward from somebody who hides their account, a pasted name).
    """

    account: Account | None
    names: tuple[str, ...]
    username: str = ""
    picture: str = ""
    """The name of the member of staff whose picture it has, where pictures were compared and are alike."""
    passes_on: tuple[str, ...] = ()
    """The names of others whose words or contact it passes on."""
    opened: tuple[str, ...] = ()
    """The names of the threads that it has opened and writes in."""
    marked: bool | None = None
    """Whether it bears the mark of staff there, as far as that was seen."""
    by_name: bool = False
    """The account is named by its user name, since nobody has told its number: nothing can be done to it."""
    program: bool = False
    """A bot or a webhook, which nobody goes on with elsewhere."""

    @property
    def shown(self) -> str:
        return next(iter(self.names), self.username)
