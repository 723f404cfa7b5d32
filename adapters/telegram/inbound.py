"""Telegram's updates as commands: what was said, edited, pressed and reacted to.

Everything here is decided from the update alone; what the desk makes of it is the desk's affair. Other bots,
channels and anonymous administrators prove nobody, so they say nothing here.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from telegram import (
    CallbackQuery,
    ChatMember,
    ChatMemberRestricted,
    ChatMemberUpdated,
    Message,
    MessageEntity,
    MessageReactionUpdated,
    ReactionType,
    ReactionTypeCustomEmoji,
    ReactionTypeEmoji,
    Update,
    User,
)
from telegram.constants import ChatMemberStatus

from adapters.telegram import refs
from adapters.telegram.answers import Answers, Questions, replied_to
from adapters.telegram.commands import Meant, Typed, case_number, meant, typed
from adapters.telegram.edges import Background
from adapters.telegram.formatting import to_document
from adapters.telegram.groups import Groups
from adapters.telegram.media import Media
from adapters.telegram.payloads import Ask, Press, decode
from adapters.telegram.public import Public, start_card
from adapters.telegram.refs import Spot
from adapters.telegram.setup import Setup
from adapters.telegram.watch import Watch, person_of, subject
from adapters.telegram.wholes import Whole, Wholes
from core.ports import Clock, Handler, Store, StoreUnavailable
from core.words.cards import NOTHING, Answer, FormKind, Verb
from core.words.commands import Asked, Command, Edited, Pressed, Reacted, Said, Settled, Unreachable
from core.words.documents import Document
from core.words.files import Attachment
from core.words.refs import CommandId, MessageRef
from core.words.texts import text

log = logging.getLogger(__name__)

SOON_ENOUGH: Final = timedelta(seconds=2)
"""A press is acknowledged by then, whatever the desk is still doing."""

MODERATING: Final = frozenset({Verb.BAN, Verb.MUTE, Verb.WIPE, Verb.FINE})

LATE: Final = timedelta(minutes=1)
"""What was written longer ago is relayed as late."""
REST_OF_SECOND: Final = timedelta(microseconds=999_999)

VERB_OF: Final[dict[FormKind, Verb]] = {
    "chat": Verb.HELP,
    "ticket": Verb.TICKET,
    "note": Verb.NOTE,
    "transfer": Verb.TRANSFER,
    "comment": Verb.COMMENT,
    "details": Verb.DETAILS,
    "reply": Verb.REPLY,
    "close": Verb.CLOSE,
    "complaint": Verb.COMPLAIN,
    "prove": Verb.PROVE,
    "incident": Verb.INCIDENT,
    "update": Verb.UPDATE,
    "resolve": Verb.RESOLVE,
    "known": Verb.KNOWN,
    "template": Verb.INCIDENT,
    "maintenance": Verb.MAINTENANCE,
    "progress": Verb.PROGRESS,
    "appeal": Verb.APPEAL,
}


@dataclass(frozen=True, slots=True)
class Tools:
    """What inbound works with."""

    handler: Handler
    store: Store
    clock: Clock
    groups: Groups
    media: Media
    answers: Answers
    questions: Questions
    public: Public
    setup: Setup
    watch: Watch
    menu: Callable[[int, str], Coroutine[object, object, None]]
    """Publishes the agents' menu in a private chat."""


class Inbound:
    """Handles updates. `handle` returns once the update may be confirmed.

    Raises `StoreUnavailable`, or `OSError` where a file could not be kept: then it must come again.
    """

    def __init__(self, me: User, tools: Tools, background: Background) -> None:
        self._me = me
        self._tools = tools
        self._background = background
        self._menus: set[int] = set()
        self._wholes = Wholes()

    def lane(self, update: Update) -> str:
        """The conversation: updates of one are handled in order."""
        message = update.message or update.edited_message
        if update.callback_query is not None:
            pressed = update.callback_query.message
            if pressed is None:
                return f"user:{update.callback_query.from_user.id}"
            message = pressed if isinstance(pressed, Message) else None
            if message is None:
                return f"chat:{pressed.chat.id}"
        if message is not None:
            spot = self._spot(message)
            self._tools.groups.heard(spot, message.message_id)
            return f"chat:{spot.chat}:{spot.thread or 0}"
        if (reacted := update.message_reaction) is not None:
            chat = self._tools.groups.known(reacted.chat.id)
            return f"chat:{chat}:{self._tools.groups.thread(chat, reacted.message_id) or 0}"
        if (membership := update.my_chat_member or update.chat_member) is not None:
            return f"chat:{membership.chat.id}:0"
        return "other"

    async def handle(self, update: Update) -> None:
        """One update that is no part of an album."""
        if (message := update.message) is not None:
            await self._message(message)
        elif (edited := update.edited_message) is not None:
            await self._edited(edited)
        elif (query := update.callback_query) is not None:
            await self._pressed(query)
        elif (reacted := update.message_reaction) is not None:
            await self._reacted(reacted)
        elif (membership := update.my_chat_member) is not None:
            await self._membership(membership)
        elif (change := update.chat_member) is not None:
            await self._members(change)
        else:
            log.debug("telegram.ignored", extra={"update": update.update_id})

    def in_album(self, update: Update) -> Message | None:
        """The message, where it is a part of an album that concerns the desk."""
        message = update.message
        if message is None or message.media_group_id is None or self._speaker(message) is None:
            return None
        return message if self._concerns(self._spot(message)) else None

    async def album(self, messages: Sequence[Message]) -> None:
        """A whole album, as one message. Parts that an earlier try has committed are left out.

        What comes later of it is a message that answers it, or more of the note or answer that it was.
        """
        first = messages[0]
        speaker, spot = self._speaker(first), self._spot(first)
        if await self._tools.store.handled(refs.said_id(spot.chat, first.message_id)):
            if await self._tools.store.entry_at(refs.message(spot, first.message_id)) is None:
                # A command or a form's words: no entry names their parts, which must not become words now.
                return
            messages = [each for each in messages if not await self._known(spot, each)]
        if speaker is None or not messages:
            return
        whole = self._wholes.before(messages[0])
        if whole is None:
            await self._wrote(messages, speaker, spot)
        else:
            await self._joins(whole, messages, speaker, spot)

    async def _joins(self, whole: Whole, messages: Sequence[Message], speaker: User, spot: Spot) -> None:
        match whole.meant:
            case Meant(verb=Verb.NOTE | Verb.REPLY | Verb.DETAILS) as asked:
                await self._press(messages, replace(asked, words=self._words(messages)), speaker, spot)
            case Ask(kind="note" | "reply" | "details") as ask:
                await self._answered(messages, ask, speaker, spot)
            case _:
                await self._said(messages, speaker, spot, of=tuple(whole.parts.values()))
        self._wholes.learn(messages, whole.meant)

    async def _known(self, spot: Spot, message: Message) -> bool:
        ref = refs.message(spot, message.message_id)
        handled = await self._tools.store.handled(refs.said_id(spot.chat, message.message_id))
        return handled or await self._tools.store.entry_at(ref) is not None

    # ---- messages

    async def _message(self, message: Message) -> None:
        if message.migrate_to_chat_id is not None:
            await self._tools.groups.moved(message.chat.id, message.migrate_to_chat_id)
            return
        if message.migrate_from_chat_id is not None:
            await self._tools.groups.moved(message.migrate_from_chat_id, message.chat.id)
            return
        speaker, spot = self._speaker(message), self._spot(message)
        if not self._concerns(spot):
            await self._tools.watch.message(message, spot)
            self._background.start(self._tools.watch.asked, message, spot)
        if speaker is None:
            return
        await self._tools.watch.acted(speaker, spot)
        if message.forum_topic_closed is not None:
            await self._topic_closed(message, speaker, spot)
            return
        await self._wrote([message], speaker, spot)

    async def _wrote(self, messages: Sequence[Message], speaker: User, spot: Spot) -> None:
        """A message, or an album's parts: a command, the words of a form, or just words.

        An album's first caption says which; its first part stands for the whole.
        """
        first = messages[0]
        spoken = _spoken(messages)
        if spot.private:
            self._offer_menu(speaker)
        command = typed(spoken[0])
        if command is not None and command.bot and command.bot.lower() != (self._me.username or "").lower():
            return
        if not self._concerns(spot):
            await self._in_public(first, speaker, spot, command)
            return
        if command is not None:
            command = replace(command, rest=self._joined(command.rest, spoken[1:]))
            if await self._command(messages, command, speaker, spot):
                self._wholes.learn(messages, meant(command))
                return
        ask = self._tools.questions.answered(first, speaker.id)
        if ask is not None:
            await self._answered(messages, ask, speaker, spot)
            self._tools.questions.closed(spot, speaker.id, ask)
        elif spot.private or spot.thread is not None:
            await self._said(messages, speaker, spot)
        self._wholes.learn(messages, ask)

    def _offer_menu(self, speaker: User) -> None:
        """An agent writes in private for the first time: the commands of agents are theirs."""
        person = person_of(speaker)
        if speaker.id not in self._menus and self._tools.handler.is_agent(person.account):
            self._menus.add(speaker.id)
            self._background.start(self._tools.menu, speaker.id, self._tools.handler.language(person))

    async def _fetched(self, messages: Sequence[Message], command_id: CommandId) -> bool:
        """Whether it is known already: its files need not be fetched and kept a second time."""
        # A text has no attachment; the library would look for each kind of them in turn.
        has_files = any(each.text is None and each.effective_attachment is not None for each in messages)
        return has_files and await self._tools.store.handled(command_id)

    async def _kept(self, messages: Sequence[Message]) -> tuple[Attachment, ...]:
        return tuple([file for each in messages for file in await self._tools.media.keep(each)])

    def _words(self, messages: Sequence[Message]) -> Document:
        first, *others = _spoken(messages)
        return self._joined(self._tools.media.words(first, _words(first)), others)

    def _joined(self, words: Document, others: Sequence[Message]) -> Document:
        for other in others:
            words = self._tools.media.joined(words, _words(other))
        return words

    async def _said(
        self, messages: Sequence[Message], speaker: User, spot: Spot, of: Sequence[Message] = ()
    ) -> None:
        first = messages[0]
        command_id = refs.said_id(spot.chat, first.message_id)
        if await self._fetched(messages, command_id):
            return
        files = await self._kept(messages)
        words = self._words(messages)
        if not words.text.strip() and not files:
            return  # A service message: somebody joined, a title changed.
        command = Said(
            command_id,
            person_of(speaker),
            refs.place_at(spot),
            spot.private,
            refs.message(spot, first.message_id),
            words,
            self._written(first),
            files,
            self._reply_to(first, spot) or self._belongs(of, speaker, spot),
            tuple(refs.message(spot, each.message_id) for each in messages[1:]),
            late=self._tools.clock.now() - first.date > LATE,
            to_staff=any(self._to_staff(each) for each in (*messages, *of)),
        )
        await self._tell(command, spot, speaker, first)

    def _belongs(self, album: Sequence[Message], speaker: User, spot: Spot) -> MessageRef | None:
        """What a late part answers: its album; an agent's what that answered, which decides who reads it."""
        if not album:
            return None
        answered = self._reply_to(album[0], spot)
        if answered is not None and self._tools.handler.is_agent(refs.account(speaker.id)):
            return answered
        return refs.message(spot, album[0].message_id)

    def _written(self, message: Message) -> datetime:
        """When it was written.

        Telegram tells the second only. Within that second it is when it arrived: a transcript would otherwise
        put an answer before what it answers.
        """
        return min(max(self._tools.clock.now(), message.date), message.date + REST_OF_SECOND)

    async def _tell(self, command: Command, spot: Spot, speaker: User, to: Message) -> None:
        answer = await self._tools.handler.handle(command)
        if answer != NOTHING:
            self._background.start(self._tools.answers.show, spot, speaker.id, answer, to.message_id)

    async def _answered(self, messages: Sequence[Message], ask: Ask, speaker: User, spot: Spot) -> None:
        """The words of a form that was asked for in a message."""
        message = messages[0]
        command_id = refs.said_id(spot.chat, message.message_id)
        if await self._fetched(messages, command_id):
            return
        files = await self._kept(messages)
        words = self._words(messages)
        who, where = person_of(speaker), refs.place_at(spot)
        command: Command
        if ask.kind in ("chat", "ticket") and ask.case is None:
            command = Asked(
                command_id,
                who,
                where,
                False,
                ask.topic or None,
                words,
                self._written(message),
                files,
                "ticket" if ask.kind == "ticket" else "either",
                private=spot.private,
            )
        else:
            command = Pressed(
                command_id,
                who,
                where,
                VERB_OF[ask.kind],
                spot.private,
                ask.case,
                argument=ask.argument or (words.text.split() or [""])[0]
                if ask.kind == "transfer"
                else ask.argument,
                words=words,
                files=files,
                ref=refs.message(spot, message.message_id),
            )
        await self._tell(command, spot, speaker, message)

    async def _topic_closed(self, message: Message, speaker: User, spot: Spot) -> None:
        """Somebody closed a room's topic by hand: they mean the case."""
        if self._tools.groups.is_agents(spot.chat) and spot.thread is not None:
            command_id = refs.said_id(spot.chat, message.message_id)
            pressed = Pressed(command_id, person_of(speaker), refs.place_at(spot), Verb.CLOSE)
            await self._tell(pressed, spot, speaker, message)

    # ---- commands

    async def _command(self, messages: Sequence[Message], command: Typed, speaker: User, spot: Spot) -> bool:
        """Handle a typed command; False where it is none of ours, so that the words are just words."""
        starts = command.name == "start" and spot.private
        asked = meant(command)
        if asked is None and not starts:
            return False
        # Whoever gives a command has turned to something else.
        self._tools.questions.dropped(spot, speaker.id)
        if asked is None or starts:
            await self._start(messages, command, speaker, spot)
        elif asked.verb is Verb.SETUP and not spot.private:
            await self._set_up(messages[0], asked.argument, speaker, spot)
        else:
            await self._press(messages, asked, speaker, spot)
        return True

    async def _press(self, messages: Sequence[Message], asked: Meant, speaker: User, spot: Spot) -> None:
        message = messages[0]
        command_id = refs.said_id(spot.chat, message.message_id)
        if await self._fetched(messages, command_id):
            return
        if asked.verb in {Verb.VERIFY, Verb.REPORT}:
            await self._ask_about(message, asked, speaker, spot)
            return
        pressed = Pressed(
            command_id,
            person_of(speaker),
            refs.place_at(spot),
            asked.verb,
            spot.private,
            asked.case,
            argument=asked.argument,
            words=asked.words,
            files=await self._kept(messages),
            reply_to=self._reply_to(message, spot),
            ref=refs.message(spot, message.message_id),
        )
        await self._tell(pressed, spot, speaker, message)

    async def _ask_about(self, message: Message, asked: Meant, speaker: User, spot: Spot) -> None:
        """`/verify` or `/report`: somebody's message or a forward that it answers, a mention, a name."""
        given = asked.words.text if asked.words else ""
        meant_ = subject(message, replied_to(message), spot, given)
        pressed = Pressed(
            refs.said_id(spot.chat, message.message_id),
            person_of(speaker),
            refs.place_at(spot),
            asked.verb,
            spot.private,
            words=None if meant_ is None else meant_.words or asked.words,
            ref=None if meant_ is None else meant_.ref,
            about=None if meant_ is None else meant_.about,
        )
        await self._tell(pressed, spot, speaker, message)

    async def _start(self, messages: Sequence[Message], command: Typed, speaker: User, spot: Spot) -> None:
        """`/start`, alone or from a deep link. See `Public` for the links that are made here."""
        message = messages[0]
        payload = command.rest.text.strip()
        taken = await self._tools.public.taken(payload, speaker)
        if taken is not None:
            who = person_of(speaker)
            await self._tell(
                Asked(
                    refs.said_id(spot.chat, message.message_id),
                    who,
                    refs.place_at(spot),
                    False,
                    None,
                    taken.words,
                    self._written(message),
                    about=MessageRef(refs.place(self._tools.groups.known(taken.chat)), str(taken.number)),
                    wants="either",
                    private=spot.private,
                ),
                spot,
                speaker,
                message,
            )
            return
        asked = _START.get(payload.partition("_")[0])
        case = case_number(payload.partition("_")[2])
        if asked is None or (asked is Verb.VIEW and case is None):
            who = person_of(speaker)
            if not await self._tools.handler.answers(who):
                return
            answer = Answer(card=start_card(), language=self._tools.handler.language(who))
            self._background.start(self._tools.answers.show, spot, speaker.id, answer, None)
            return
        await self._press(messages, Meant(asked, case), speaker, spot)

    async def _set_up(self, message: Message, code: str, speaker: User, spot: Spot) -> None:
        """A group is to be the agents'. Passers-by who try get no answer."""
        person = person_of(speaker)
        moderator = await self._tools.setup.administers(spot.chat, speaker.id)
        if not (moderator or code or self._tools.handler.is_agent(person.account)):
            return
        asked = Pressed(
            refs.said_id(spot.chat, message.message_id),
            person,
            refs.place_at(spot),
            Verb.SETUP,
            argument=code,
            moderator=moderator,
        )
        answer = await self._tools.handler.handle(asked)
        if not answer.alert:
            language = self._tools.handler.language(person)
            answer = await self._tools.setup.take(spot.chat, language)
            if self._tools.groups.is_agents(spot.chat):
                settled = Settled(refs.settled_id(spot.chat, message.message_id), refs.CARRIER)
                await self._tools.handler.handle(settled)
                self._background.start(self._tools.menu, spot.chat, language)
        self._background.start(self._tools.answers.show, spot, speaker.id, answer, message.message_id)

    async def _in_public(self, message: Message, speaker: User, spot: Spot, command: Typed | None) -> None:
        """A group where anybody may be: matters are taken into private, never opened there."""
        if command is not None and command.name == "setup":
            await self._set_up(message, command.rest.text.strip(), speaker, spot)
            return
        if command is not None and command.name in _IN_PUBLIC and (asked := meant(command)) is not None:
            await self._ask_about(message, asked, speaker, spot)
            return
        if command is not None and command.name == "support" and await self._invited(message, speaker, spot):
            return
        if (command is not None and command.name == "support") or self._tools.public.asks(message, self._me):
            language = self._tools.handler.language(person_of(speaker))
            offer = self._tools.public.offer(message, self._me, language)
            if offer is not None:
                self._background.start(self._tools.answers.post, spot, offer, message.message_id)

    async def _invited(self, message: Message, speaker: User, spot: Spot) -> bool:
        """Whether an agent has answered somebody's words with `/support`: their author is asked to go on in private."""
        person, replied = person_of(speaker), message.reply_to_message
        author = None if replied is None else self._speaker(replied)
        if replied is None or author is None or not self._tools.handler.is_agent(person.account):
            return False
        command_id = refs.said_id(spot.chat, message.message_id)
        if replied.effective_attachment is not None and await self._tools.store.handled(command_id):
            return True
        pressed = Pressed(
            command_id,
            person,
            refs.place_at(spot),
            Verb.PRIVATE,
            argument=refs.account(author.id),
            words=self._tools.media.words(replied, _words(replied)),
            files=await self._tools.media.keep(replied),
            ref=refs.message(spot, replied.message_id),
        )
        answer = await self._tools.handler.handle(pressed)
        if answer.alert:
            self._background.start(self._tools.answers.show, spot, speaker.id, answer, message.message_id)
        return True

    # ---- everything else

    async def _edited(self, message: Message) -> None:
        speaker, spot = self._speaker(message), self._spot(message)
        if not self._concerns(spot):
            await self._tools.watch.message(message, spot)
            return
        if speaker is None:
            return
        words = self._joined(Document(""), _spoken(self._wholes.edited(message)))
        at = int(message.edit_date.timestamp()) if message.edit_date else 0
        digest = hashlib.sha256(words.text.encode("utf-8", "replace")).hexdigest()[:8]
        command = Edited(
            refs.edited_id(spot.chat, message.message_id, at, digest),
            person_of(speaker),
            refs.message(spot, message.message_id),
            words,
            message.edit_date or message.date,
        )
        await self._tell(command, spot, speaker, message)

    async def _pressed(self, query: CallbackQuery) -> None:
        payload = decode(query.data or "")
        message = query.message
        person = person_of(query.from_user)
        if payload is None or message is None:
            language = self._tools.handler.language(person)
            expired = Answer(text("refusal.expired"), alert=True, language=language)
            self._background.start(self._tools.answers.toast, query, expired)
            return
        spot = (
            self._spot(message)
            if isinstance(message, Message)
            else Spot(self._tools.groups.known(message.chat.id))
        )
        await self._tools.watch.acted(query.from_user, spot)
        match payload:
            case Ask():
                self._background.start(self._tools.answers.toast, query, NOTHING)
                language = self._tools.handler.language(person)
                self._background.start(
                    self._tools.answers.ask_words, spot, query.from_user.id, payload, language
                )
            case Press():
                command = Pressed(
                    refs.pressed_id(query.id),
                    person,
                    refs.place_at(spot),
                    payload.verb,
                    spot.private,
                    payload.case,
                    payload.revision,
                    payload.argument,
                    ref=refs.message(spot, message.message_id),
                    moderator=payload.verb in MODERATING
                    and await self._tools.setup.moderates(spot.chat, query.from_user.id),
                )
                await self._acknowledged(query, command, spot, in_place=payload.in_place)

    async def _acknowledged(
        self, query: CallbackQuery, command: Pressed, spot: Spot, *, in_place: bool
    ) -> None:
        """Handle a press, and let its button stop spinning in time even where the desk is slow."""
        answered = asyncio.Event()
        language = self._tools.handler.language(command.who)
        waiting = self._background.start(self._soothe, query, answered, language)
        try:
            answer = await self._tools.handler.handle(command)
        except StoreUnavailable:
            if not answered.is_set():
                answered.set()
                busy = Answer(text("refusal.store"), alert=True, language=language)
                self._background.start(self._tools.answers.toast, query, busy)
            raise
        finally:
            waiting.cancel()
        if not answered.is_set():
            self._background.start(self._tools.answers.toast, query, answer)
        elif answer.text is not None and answer.card is None and answer.form is None:
            self._background.start(self._tools.answers.show, spot, query.from_user.id, answer, None)
        self._background.start(self._tools.answers.follow, query, spot, answer, in_place=in_place)

    async def _soothe(self, query: CallbackQuery, answered: asyncio.Event, language: str) -> None:
        await self._tools.clock.sleep(SOON_ENOUGH)
        answered.set()
        await self._tools.answers.toast(query, Answer(text("answer.working"), language=language))

    async def _reacted(self, reacted: MessageReactionUpdated) -> None:
        user = reacted.user
        chat = self._tools.groups.known(reacted.chat.id)
        if user is None or user.is_bot or not self._concerns(Spot(chat)):
            return
        before, after = _emojis(reacted.old_reaction), _emojis(reacted.new_reaction)
        at = int(reacted.date.timestamp())
        spot = await self._tools.groups.find(chat, reacted.message_id)
        for emoji, added in [
            *((each, False) for each in before - after),
            *((each, True) for each in after - before),
        ]:
            sign = f"{'+' if added else '-'}{emoji}"
            await self._tools.handler.handle(
                Reacted(
                    refs.reacted_id(chat, reacted.message_id, user.id, at, sign),
                    person_of(user),
                    refs.message(spot, reacted.message_id),
                    emoji,
                    added,
                )
            )

    async def _membership(self, change: ChatMemberUpdated) -> None:
        gone = change.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
        if not gone:
            return
        if change.chat.id > 0:
            at = int(change.date.timestamp())
            command_id = refs.membership_id(change.chat.id, at, str(change.new_chat_member.status))
            await self._tools.handler.handle(Unreachable(command_id, person_of(change.from_user)))
        elif self._tools.groups.is_agents(self._tools.groups.known(change.chat.id)):
            log.error("telegram.put_out_of_group", extra={"chat": change.chat.id})

    async def _members(self, change: ChatMemberUpdated) -> None:
        """Somebody has come into a group, of which large ones, and those whose owners like it so, show no message."""
        spot = Spot(self._tools.groups.known(change.chat.id))
        if not self._concerns(spot) and _present(change.new_chat_member) > _present(change.old_chat_member):
            await self._tools.watch.came(change.new_chat_member.user, spot)

    # ---- reading a message

    def _speaker(self, message: Message) -> User | None:
        """The person who wrote it. Bots, channels and anonymous administrators are nobody."""
        user = message.from_user
        return None if user is None or user.is_bot or message.sender_chat is not None else user

    def _spot(self, message: Message) -> Spot:
        chat = self._tools.groups.known(message.chat.id)
        return Spot(chat, message.message_thread_id if message.is_topic_message else None)

    def _concerns(self, spot: Spot) -> bool:
        return spot.private or self._tools.groups.is_agents(spot.chat)

    def _reply_to(self, message: Message, spot: Spot) -> MessageRef | None:
        replied = replied_to(message)
        return None if replied is None else refs.message(spot, replied.message_id)

    def _to_staff(self, message: Message) -> bool:
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


_IN_PUBLIC: Final = ("verify", "report")
"""Commands about somebody else, which are wanted where that somebody writes."""

_START: Final = {
    "help": Verb.HELP,
    "verify": Verb.VERIFY,
    "status": Verb.STATUS,
    "cases": Verb.CASES,
    "case": Verb.VIEW,
    "agree": Verb.CONSENT,
}


def _present(member: ChatMember) -> bool:
    """Whether somebody is in the group; the restricted may have left it."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status not in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)


def _spoken(messages: Sequence[Message]) -> Sequence[Message]:
    """Those that say something in words; never none."""
    return [each for each in messages if each.caption or each.text] or messages[:1]


def _words(message: Message) -> Document:
    if message.text is not None:
        return to_document(message.text, message.entities)
    return to_document(message.caption or "", message.caption_entities)


def _emojis(reactions: Sequence[ReactionType]) -> frozenset[str]:
    found = set()
    for each in reactions:
        match each:
            case ReactionTypeEmoji():
                found.add(str(each.emoji))
            case ReactionTypeCustomEmoji():
                found.add(f":{each.custom_emoji_id}:")
            case _:
                pass
    return frozenset(found)
