"""People who come into a group or write there: whoever passes for staff is told to the desk.

Telegram tells no bot of renames, so a name is looked at with each message. A channel that speaks in a group has a
name too, and a ban of its own.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

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
from adapters.telegram.formatting import to_document
from adapters.telegram.pictures import Album
from adapters.telegram.refs import Spot
from adapters.telegram.wire import Wire
from core.ports import Handler
from core.seeing import Seeing
from core.trust.redacting import leaked
from core.words.commands import Inquired, Leaked, Noticed
from core.words.documents import Document, plain
from core.words.people import Person, Profile
from core.words.refs import CommandId, MessageRef

LINK = re.compile(r"(?:https?://)?t\.me/(\w{4,32})/?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom somebody asks about or reports: the account as far as Telegram tells it, and the message shown for it."""

    about: Profile
    ref: MessageRef | None = None
    words: Document | None = None


def of_user(user: User) -> Profile:
    return Profile(refs.account(user.id), (user.full_name,), user.username or "")


def of_channel(chat: Chat) -> Profile:
    return Profile(refs.account(chat.id), (chat.title or "",), chat.username or "")


def subject(message: Message, replied: Message | None, spot: Spot, given: str) -> Subject | None:
    """A forward or a contact that was answered, somebody's message in a group, a mention, or a name that was typed."""
    if replied is not None:
        shown = _words(replied)
        if replied.forward_origin is not None:
            return Subject(_origin(replied), None, shown)
        if replied.contact is not None:
            return Subject(_contact(replied))
        if not spot.private and (author := _author(replied)) is not None:
            return Subject(author, refs.message(spot, replied.message_id), shown)
    for entity in message.entities or message.caption_entities:
        if entity.type == MessageEntity.TEXT_MENTION and entity.user is not None:
            return Subject(of_user(entity.user))
    name = given.strip()
    if not name:
        return None
    if name.isascii() and name.isdecimal():
        return Subject(Profile(refs.account(int(name)), ()))
    link = LINK.fullmatch(name)
    username = link[1] if link else name.removeprefix("@") if name.startswith("@") else ""
    return Subject(Profile(None, () if username else (name,), username))


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


def _contact(message: Message) -> Profile:
    contact = message.contact
    if contact is None:
        return Profile(None, ())
    name = " ".join(part for part in (contact.first_name, contact.last_name) if part)
    return Profile(None if contact.user_id is None else refs.account(contact.user_id), (name,))


def _words(message: Message) -> Document:
    if message.text is not None:
        return to_document(message.text, message.entities)
    return to_document(message.caption or "", message.caption_entities)


@dataclass(frozen=True, slots=True)
class Sight:
    """Where pictures are compared: whose album they are in, and who looks."""

    album: Album
    seeing: Seeing


def _said(message: Message) -> str:
    """All that a message says: words, the addresses behind them, a poll."""
    parts = [message.text or message.caption or ""]
    parts += [each.url for each in message.entities or message.caption_entities if each.url]
    if message.poll is not None:
        parts += [message.poll.question, *(option.text for option in message.poll.options)]
    return "\n".join(filter(None, parts))


class Watch:
    def __init__(self, handler: Handler, wire: Wire, sight: Sight | None = None) -> None:
        self._handler = handler
        self._wire = wire
        self._channels: set[int] = set()
        self._sight = sight

    async def message(self, message: Message, spot: Spot) -> None:
        """Somebody wrote where anybody may, edited that, or came in. Raises `StoreUnavailable`."""
        for user in message.new_chat_members:
            if user.id == message.get_bot().id:
                continue  # the desk's own bot may well have its name
            self._see(user, spot, came=True)
            if (about := self._suspicious(of_user(user))) is not None:
                await self._handler.handle(Noticed(_noticed(about), about, refs.place_at(spot)))
        self._learn(message)
        said = _said(message)
        if (kinds := leaked(said)) and (writer := message.from_user) is not None and not writer.is_bot:
            who = Person(refs.account(writer.id), writer.full_name, writer.language_code)
            ref = refs.message(spot, message.message_id)
            await self._handler.handle(Leaked(_seen_id("l", message, spot), who, ref, kinds))
        if message.sender_chat is None and not message.new_chat_members and message.from_user is not None:
            self._see(message.from_user, spot)
        author = None if message.new_chat_members or _of_the_group(message) else _author(message)
        if author is not None:
            author = replace(author, passes_on=tuple(self._passed_on(message)))
        if author is None or (about := self._suspicious(author, said)) is None:
            return
        ref = refs.message(spot, message.message_id)
        noticed = Noticed(_seen_id("n", message, spot), about, refs.place_at(spot), ref, plain(said))
        await self._handler.handle(noticed)

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
            about = _contact(message)
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
        user, said = message.from_user, message.text or message.caption or ""
        if user is None or user.is_bot or message.sender_chat is not None:
            return
        account, where = refs.account(user.id), refs.place(spot.chat)
        if self._handler.suspicious(of_user(user), said) or not self._handler.asks(account, where, said):
            return
        try:
            await self._wire.call("sendChatAction", {"chat_id": user.id, "action": "typing"})
        except TelegramError:
            return
        who = Person(account, user.full_name, user.language_code)
        await self._handler.handle(Inquired(_seen_id("q", message, spot), who, where))

    def _see(self, user: User, spot: Spot, *, came: bool = False) -> None:
        """Each look costs calls: at whoever comes, and now and then at those whose names are a little alike."""
        about = of_user(user)
        if self._sight is None or about.account is None or not (came or self._handler.resembles(about)):
            return
        if came or self._sight.seeing.due(about.account):
            self._sight.seeing.look(about, refs.place_at(spot), self._sight.album.of(user.id))

    def _suspicious(self, about: Profile, words: str = "") -> Profile | None:
        return about if self._handler.suspicious(about, words) else None


def _seen_id(kind: str, message: Message, spot: Spot) -> CommandId:
    """What was seen in a message, as it read after its latest edit."""
    edited = int(message.edit_date.timestamp()) if message.edit_date else 0
    return CommandId(f"telegram:{kind}:{spot.chat}:{message.message_id}:{edited}")


def _noticed(about: Profile) -> CommandId:
    told = hashlib.sha256("\0".join((*about.names, about.username)).encode(errors="replace")).hexdigest()[:16]
    return CommandId(f"{about.account}:n:{told}")
