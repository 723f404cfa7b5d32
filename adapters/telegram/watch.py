"""People who come into a group or write there: whoever passes for staff is told to the desk.

Telegram tells no bot of renames, so a name is looked at with each message. A channel that speaks in a group has a
name too, and a ban of its own.
"""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from telegram import (
    Chat,
    Message,
    MessageEntity,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUser,
    User,
)
from telegram.error import TelegramError

from adapters.telegram import refs
from adapters.telegram.formatting import words_of
from adapters.telegram.picking import of_contact
from adapters.telegram.pictures import Album
from adapters.telegram.refs import Spot
from adapters.telegram.settings import TelegramSettings
from adapters.telegram.wire import Wire
from core.ports import Handler
from core.seeing import Seeing
from core.trust import sighting
from core.trust.handles import sent_to
from core.words.commands import Command
from core.words.documents import Document, plain
from core.words.people import Person, Profile
from core.words.refs import MessageRef

LINKED: Final = 3
"""So many of the channels that one message sends people to are looked at."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom somebody asks about or reports: the account as far as Telegram tells it, and the message shown for it."""

    about: Profile
    ref: MessageRef | None = None
    words: Document | None = None


def person_of(user: User) -> Person:
    return Person(refs.account(user.id), user.full_name, user.language_code)


def of_user(user: User) -> Profile:
    return Profile(refs.account(user.id), (user.full_name,), user.username or "")


def of_channel(chat: Chat) -> Profile:
    return Profile(refs.account(chat.id), (chat.title or "",), chat.username or "")


def subject(message: Message, replied: Message | None, spot: Spot, given: str) -> Subject | None:
    """A forward or a contact that was answered, somebody's message in a group, a mention, or a name that was typed."""
    if replied is not None:
        shown = words_of(replied)
        if replied.forward_origin is not None:
            return Subject(_origin(replied), None, shown)
        if replied.contact is not None:
            return Subject(of_contact(replied))
        if not spot.private and (author := _author(replied)) is not None:
            return Subject(author, refs.message(spot, replied.message_id), shown)
    for entity in message.entities or message.caption_entities:
        if entity.type == MessageEntity.TEXT_MENTION and entity.user is not None:
            return Subject(of_user(entity.user))
    name = given.strip()
    if not name:
        return None
    return Subject(refs.pasted(name))


def _author(message: Message) -> Profile | None:
    if message.sender_chat is not None:
        return of_channel(message.sender_chat)
    return None if message.from_user is None else of_user(message.from_user)


def _of_the_group(message: Message) -> bool:
    """Whether the group itself speaks, which may have the desk's name.

    That is an administrator who writes as the group, or the channel that it discusses:
    https://core.telegram.org/bots/api#message (`sender_chat`, `is_automatic_forward`).
    """
    speaks_for_it = message.sender_chat is not None and message.sender_chat.id == message.chat.id
    return speaks_for_it or message.is_automatic_forward is True


def _origin(message: Message) -> Profile:
    match message.forward_origin:
        case MessageOriginUser(sender_user=user):
            return of_user(user)
        case MessageOriginChannel(chat=chat) | MessageOriginChat(sender_chat=chat):
            return of_channel(chat)
        case MessageOriginHiddenUser(sender_user_name=name):
            return Profile(None, (name,))
        case _:
            return Profile(None, ())


def spoken(message: Message) -> str:
    """All that a message says: words, the addresses behind them, a poll, the buttons of one made by way of a bot."""
    parts = [message.text or message.caption or ""]
    parts += [each.url for each in message.entities or message.caption_entities if each.url]
    if message.poll is not None:
        parts += [
            message.poll.question,
            message.poll.description or "",
            *(option.text for option in message.poll.options),
        ]
    keys = message.reply_markup.inline_keyboard if message.reply_markup is not None else ()
    parts += [f"{key.text} {key.url or ''}" for row in keys for key in row]
    return "\n".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Sight:
    """Where pictures are compared: whose album they are in, and who looks."""

    album: Album
    seeing: Seeing


class Watch:
    def __init__(
        self, handler: Handler, wire: Wire, settings: TelegramSettings, sight: Sight | None = None
    ) -> None:
        self._handler = handler
        self._wire = wire
        self._channels: set[int] = set()
        self._sight = sight
        self._tag = settings.staff_tag
        self._communities = settings.communities if settings.staff_tag else ()
        self._own = frozenset((*settings.communities, *settings.news))
        self._met: set[tuple[int, int]] = set()
        """Staff who have been seen in a community since the program started: their tag was looked at."""

    async def message(self, message: Message, spot: Spot) -> None:
        """Somebody wrote where anybody may, edited that, or came in. Raises `StoreUnavailable`."""
        for user in message.new_chat_members:
            await self.came(user, spot)
        if message.sender_chat is None and not message.new_chat_members and message.from_user is not None:
            self._see(message.from_user, spot)
        self._learn(message)
        self._see_channels(message, spot)
        written = _written(message, spot)
        if written.about is not None:
            about = replace(written.about, passes_on=tuple(self._passed_on(message)))
            if message.sender_chat is None and message.from_user is not None:
                about = self._marked(about, message.from_user, message.sender_tag or "", spot)
            written = replace(written, about=about)
        await self._tell(sighting.wrote(written, self._handler.suspicious))

    def _learn(self, message: Message) -> None:
        """What the group itself goes by, and the channel that it discusses."""
        self._handler.known_as(message.chat.username or "")
        if message.is_automatic_forward and message.sender_chat is not None:
            self._channels.add(message.sender_chat.id)
            self._handler.known_as(message.sender_chat.username or "")

    def _passed_on(self, message: Message) -> Iterator[str]:
        """Under whose name forwarded words, or a contact, are shown: but for staff, as far as Telegram tells whose
        they are, and the group's own channel.
        """
        if message.contact is not None:
            about = of_contact(message)
        elif message.forward_origin is None or message.is_automatic_forward:
            return
        else:
            about = _origin(message)
        ours = {refs.account(each) for each in (*self._channels, message.chat.id, message.get_bot().id)}
        if about.account is None or not (about.account in ours or self._handler.is_agent(about.account)):
            yield from about.names

    async def asked(self, message: Message, spot: Spot) -> None:
        """Somebody asks for help in a group. Whoever has never opened the bot's chat cannot be written to, which only
        trying tells: that somebody is writing there is shown to the others, rightly. Raises `StoreUnavailable`.
        """
        user, written = message.from_user, _written(message, spot)
        if user is None or message.sender_chat is not None:
            return
        asked = tuple(sighting.asked(written, refs.place(spot.chat), self._handler.asks))
        if not asked or self._handler.suspicious(of_user(user), written.words):
            return
        try:
            await self._wire.call("sendChatAction", {"chat_id": user.id, "action": "typing"})
        except TelegramError:
            return
        await self._tell(asked)

    async def came(self, user: User, spot: Spot) -> None:
        """Somebody came into a group: but for the desk's own bot, which may well have its name. Raises
        `StoreUnavailable`.
        """
        if user.id != user.get_bot().id:
            self._see(user, spot, came=True)
            await self._came(self._marked(of_user(user), user, "", spot), spot)

    def _marked(self, about: Profile, user: User, tag: str, spot: Spot) -> Profile:
        """With whether they bear the tag of staff. That staff lack it counts once: it may be gone for a reason."""
        if spot.chat not in self._communities or about.account is None:
            return about
        if tag.casefold() == self._tag.casefold():
            return replace(about, marked=True)
        if (spot.chat, user.id) in self._met or not self._handler.is_agent(about.account):
            return about
        self._met.add((spot.chat, user.id))
        return replace(about, marked=False)

    async def acted(self, user: User, spot: Spot) -> None:
        """One of the staff wrote or pressed something: their name is looked at. Raises `StoreUnavailable`."""
        if self._handler.is_agent(refs.account(user.id)):
            await self._came(of_user(user), spot)

    async def _came(self, about: Profile, spot: Spot) -> None:
        sight = secrets.token_hex(8)
        await self._tell(sighting.came(about, refs.place_at(spot), self._handler.suspicious, sight))

    def _see(self, user: User, spot: Spot, *, came: bool = False) -> None:
        """Each look costs calls: at whoever comes, and now and then at those whose names are a little alike."""
        about = of_user(user)
        if self._sight is None or about.account is None or not (came or self._handler.resembles(about)):
            return
        if came or self._sight.seeing.due(about.account):
            self._sight.seeing.look(about, refs.place_at(spot), self._sight.album.of(user.id))

    def _see_channels(self, message: Message, spot: Spot) -> None:
        """Channels that speak, that somebody forwards from, or that people are sent to: each now and then. There are
        few of them, so their names need not be alike.
        """
        if self._sight is None:
            return
        ours = self._own | self._channels | {message.chat.id}
        for about, chat in _channels(message):
            if about.account is not None and self._sight.seeing.due(about.account):
                self._sight.seeing.look(
                    about, refs.place_at(spot), self._sight.album.of_channel(chat, frozenset(ours))
                )

    async def _tell(self, commands: Iterable[Command]) -> None:
        for command in commands:
            await self._handler.handle(command)


def _channels(message: Message) -> Iterator[tuple[Profile, int | str]]:
    """With what each is asked for by."""
    if message.sender_chat is not None and not _of_the_group(message):
        yield of_channel(message.sender_chat), message.sender_chat.id
    match message.forward_origin:
        case MessageOriginChannel(chat=chat) | MessageOriginChat(sender_chat=chat):
            yield of_channel(chat), chat.id
        case _:
            pass
    for name in dict.fromkeys(islice(sent_to(spoken(message), frozenset()), LINKED)):
        about = refs.accused(f"@{name}")
        if about is not None:
            yield about, f"@{name}"


def _written(message: Message, spot: Spot) -> sighting.Written:
    writer, said = message.from_user, spoken(message)
    return sighting.Written(
        refs.message(spot, message.message_id),
        said,
        lambda: plain(said),
        int(message.edit_date.timestamp()) if message.edit_date else 0,
        None if message.new_chat_members or _of_the_group(message) else _author(message),
        None if writer is None or writer.is_bot else person_of(writer),
    )
