"""What somebody who did something is shown for it: where they did it while Discord waits, later in private."""

import asyncio
import logging
from functools import partial

import discord

from adapters.discord import limits, refs, render
from adapters.discord.aside import Aside
from adapters.discord.fields import place_of
from adapters.discord.lanes import Lanes
from adapters.discord.render import Drawn
from adapters.discord.rest import Rest, Upload
from adapters.discord.verdicts import FAILURES
from core.ports import Clock, Store
from core.turns import Turns
from core.words.cards import Answer
from core.words.refs import side_of
from core.words.texts import Text, Texts, text

logger = logging.getLogger(__name__)


class Answers:
    def __init__(
        self, texts: Texts, rest: Rest, store: Store, clock: Clock, aside: Aside, lanes: Lanes
    ) -> None:
        self._texts = texts
        self._rest = rest
        self._store = store
        self._clock = clock
        self._aside = aside
        self._lanes = lanes
        self._turns = Turns()
        self._awaited: dict[int, asyncio.TimerHandle] = {}

    def await_one(self, interaction: discord.Interaction, language: str) -> None:
        """From now on somebody waits. Whoever waits long is told where the answer will come, and what to do about it
        while there still is time: those who take no direct messages get no late one.
        """
        tell = partial(self._still_awaited, interaction, language)
        later = partial(self._lanes.add, f"slow/{interaction.id}", tell)
        loop = asyncio.get_running_loop()
        self._awaited[interaction.id] = loop.call_later(limits.SLOW.total_seconds(), later)

    async def show(self, interaction: discord.Interaction, given: Answer) -> None:
        """One idempotent edit of the acknowledgement, which an empty answer takes away.

        Where its token is too old for that, or Discord refuses it, the answer is a message of its own.
        """
        drawn = render.answer(self._texts, given)
        async with self._turns.of(str(interaction.id)):
            timer = self._awaited.pop(interaction.id, None)
            if timer is not None:
                timer.cancel()
            age = self._clock.now() - interaction.created_at
            there = age < limits.INTERACTION_LIFE and await self._in_place(interaction, drawn)
        if there:
            await self._aside.answered(interaction)
        elif drawn is not None:
            logger.warning("an answer came after its token", extra={"interaction": interaction.id})
            await self._apart(interaction, drawn, given.language)

    async def _still_awaited(self, interaction: discord.Interaction, language: str) -> None:
        async with self._turns.of(str(interaction.id)):
            if self._awaited.pop(interaction.id, None) is not None:
                told = text("answer.slow", length=limits.INTERACTION_LIFE)
                await self._in_place(interaction, Drawn(self._line(language, told)))

    async def _in_place(self, interaction: discord.Interaction, drawn: Drawn | None) -> bool:
        try:
            if drawn is None:
                await interaction.delete_original_response()
            else:
                await interaction.edit_original_response(
                    content=drawn.content,
                    embeds=[] if drawn.embed is None else [drawn.embed],
                    view=drawn.view,
                    allowed_mentions=discord.AllowedMentions.none(),
                )
        except discord.HTTPException as error:
            logger.warning(
                "an answer was not shown", extra={"interaction": interaction.id, "code": error.code}
            )
            return False
        return True

    async def _apart(self, interaction: discord.Interaction, drawn: Drawn, language: str) -> None:
        """By direct message; to those who take none in their own room, while one of the agents' tells only that; where
        they have no room, under what they do next.
        """
        late = self._line(language, text("answer.late"))
        drawn = Drawn(render.cut(f"{late}\n{drawn.content}", limits.TEXT), drawn.embed, drawn.view)
        body = drawn.payload()
        nonce = str(interaction.id)
        try:
            channel = await self._rest.open_dm(interaction.user.id)
            await self._rest.post(channel, body, nonce=nonce)
        except FAILURES as error:
            logger.info("no direct message", extra={"error": type(error).__name__})
        else:
            return
        place = place_of(interaction)
        room = await self._store.room_at(place)
        if room is None:
            key, drawing = f"answer/{nonce}", partial(_as_is, drawn)
            await self._aside.show(interaction.user.id, key, language, drawing, answers=True)
            return
        if side_of(room) != "requester":
            body = {
                "content": self._line(language, text("answer.missed", name=interaction.user.display_name))
            }
        try:
            await self._rest.post(refs.channel_of(place), body, nonce=nonce)
        except FAILURES as error:
            logger.warning("an answer was not shown", extra={"error": type(error).__name__})

    def _line(self, language: str, said: Text) -> str:
        return render.words(self._texts, language, said)


async def _as_is(drawn: Drawn) -> tuple[Drawn, tuple[Upload, ...]]:
    return drawn, ()
