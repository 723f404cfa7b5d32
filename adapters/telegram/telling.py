"""A command goes to the desk, and whoever gave it sees the answer."""

from telegram import Message, User

from adapters.telegram.edges import Background
from adapters.telegram.refs import Spot
from adapters.telegram.tools import Tools
from adapters.telegram.watch import person_of
from core.words.cards import NOTHING
from core.words.commands import Command


class Telling:
    def __init__(self, tools: Tools, background: Background) -> None:
        self._tools = tools
        self._background = background

    async def tell(self, command: Command, spot: Spot, speaker: User, to: Message) -> None:
        answer = await self._tools.handler.handle(command)
        if answer != NOTHING:
            self._background.start(self._tools.answers.show, spot, speaker.id, answer, to.message_id)

    async def offer_picker(self, speaker: User, spot: Spot) -> None:
        person = person_of(speaker)
        if spot.private and await self._tools.handler.answers(person):
            language = self._tools.handler.language(person)
            self._background.start(self._tools.picking.offer, spot, language)
