"""What lately arrived as an album, and what it was taken for.

A part that comes after its album was whole goes where the album went, and a caption that changes is one of several.
After a restart nothing is known of either: a late part is then a message by itself.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from telegram import Message

from adapters.telegram.commands import Meant
from adapters.telegram.payloads import Ask

REMEMBERED: Final = 500

Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Whole:
    """Parts that became one message, by their numbers in order; `meant` where that was a command or a form's words."""

    parts: dict[int, Message]
    meant: Meant | Ask | None


class Wholes:
    def __init__(self) -> None:
        self._albums: OrderedDict[Key, list[Whole]] = OrderedDict()

    def learn(self, messages: Sequence[Message], meant: Meant | Ask | None) -> None:
        """These have become one message. Those that are no album are not remembered."""
        key = _key(messages[0])
        if key is None:
            return
        whole = Whole({each.message_id: each for each in messages}, meant)
        self._albums.setdefault(key, []).append(whole)
        while len(self._albums) > REMEMBERED:
            self._albums.popitem(last=False)

    def before(self, message: Message) -> Whole | None:
        """What has come before of the album that this message belongs to."""
        key = _key(message)
        found = self._albums.get(key) if key is not None else None
        return found[0] if found else None

    def edited(self, message: Message) -> Sequence[Message]:
        """All parts of the message that this has become a part of, with the words it has now; else it alone."""
        key = _key(message)
        for whole in self._albums.get(key, ()) if key is not None else ():
            if message.message_id in whole.parts:
                whole.parts[message.message_id] = message
                return tuple(whole.parts.values())
        return (message,)


def _key(message: Message) -> Key | None:
    return None if message.media_group_id is None else (message.chat.id, message.media_group_id)
