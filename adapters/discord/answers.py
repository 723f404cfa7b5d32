"""What somebody who did something is shown for it: where they did it while Discord waits, later in private."""

import logging

import discord

from adapters.discord import limits, refs, render
from adapters.discord.fields import place_of
from adapters.discord.render import Drawn
from adapters.discord.rest import Rest
from adapters.discord.verdicts import FAILURES
from core.ports import Clock, Store
from core.words.cards import Answer
from core.words.refs import side_of
from core.words.texts import Text, Texts, text

logger = logging.getLogger(__name__)


class Answers:
    def __init__(self, texts: Texts, rest: Rest, store: Store, clock: Clock) -> None:
        self._texts = texts
        self._rest = rest
        self._store = store
        self._clock = clock

    async def show(self, interaction: discord.Interaction, given: Answer) -> None:
        """One idempotent edit of the acknowledgement, which an empty answer takes away.

        Where its token is too old for that, or Discord refuses it, the answer is a message of its own.
        """
        drawn = render.answer(self._texts, given)
        age = self._clock.now() - interaction.created_at
        if age < limits.INTERACTION_LIFE and await self._in_place(interaction, drawn):
            return
        if drawn is not None:
            logger.warning("an answer came after its token", extra={"interaction": interaction.id})
            await self._apart(interaction, drawn, given.language)

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
        """By direct message; to those who take none in their own room, while one of the agents' tells only that."""
        late = self._line(language, text("answer.late"))
        body = {**drawn.payload(), "content": render.cut(f"{late}\n{drawn.content}", limits.TEXT)}
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
