"""Reactions: which emoji came to a message, and which went."""

from collections.abc import Sequence

from telegram import MessageReactionUpdated, ReactionType, ReactionTypeCustomEmoji, ReactionTypeEmoji

from adapters.telegram import refs
from adapters.telegram.reading import Reading
from adapters.telegram.refs import Spot
from adapters.telegram.tools import Tools
from adapters.telegram.watch import person_of
from core.words.commands import Reacted


class Reacting:
    def __init__(self, tools: Tools, reading: Reading) -> None:
        self._tools = tools
        self._reading = reading

    async def reacted(self, reacted: MessageReactionUpdated) -> None:
        user = reacted.user
        chat = self._tools.groups.known(reacted.chat.id)
        if user is None or user.is_bot or not self._reading.concerns(Spot(chat)):
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
