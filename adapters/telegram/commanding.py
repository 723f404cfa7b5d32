"""Typed commands: what is asked of the desk by name, in private, among agents and in public groups."""

from collections.abc import Sequence
from typing import Final

from telegram import Message, User

from adapters.telegram import refs
from adapters.telegram.answers import replied_to
from adapters.telegram.commands import Meant, Typed, case_number, meant
from adapters.telegram.edges import Background
from adapters.telegram.formatting import words_of
from adapters.telegram.public import start_card
from adapters.telegram.reading import Reading, reply_to, speaker_of
from adapters.telegram.refs import Spot
from adapters.telegram.telling import Telling
from adapters.telegram.tools import Tools
from adapters.telegram.watch import person_of, subject
from core.words.cards import Answer, Verb
from core.words.commands import Asked, Pressed, Settled
from core.words.people import Profile
from core.words.refs import MessageRef

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


class Commanding:
    def __init__(
        self, me: User, tools: Tools, reading: Reading, telling: Telling, background: Background
    ) -> None:
        self._me = me
        self._tools = tools
        self._reading = reading
        self._telling = telling
        self._background = background

    async def command(self, messages: Sequence[Message], command: Typed, speaker: User, spot: Spot) -> bool:
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
            await self.press(messages, asked, speaker, spot)
        return True

    async def press(self, messages: Sequence[Message], asked: Meant, speaker: User, spot: Spot) -> None:
        message = messages[0]
        command_id = refs.said_id(spot.chat, message.message_id)
        if await self._reading.fetched(messages, command_id):
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
            files=await self._reading.kept(messages),
            reply_to=reply_to(message, spot),
            ref=refs.message(spot, message.message_id),
        )
        await self._telling.tell(pressed, spot, speaker, message)

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
        await self._telling.tell(pressed, spot, speaker, message)
        if meant_ is None and asked.verb is Verb.VERIFY:
            await self._telling.offer_picker(speaker, spot)

    async def verify(self, message: Message, about: Profile, speaker: User, spot: Spot) -> None:
        """They chose somebody in the app, or sent a contact."""
        pressed = Pressed(
            refs.said_id(spot.chat, message.message_id),
            person_of(speaker),
            refs.place_at(spot),
            Verb.VERIFY,
            spot.private,
            about=about,
        )
        await self._telling.tell(pressed, spot, speaker, message)

    async def _start(self, messages: Sequence[Message], command: Typed, speaker: User, spot: Spot) -> None:
        """`/start`, alone or from a deep link. See `Public` for the links that are made here."""
        message = messages[0]
        payload = command.rest.text.strip()
        taken = await self._tools.public.taken(payload, speaker)
        if taken is not None:
            who = person_of(speaker)
            await self._telling.tell(
                Asked(
                    refs.said_id(spot.chat, message.message_id),
                    who,
                    refs.place_at(spot),
                    False,
                    None,
                    taken.words,
                    self._reading.written(message),
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
        await self.press(messages, Meant(asked, case), speaker, spot)

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

    async def in_public(self, message: Message, speaker: User, spot: Spot, command: Typed | None) -> None:
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
        author = None if replied is None else speaker_of(replied)
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
            words=self._tools.media.words(replied, words_of(replied)),
            files=await self._tools.media.keep(replied),
            ref=refs.message(spot, replied.message_id),
        )
        answer = await self._tools.handler.handle(pressed)
        if answer.alert:
            self._background.start(self._tools.answers.show, spot, speaker.id, answer, message.message_id)
        return True
