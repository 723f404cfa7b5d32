"""Rooms of cases: private threads for requesters, forum posts (or threads) for agents."""

import discord

from adapters.discord import limits, refs, render, verdicts
from adapters.discord.known import Layout
from adapters.discord.rest import Rest
from core.ports import Store
from core.words.deliveries import Delivered, Delivery, Rejected, RetryAfter
from core.words.effects import OpenRoom
from core.words.refs import Account
from core.words.texts import Texts

FORUM = 15


class Rooms:
    """A room opened but never recorded is found again by its name: a case's number stands in it."""

    def __init__(self, rest: Rest, layout: Layout, texts: Texts, store: Store) -> None:
        self._rest = rest
        self._layout = layout
        self._texts = texts
        self._store = store

    async def open(self, room: OpenRoom, *, adopt: bool) -> Delivery:
        """Open it, or with `adopt` take the one that an earlier try has left."""
        private = room.side == "requester"
        parent = self._layout.panel_channel if private else self._layout.agents_forum
        if parent is None:
            return Rejected("place_gone", "no channel is set for it; run /setup")
        name = render.cut(" ".join(self._texts.say(room.language, room.title).split()), limits.THREAD_NAME)
        where = await self._rest.parent(parent)
        thread = await self._left(name, where.guild, parent, private=private) if adopt else None
        if thread is None and private:
            thread = await self._rest.open_private_thread(parent, name)
        elif thread is None and where.kind == FORUM:
            first = render.line(self._texts, room.language, room.title).payload()
            thread = await self._rest.open_post(parent, name, first, ())
        elif thread is None:
            thread = await self._rest.open_thread(parent, name)
        if room.head is not None and where.kind == FORUM:
            # A post begins with a message, which has the post's own id: the card is to be that very message.
            await self._store.remember(room.to, room.head, (str(thread),))
        let_in = await self.let_in(thread, room.people)
        match let_in:
            case Delivered(lost=lost) if private and len(lost) == len(room.people) > 0:
                # Nobody is there to read it: the person left the server.
                await self._rest.delete_channel(thread)
                return Rejected("unreachable")
            case Delivered(lost=lost):
                return Delivered(place=refs.thread(thread), lost=lost)
            case _:
                return let_in

    async def _left(self, name: str, guild: int, parent: int, *, private: bool) -> int | None:
        """The thread of that name that is nobody's room: an earlier room of the case is one."""
        for found in await self._rest.own_threads(guild, parent, private=private):
            if found.name == name and await self._store.room_at(refs.thread(found.id)) is None:
                await self._rest.set_thread(found.id, archived=False, locked=False)
                return found.id
        return None

    async def let_in(self, thread: int, people: tuple[Account, ...]) -> Delivery:
        """Those who cannot come in (not on this server) are named as lost."""
        lost: list[str] = []
        for person in people:
            try:
                await self._rest.let_in(thread, refs.user_of(person))
            except discord.HTTPException as error:
                verdict = verdicts.judge(error)
                if isinstance(verdict, RetryAfter) or verdict.reason == "place_gone":
                    return verdict
                lost.append(person)
        return Delivered(lost=tuple(lost))
