"""What a message is taken for: a typed command, the words of a form, or just words. An album is one message."""

from collections.abc import Sequence
from dataclasses import replace

from telegram import Message, User

from adapters.telegram import refs
from adapters.telegram.commanding import Commanding
from adapters.telegram.commands import Meant, meant, typed
from adapters.telegram.edges import Background
from adapters.telegram.payloads import Ask
from adapters.telegram.reading import Reading, speaker_of, spoken
from adapters.telegram.refs import Spot
from adapters.telegram.saying import Saying
from adapters.telegram.telling import Telling
from adapters.telegram.tools import Tools
from adapters.telegram.watch import person_of
from adapters.telegram.wholes import Whole, Wholes
from core.words.cards import Verb
from core.words.commands import Pressed


class Messages:
    def __init__(
        self, me: User, tools: Tools, reading: Reading, telling: Telling, background: Background
    ) -> None:
        self._me = me
        self._tools = tools
        self._reading = reading
        self._telling = telling
        self._background = background
        self._saying = Saying(tools, reading, telling)
        self._commanding = Commanding(me, tools, reading, telling, background)
        self._menus: set[int] = set()
        self._wholes = Wholes()

    async def message(self, message: Message) -> None:
        if message.migrate_to_chat_id is not None:
            await self._tools.groups.moved(message.chat.id, message.migrate_to_chat_id)
            return
        if message.migrate_from_chat_id is not None:
            await self._tools.groups.moved(message.migrate_from_chat_id, message.chat.id)
            return
        speaker, spot = speaker_of(message), self._reading.spot(message)
        if not self._reading.concerns(spot):
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
        if spot.private:
            self._offer_menu(speaker)
            if (about := self._tools.picking.chosen(first, spot)) is not None:
                await self._commanding.verify(first, about, speaker, spot)
                return
        captioned, *others = spoken(messages)
        command = typed(captioned)
        if command is not None and command.bot and command.bot.lower() != (self._me.username or "").lower():
            return
        if not self._reading.concerns(spot):
            await self._commanding.in_public(first, speaker, spot, command)
            return
        if command is not None:
            command = replace(command, rest=self._reading.joined(command.rest, others))
            if await self._commanding.command(messages, command, speaker, spot):
                self._wholes.learn(messages, meant(command))
                return
        ask = self._tools.questions.answered(first, speaker.id)
        if ask is not None:
            await self._saying.answered(messages, ask, speaker, spot)
            self._tools.questions.closed(spot, speaker.id, ask)
        elif spot.private or spot.thread is not None:
            await self._saying.said(messages, speaker, spot)
        self._wholes.learn(messages, ask)

    def _offer_menu(self, speaker: User) -> None:
        """An agent writes in private for the first time: the commands of agents are theirs."""
        person = person_of(speaker)
        if speaker.id not in self._menus and self._tools.handler.is_agent(person.account):
            self._menus.add(speaker.id)
            self._background.start(self._tools.menu, speaker.id, self._tools.handler.language(person))

    async def _topic_closed(self, message: Message, speaker: User, spot: Spot) -> None:
        """Somebody closed a room's topic by hand: they mean the case."""
        if self._tools.groups.is_agents(spot.chat) and spot.thread is not None:
            command_id = refs.said_id(spot.chat, message.message_id)
            pressed = Pressed(command_id, person_of(speaker), refs.place_at(spot), Verb.CLOSE)
            await self._telling.tell(pressed, spot, speaker, message)

    async def album(self, messages: Sequence[Message]) -> None:
        """A whole album, as one message. Parts that an earlier try has committed are left out.

        What comes later of it is a message that answers it, or more of the note or answer that it was.
        """
        first = messages[0]
        speaker, spot = speaker_of(first), self._reading.spot(first)
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
                await self._commanding.press(
                    messages, replace(asked, words=self._reading.words(messages)), speaker, spot
                )
            case Ask(kind="note" | "reply" | "details") as ask:
                await self._saying.answered(messages, ask, speaker, spot)
            case _:
                await self._saying.said(messages, speaker, spot, of=tuple(whole.parts.values()))
        self._wholes.learn(messages, whole.meant)

    async def _known(self, spot: Spot, message: Message) -> bool:
        ref = refs.message(spot, message.message_id)
        handled = await self._tools.store.handled(refs.said_id(spot.chat, message.message_id))
        return handled or await self._tools.store.entry_at(ref) is not None

    async def edited(self, message: Message) -> None:
        speaker, spot = speaker_of(message), self._reading.spot(message)
        if not self._reading.concerns(spot):
            await self._tools.watch.message(message, spot)
            return
        if speaker is None:
            return
        await self._saying.edited(message, self._wholes.edited(message), speaker, spot)
