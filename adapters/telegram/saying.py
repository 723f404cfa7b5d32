"""Words for a case: said, written into a form, changed."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from telegram import Message, User

from adapters.telegram import refs
from adapters.telegram.payloads import Ask
from adapters.telegram.reading import Reading, reply_to
from adapters.telegram.refs import Spot
from adapters.telegram.telling import Telling
from adapters.telegram.tools import Tools
from adapters.telegram.watch import person_of
from core.words.cards import FORM_VERBS
from core.words.commands import Asked, Command, Edited, Pressed, Said
from core.words.refs import MessageRef

LATE: Final = timedelta(minutes=1)
"""What was written longer ago is relayed as late."""


class Saying:
    def __init__(self, tools: Tools, reading: Reading, telling: Telling) -> None:
        self._tools = tools
        self._reading = reading
        self._telling = telling

    async def said(
        self, messages: Sequence[Message], speaker: User, spot: Spot, of: Sequence[Message] = ()
    ) -> None:
        first = messages[0]
        command_id = refs.said_id(spot.chat, first.message_id)
        if await self._reading.fetched(messages, command_id):
            return
        files = await self._reading.kept(messages)
        words = self._reading.words(messages)
        if not words.text.strip() and not files:
            return  # A service message: somebody joined, a title changed.
        command = Said(
            command_id,
            person_of(speaker),
            refs.place_at(spot),
            spot.private,
            refs.message(spot, first.message_id),
            words,
            self._reading.written(first),
            files,
            reply_to(first, spot) or self._belongs(of, speaker, spot),
            tuple(refs.message(spot, each.message_id) for each in messages[1:]),
            late=self._tools.clock.now() - first.date > LATE,
            to_staff=any(self._reading.to_staff(each) for each in (*messages, *of)),
        )
        await self._telling.tell(command, spot, speaker, first)

    def _belongs(self, album: Sequence[Message], speaker: User, spot: Spot) -> MessageRef | None:
        """What a late part answers: its album; an agent's what that answered, which decides who reads it."""
        if not album:
            return None
        answered = reply_to(album[0], spot)
        if answered is not None and self._tools.handler.is_agent(refs.account(speaker.id)):
            return answered
        return refs.message(spot, album[0].message_id)

    async def answered(self, messages: Sequence[Message], ask: Ask, speaker: User, spot: Spot) -> None:
        """The words of a form that was asked for in a message."""
        message = messages[0]
        command_id = refs.said_id(spot.chat, message.message_id)
        if await self._reading.fetched(messages, command_id):
            return
        files = await self._reading.kept(messages)
        words = self._reading.words(messages)
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
                self._reading.written(message),
                files,
                "ticket" if ask.kind == "ticket" else "either",
                private=spot.private,
            )
        else:
            command = Pressed(
                command_id,
                who,
                where,
                FORM_VERBS[ask.kind],
                spot.private,
                ask.case,
                argument=ask.argument or (words.text.split() or [""])[0]
                if ask.kind == "transfer"
                else ask.argument,
                words=words,
                files=files,
                ref=refs.message(spot, message.message_id),
            )
        await self._telling.tell(command, spot, speaker, message)

    async def edited(self, message: Message, parts: Sequence[Message], speaker: User, spot: Spot) -> None:
        """`parts` are the message, or the whole album that it belongs to."""
        if message.location is not None and message.location.live_period:
            return  # It moves every few seconds: where it began is shown, and where it ends.
        words = self._reading.words(parts)
        at = int(message.edit_date.timestamp()) if message.edit_date else 0
        digest = hashlib.sha256(words.text.encode("utf-8", "replace")).hexdigest()[:8]
        command = Edited(
            refs.edited_id(spot.chat, message.message_id, at, digest),
            person_of(speaker),
            refs.message(spot, message.message_id),
            words,
            message.edit_date or message.date,
        )
        await self._telling.tell(command, spot, speaker, message)
