"""People who come into a group or write there: whoever passes for staff is told to the desk.

Telegram tells no bot of renames, so a name is looked at with each message. A channel that speaks in a group has a
name too, and a ban of its own.
"""

import secrets
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

from adapters.telegram import refs
from adapters.telegram.formatting import to_document
from adapters.telegram.picking import of_contact
from adapters.telegram.refs import Spot
from adapters.telegram.settings import TelegramSettings
from core.ports import Handler
from core.trust.redacting import leaked
from core.words.commands import Leaked, Noticed
from core.words.documents import Document
from core.words.people import Person, Profile
from core.words.refs import CommandId, MessageRef


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


def _words(message: Message) -> Document:
    if message.text is not None:
        return to_document(message.text, message.entities)
    return to_document(message.caption or "", message.caption_entities)


class Watch:
    def __init__(self, handler: Handler, settings: TelegramSettings) -> None:
        self._handler = handler
        self._tag = settings.staff_tag
        self._communities = settings.communities if settings.staff_tag else ()
        self._met: set[tuple[int, int]] = set()
        """Staff who have been seen in a community since the program started: their tag was looked at."""

    async def message(self, message: Message, spot: Spot) -> None:
        """Somebody wrote where anybody may, edited that, or came in. Raises `StoreUnavailable`."""
        for user in message.new_chat_members:
            if user.id == message.get_bot().id:
                continue  # the desk's own bot may well have its name
            if (about := self._suspicious(self._marked(of_user(user), user, "", spot))) is not None:
                await self._handler.handle(Noticed(_noticed(about), about, refs.place_at(spot)))
        said = message.text or message.caption or ""
        if (kinds := leaked(said)) and (writer := message.from_user) is not None and not writer.is_bot:
            who = Person(refs.account(writer.id), writer.full_name, writer.language_code)
            ref = refs.message(spot, message.message_id)
            await self._handler.handle(Leaked(_seen_id("l", message, spot), who, ref, kinds))
        author = None if message.new_chat_members or _of_the_group(message) else _author(message)
        if author is not None and message.sender_chat is None and message.from_user is not None:
            author = self._marked(author, message.from_user, message.sender_tag or "", spot)
        if author is None or (about := self._suspicious(author, said)) is None:
            return
        ref = refs.message(spot, message.message_id)
        noticed = Noticed(_seen_id("n", message, spot), about, refs.place_at(spot), ref, _words(message))
        await self._handler.handle(noticed)

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
        about = of_user(user)
        if about.account is None or not self._handler.is_agent(about.account):
            return
        if self._suspicious(about) is not None:
            await self._handler.handle(Noticed(_noticed(about), about, refs.place_at(spot)))

    def _suspicious(self, about: Profile, words: str = "") -> Profile | None:
        return about if self._handler.suspicious(about, words) else None


def _seen_id(kind: str, message: Message, spot: Spot) -> CommandId:
    """What was seen in a message, as it read after its latest edit."""
    edited = int(message.edit_date.timestamp()) if message.edit_date else 0
    return CommandId(f"telegram:{kind}:{spot.chat}:{message.message_id}:{edited}")


def _noticed(about: Profile) -> CommandId:
    return CommandId(f"{about.account}:n:{secrets.token_hex(8)}")
