"""What the desk is told of those who come or write where anybody may: the same on every platform.

Whoever passes for staff is told as `Noticed`, and whoever gives a secret away as `Leaked`; nothing is kept of others.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from core.trust.redacting import leaked
from core.words.commands import Inquired, Leaked, Noticed
from core.words.documents import Document
from core.words.people import Person, Profile
from core.words.refs import Account, CommandId, MessageRef, Place

Suspicious = Callable[[Profile, str], bool]
"""As `core.ports.Handler.suspicious`."""


@dataclass(frozen=True, slots=True)
class Written:
    """A public message as it reads after its latest edit: `edited` is when that was, in the platform's own units, 0
    for never.

    `about` is the account that it is by, None where that may well have the desk's name: the desk's own bot, the place
    itself. `writer`: the person who wrote it, if a person did.
    """

    ref: MessageRef
    words: str
    document: Callable[[], Document]
    edited: int
    about: Profile | None
    writer: Person | None


def came(about: Profile, where: Place, suspicious: Suspicious, sight: str) -> Iterator[Noticed]:
    """Somebody came, or goes by another name, again perhaps: `sight` is another for each time."""
    if suspicious(about, ""):
        yield Noticed(CommandId(f"{about.account}:n:{sight}"), about, where)


def wrote(said: Written, suspicious: Suspicious) -> Iterator[Leaked | Noticed]:
    """Somebody wrote, or has edited what they wrote."""
    if said.writer is not None and (kinds := leaked(said.words)):
        yield Leaked(_id("l", said), said.writer, said.ref, kinds)
    if said.about is not None and suspicious(said.about, said.words):
        yield Noticed(_id("n", said), said.about, said.ref.place, said.ref, said.document())


def asked(said: Written, where: Place, asks: Callable[[Account, Place, str], bool]) -> Iterator[Inquired]:
    """Somebody asks for help where everybody reads."""
    if said.writer is not None and asks(said.writer.account, where, said.words):
        yield Inquired(_id("q", said), said.writer, where)


def _id(kind: str, said: Written) -> CommandId:
    return CommandId(f"{said.ref.place}:{kind}:{said.ref.id}:{said.edited}")
