"""What a person sees, in the same shape on both platforms."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Kind = Literal["dm", "channel", "thread", "toast"]


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere a person can read. `channel` is the chat or channel id, `thread` the Telegram topic's.

    On Discord a thread is a channel of its own, so `thread` is empty there. `path` names the place and
    what it lies in, as "Staff / cases / Case 12".
    """

    kind: Kind
    channel: str
    thread: str
    title: str
    path: str

    def answers_to(self, name: str) -> bool:
        """Whether a test that writes `name` means this place: its title or path, or the word "dm"."""
        said = name.casefold()
        return said in (self.title.casefold(), self.path.casefold()) or (self.kind == said == "dm")


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message: `id` is what the bot gets, `url` what a link opens; one is empty."""

    label: str
    id: str
    url: str
    disabled: bool


@dataclass(frozen=True, slots=True)
class Select:
    """A select menu under a message (Discord); options are (label, value)."""

    id: str
    placeholder: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file of a message. `sandbox.download(url)` fetches it."""

    name: str
    kind: str
    size: int
    url: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message as one person sees it.

    `text` holds everything there is to read: the words, a caption, and on Discord the cards' titles,
    texts and fields, a line each. `reactions` are (emoji, ids of people). A toast on Telegram is a
    message of kind "toast" that only its person sees, like an ephemeral message on Discord. `raw` is the
    view's own JSON.
    """

    id: str
    place: Place
    author: str
    author_id: str
    author_is_bot: bool
    text: str
    at: datetime
    buttons: tuple[Button, ...] = ()
    selects: tuple[Select, ...] = ()
    files: tuple[SeenFile, ...] = ()
    reactions: tuple[tuple[str, tuple[str, ...]], ...] = ()
    reply_to: str = ""
    edited: bool = False
    ephemeral: bool = False
    raw: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)

    @property
    def age(self) -> tuple[datetime, int]:
        """Sorts messages of one person from old to new."""
        return self.at, int(self.id) if self.id.isdecimal() else 0

    @property
    def emoji(self) -> tuple[str, ...]:
        """The reactions without who made them."""
        return tuple(emoji for emoji, _ in self.reactions)

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands on the buttons."""
        return tuple(button.label for button in self.buttons)

    def button(self, label: str) -> Button | None:
        """The button with this label, or the first whose label begins or, after an emoji, goes on so."""
        said = label.casefold()
        usable = [each for each in self.buttons if not each.disabled]
        tests: tuple[Callable[[str], bool], ...] = (
            lambda text: text == said,
            lambda text: text.startswith(said),
            lambda text: text.partition(" ")[2].startswith(said),
        )
        for test in tests:
            for each in usable:
                if test(each.label.casefold()):
                    return each
        return None


def dump(messages: Iterable[Message]) -> str:
    """The messages as a transcript under the names of their places, for a failing test's reader."""
    lines: list[str] = []
    place: Place | None = None
    for message in messages:
        if message.place != place:
            place = message.place
            lines.append(f"── {place.kind}: {place.path}")
        lines.append(_line(message))
    return "\n".join(lines) or "(nothing at all)"


def _line(message: Message) -> str:
    marks = [mark for mark, on in (("bot", message.author_is_bot), ("edited", message.edited)) if on]
    marks += ["only you"] * message.ephemeral
    parts = [f"   #{message.id} {message.author}"]
    parts += [f"({', '.join(marks)})"] if marks else []
    parts.append(f": {message.text!r}")
    parts += [f" [{'] ['.join(message.labels)}]"] if message.buttons else []
    parts += [f" files: {', '.join(each.name for each in message.files)}"] if message.files else []
    parts += [f" reactions: {' '.join(message.emoji)}"] if message.reactions else []
    return "".join(parts)
