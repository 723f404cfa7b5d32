"""The agents' groups: which gets the next room, and which have moved.

A group takes 20 messages a minute, so one is no relay for a busy desk: rooms go to the group that had none
for the longest. When a group becomes a supergroup its number changes. Rooms, cards and cases keep the number
they know; it is exchanged here, at the wire, both ways.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Sequence

from adapters.telegram.refs import Spot, place
from adapters.telegram.refs import message as message_ref
from core.ports import Store
from core.words.refs import Destination

MOVED = "moved"
ADDED = "setup:groups"
TOPICS_KEY = "topics"
TOPICS = 200
"""Rooms of a group whose messages are still looked for after a restart."""
MESSAGES = 50_000


class Groups:
    """The groups of one desk. What has moved and what `/setup` added is remembered in the store."""

    def __init__(self, store: Store, groups: Sequence[int], own: Destination) -> None:
        self._store = store
        self._own = own
        self._turns = list(groups)
        self._now: dict[int, int] = {}
        self._known_as: dict[int, int] = {}
        self._topics: dict[int, deque[int]] = {}
        self._threads: OrderedDict[tuple[int, int], int] = OrderedDict()

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

    async def add(self, chat: int) -> None:
        """Agents work in this group too. Raises `StoreUnavailable`; then it is known only here."""
        if chat in self._turns:
            return
        self._turns.append(chat)
        added = await self._store.refs(self._own, ADDED)
        await self._store.remember(self._own, ADDED, (*added, str(chat)))

    async def recall(self) -> None:
        """Learn from the store which groups were added, which have moved, and their topics.

        Raises:
            StoreUnavailable: it could not be asked.
        """
        added = [int(each) for each in await self._store.refs(self._own, ADDED)]
        self._turns += [each for each in added if each not in self._turns]
        for pair in await self._store.refs(self._own, MOVED):
            old, new = pair.split()
            self._note(int(old), int(new))
        for chat in self.all:
            topics = await self._store.refs(place(chat), TOPICS_KEY)
            self._topics[chat] = deque((int(each) for each in topics), maxlen=TOPICS)

    async def moved(self, old: int, new: int) -> None:
        """A group has become a supergroup. Raises `StoreUnavailable`; then it is known only here."""
        if self._now.get(old) == new:
            return
        self._note(old, new)
        pairs = await self._store.refs(self._own, MOVED)
        await self._store.remember(self._own, MOVED, (*pairs, f"{old} {new}"))

    def outward(self, spot: Spot) -> Spot:
        """Where a message for this spot goes today."""
        return Spot(self._now.get(spot.chat, spot.chat), spot.thread)

    def known(self, chat: int) -> int:
        """The number under which the desk knows the chat that Telegram names."""
        return self._known_as.get(chat, chat)

    async def opened(self, group: int, thread: int) -> None:
        """A topic was opened for a room. Raises `StoreUnavailable`; then it is known only here."""
        self.used(group)
        known = self._topics.setdefault(group, deque(maxlen=TOPICS))
        known.append(thread)
        await self._store.remember(place(group), TOPICS_KEY, tuple(str(each) for each in known))

    def heard(self, spot: Spot, message: int) -> None:
        """A message stands in a topic: reactions to it will not say in which."""
        if spot.thread is None:
            return
        self._threads[spot.chat, message] = spot.thread
        if len(self._threads) > MESSAGES:
            self._threads.popitem(last=False)

    def thread(self, chat: int, message: int) -> int | None:
        """The topic of a message, as far as it is remembered."""
        return self._threads.get((chat, message))

    async def find(self, chat: int, message: int) -> Spot:
        """Where a message stands: in the topic remembered, else in the one where it carries an entry."""
        thread = self.thread(chat, message)
        if thread is not None or chat > 0:
            return Spot(chat, thread)
        topics = [Spot(chat, each) for each in reversed(self._topics.get(chat, ()))]
        entries = await asyncio.gather(*(self._store.entry_at(message_ref(each, message)) for each in topics))
        return next(
            (spot for spot, entry in zip(topics, entries, strict=True) if entry is not None), Spot(chat)
        )

    def _note(self, old: int, new: int) -> None:
        self._now[old] = new
        self._known_as[new] = old
