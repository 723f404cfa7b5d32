"""What a message tells by itself: who wrote it, where, in answer to what, and what it carries."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from telegram import Message, MessageEntity, User

from adapters.telegram import refs
from adapters.telegram.answers import replied_to
from adapters.telegram.formatting import words_of
from adapters.telegram.refs import Spot
from adapters.telegram.tools import Tools
from core.words.documents import Document
from core.words.files import Attachment
from core.words.refs import CommandId, MessageRef

REST_OF_SECOND: Final = timedelta(microseconds=999_999)


def speaker_of(message: Message) -> User | None:
    """The person who wrote it. Bots, channels and anonymous administrators are nobody."""
    user = message.from_user
    return None if user is None or user.is_bot or message.sender_chat is not None else user


def reply_to(message: Message, spot: Spot) -> MessageRef | None:
    replied = replied_to(message)
    return None if replied is None else refs.message(spot, replied.message_id)


def spoken(messages: Sequence[Message]) -> Sequence[Message]:
    """Those that say something in words; never none."""
    return [each for each in messages if each.caption or each.text] or messages[:1]


class Reading:
    """Reads messages with what the desk knows of groups and agents."""

    def __init__(self, me: User, tools: Tools) -> None:
        self._me = me
        self._tools = tools

    def spot(self, message: Message) -> Spot:
        chat = self._tools.groups.known(message.chat.id)
        return Spot(chat, message.message_thread_id if message.is_topic_message else None)

    def concerns(self, spot: Spot) -> bool:
        return spot.private or self._tools.groups.is_agents(spot.chat)

    def to_staff(self, message: Message) -> bool:
        """Whether it addresses a colleague: a reply to a person, or a mention of one."""
        if message.chat.id > 0:
            return False
        replied = replied_to(message)
        if replied is not None:
            author = replied.from_user
            if author is not None and not author.is_bot:
                return True
        parse = message.parse_entities if message.text else message.parse_caption_entities
        names = parse([MessageEntity.MENTION]).values() if message.text or message.caption else ()
        mentioned = any(name.lower() != f"@{self._me.username}".lower() for name in names)
        return mentioned or any(
            entity.type == MessageEntity.TEXT_MENTION
            and entity.user is not None
            and self._tools.handler.is_agent(refs.account(entity.user.id))
            for entity in message.entities or message.caption_entities
        )

    def written(self, message: Message) -> datetime:
        """When it was written.

        Telegram tells the second only. Within that second it is when it arrived: a transcript would otherwise
        put an answer before what it answers.
        """
        return min(max(self._tools.clock.now(), message.date), message.date + REST_OF_SECOND)

    async def fetched(self, messages: Sequence[Message], command_id: CommandId) -> bool:
        """Whether it is known already: its files need not be fetched and kept a second time."""
        # A text has no attachment; the library would look for each kind of them in turn.
        has_files = any(each.text is None and each.effective_attachment is not None for each in messages)
        return has_files and await self._tools.store.handled(command_id)

    async def kept(self, messages: Sequence[Message]) -> tuple[Attachment, ...]:
        return tuple([file for each in messages for file in await self._tools.media.keep(each)])

    def words(self, messages: Sequence[Message]) -> Document:
        first, *others = spoken(messages)
        return self.joined(self._tools.media.words(first, words_of(first)), others)

    def joined(self, words: Document, others: Sequence[Message]) -> Document:
        for other in others:
            words = self._tools.media.joined(words, words_of(other))
        return words
