"""The agents' groups: which gets the next room, and which have moved.

A group takes 20 messages a minute, so one is no relay for a busy desk: rooms go to the group that had none
for the longest. When a group becomes a supergroup its number changes. Rooms, cards and cases keep the number
they know; it is exchanged here, at the wire, both ways.
"""

from collections.abc import Iterable, Sequence

from adapters.telegram.refs import Spot, place
from core.ports import Store

MOVED = "moved"


class Groups:
    """The groups of one desk. What has moved is remembered in the store, so that a restart knows it."""

    def __init__(self, store: Store, groups: Sequence[int]) -> None:
        self._store = store
        self._turns = list(groups)
        self._now: dict[int, int] = {}
        self._known_as: dict[int, int] = {}

    @property
    def all(self) -> tuple[int, ...]:
        return tuple(self._turns)

    def is_agents(self, chat: int) -> bool:
        """Whether agents work in this chat (by the number that the desk knows)."""
        return chat in self._turns

    def by_turn(self) -> tuple[int, ...]:
        """The groups, the one whose last room is the oldest first."""
        return tuple(self._turns)

    def used(self, group: int) -> None:
        """A room was opened there: its turn comes last."""
        if group in self._turns:
            self._turns.remove(group)
            self._turns.append(group)

    async def recall(self, chats: Iterable[int]) -> None:
        """Learn from the store which of these have moved. Raises `StoreUnavailable`."""
        for chat in chats:
            found = await self._store.refs(place(chat), MOVED)
            if found:
                self._note(chat, int(found[0]))

    async def moved(self, old: int, new: int) -> None:
        """A group has become a supergroup. Raises `StoreUnavailable`; then it is known only here."""
        if self._now.get(old) == new:
            return
        self._note(old, new)
        await self._store.remember(place(old), MOVED, (str(new),))

    def outward(self, spot: Spot) -> Spot:
        """Where a message for this spot goes today."""
        return Spot(self._now.get(spot.chat, spot.chat), spot.thread)

    def known(self, chat: int) -> int:
        """The number under which the desk knows the chat that Telegram names."""
        return self._known_as.get(chat, chat)

    def _note(self, old: int, new: int) -> None:
        self._now[old] = new
        self._known_as[new] = old
