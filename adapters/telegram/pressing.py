"""Buttons: each press is acknowledged in time, whatever the desk is still doing."""

import asyncio
from datetime import timedelta
from typing import Final

from telegram import CallbackQuery, Message

from adapters.telegram import refs
from adapters.telegram.edges import Background
from adapters.telegram.payloads import Ask, Press, decode
from adapters.telegram.reading import Reading
from adapters.telegram.refs import Spot
from adapters.telegram.telling import Telling
from adapters.telegram.tools import Tools
from adapters.telegram.watch import person_of
from core.ports import StoreUnavailable
from core.words.cards import NOTHING, Answer, Verb
from core.words.commands import Pressed
from core.words.texts import text

SOON_ENOUGH: Final = timedelta(seconds=2)
"""A press is acknowledged by then, whatever the desk is still doing."""

MODERATING: Final = frozenset({Verb.BAN, Verb.MUTE, Verb.WIPE, Verb.FINE})


class Pressing:
    def __init__(self, tools: Tools, reading: Reading, telling: Telling, background: Background) -> None:
        self._tools = tools
        self._reading = reading
        self._telling = telling
        self._background = background

    async def pressed(self, query: CallbackQuery) -> None:
        payload = decode(query.data or "")
        message = query.message
        person = person_of(query.from_user)
        if payload is None or message is None:
            language = self._tools.handler.language(person)
            expired = Answer(text("refusal.expired"), alert=True, language=language)
            self._background.start(self._tools.answers.toast, query, expired)
            return
        spot = (
            self._reading.spot(message)
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
                if payload.verb is Verb.VERIFY:
                    await self._telling.offer_picker(query.from_user, spot)

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
