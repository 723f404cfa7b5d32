"""What people who take no direct messages are shown instead, only to them: under what they did last, while Discord
lets it be answered, else under what they do next.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

import discord

from adapters.discord import limits, render
from adapters.discord.known import Recent
from adapters.discord.render import Drawn
from adapters.discord.rest import Upload, files_of
from adapters.discord.verdicts import FAILURES
from core.ports import Clock
from core.turns import Turns
from core.words.texts import Texts, text

logger = logging.getLogger(__name__)

Drawing = Callable[[], Awaitable[tuple[Drawn, tuple[Upload, ...]]]]
"""Draws it anew each time, so that nothing large is kept for somebody who may never come back."""


@dataclass(frozen=True, slots=True)
class _Owed:
    language: str
    drawing: Drawing
    answers: bool
    """It answers something they did, which is so however else they can be written to."""


class Aside:
    """Kept in memory: what is lost with it has been recorded as undelivered."""

    def __init__(self, texts: Texts, clock: Clock) -> None:
        self._texts = texts
        self._clock = clock
        self._turns = Turns()
        self._answered: Recent[int, discord.Interaction] = Recent(10_000)
        self._owed: Recent[int, dict[str, _Owed]] = Recent(10_000)
        self._there: Recent[tuple[int, str], discord.WebhookMessage] = Recent(10_000)

    async def answered(self, interaction: discord.Interaction) -> None:
        """What they did has its answer, so more may stand under it: an earlier message would take that one's place."""
        user = interaction.user.id
        async with self._turns.of(str(user)):
            self._answered.put(user, interaction)
            owed = self._owed.get(user) or {}
            self._owed.drop(user)
            left = {key: each for key, each in owed.items() if not await self._shown(user, key, each)}
            if left:
                self._owed.put(user, left)

    def reached(self, user: int) -> None:
        """A direct message has arrived: what is kept for them is of a time when none did."""
        owed = self._owed.get(user)
        if owed:
            self._owed.put(user, {key: each for key, each in owed.items() if each.answers})

    async def show(
        self, user: int, key: str, language: str, drawing: Drawing, *, answers: bool = False
    ) -> bool:
        """Whether it is shown now; else it waits for what they do next. The same key takes its own place."""
        each = _Owed(language, drawing, answers)
        async with self._turns.of(str(user)):
            if await self._shown(user, key, each):
                return True
            self._owed.put(user, {**(self._owed.get(user) or {}), key: each})
            return False

    async def _shown(self, user: int, key: str, owed: _Owed) -> bool:
        interaction = self._answered.get(user)
        if interaction is None or self._clock.now() - interaction.created_at >= limits.INTERACTION_LIFE:
            return False
        drawn, uploads = await owed.drawing()
        why = render.words(self._texts, owed.language, text("answer.aside"))
        drawn = replace(drawn, content=render.cut(f"{why}\n{drawn.content}".strip(), limits.TEXT))
        try:
            if await self._edited(user, key, drawn):
                return True
            message = await interaction.followup.send(
                drawn.content,
                embeds=[] if drawn.embed is None else [drawn.embed],
                view=drawn.view or discord.utils.MISSING,
                files=files_of(uploads),
                allowed_mentions=discord.AllowedMentions.none(),
                ephemeral=True,
                wait=True,
            )
        except FAILURES as error:
            logger.warning("nothing was shown aside", extra={"error": type(error).__name__})
            return False
        self._there.put((user, key), message)
        return True

    async def _edited(self, user: int, key: str, drawn: Drawn) -> bool:
        there = self._there.get((user, key))
        if there is None:
            return False
        try:
            await there.edit(
                content=drawn.content,
                embeds=[] if drawn.embed is None else [drawn.embed],
                view=drawn.view,
                allowed_mentions=discord.AllowedMentions.none(),
            )
        except discord.HTTPException:
            self._there.drop((user, key))  # dismissed, or its token is over
            return False
        return True
