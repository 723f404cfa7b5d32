"""What happened while nobody listened: read from the channels after a session that was not resumed."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import discord

from adapters.discord import refs
from adapters.discord.inbound import Inbound, Spot, written_by_person
from adapters.discord.verdicts import FAILURES
from core.cases.case import cases_of
from core.ports import Store, StoreUnavailable
from core.words.records import Entry
from core.words.refs import CaseId, EntryId, Place, carrier, case_of, side_of

logger = logging.getLogger(__name__)

AT_ONCE = 4
COMPARED = 50
"""Of each place, so many of the latest messages are compared for edits, deletions and reactions."""
RECENT = timedelta(hours=24)
"""Edits and places older than this are not compared: what is handled is remembered for 48 hours."""


class Backfill:
    """Bots cannot list their private chats, so the known places are all that can be read."""

    def __init__(self, client: discord.Client, store: Store, inbound: Inbound) -> None:
        self._client = client
        self._store = store
        self._inbound = inbound
        self._at_once = asyncio.Semaphore(AT_ONCE)

    async def run(self, shard: int) -> None:
        """Put everything missed into its place's lane, in order; what was handled before changes nothing.

        Only places that are this shard's affair are read, and those of which that is not known.
        """
        try:
            places = [
                place
                for place in await self._store.places()
                if carrier(place) == refs.CARRIER and self._shard_of(place) in (None, shard)
            ]
        except StoreUnavailable:
            logger.warning("no backfill: the store is away")
            return
        async with asyncio.TaskGroup() as group:
            for place in places:
                group.create_task(self._one(place))

    def _shard_of(self, place: Place) -> int | None:
        if refs.is_dm(place):
            return 0
        known = self._client.get_channel(refs.channel_of(place))
        return known.guild.shard_id if isinstance(known, discord.Thread | discord.abc.GuildChannel) else None

    async def _one(self, place: Place) -> None:
        async with self._at_once:
            try:
                mark = await self._store.handled_until(place)
                if mark is None:
                    return
                await self._read(place, int(mark))
            except (StoreUnavailable, *FAILURES) as error:
                # A channel that is gone or closed has nothing to read; the mark stays for the next session.
                logger.warning("a place was not read", extra={"place": place, "error": type(error).__name__})

    async def _read(self, place: Place, mark: int) -> None:
        missed = await self._since(place, mark)
        compared = datetime.now(UTC) - discord.utils.snowflake_time(int(mark)) < RECENT
        there = {**(await self._latest(place, mark) if compared else {}), **missed}
        told = await self._told(place, there) if compared else _Told()
        spot = Spot(place, sure=True)
        for ref, message in missed.items():
            # The mark is told to the store now and then only, so what is above it may be handled, too.
            if ref not in told.said and written_by_person(message):
                self._inbound.said(message, spot)
        if compared:
            await self._compare(place, mark, there, told)

    async def _since(self, place: Place, mark: int) -> dict[str, discord.Message]:
        channel = refs.channel_of(place)
        known = self._client.get_channel(channel)
        latest = known.last_message_id if isinstance(known, discord.Thread) else None
        if latest is not None and latest <= mark:
            return {}
        history = self._client.get_partial_messageable(channel).history(
            limit=None, after=discord.Object(mark), oldest_first=True
        )
        return {str(message.id): message async for message in history}

    async def _latest(self, place: Place, mark: int) -> dict[str, discord.Message]:
        """A page of what is below the mark, oldest first."""
        history = self._client.get_partial_messageable(refs.channel_of(place)).history(
            limit=COMPARED, before=discord.Object(mark + 1)
        )
        page = [message async for message in history]
        return {str(message.id): message for message in reversed(page)}

    async def _compare(
        self, place: Place, mark: int, there: Mapping[str, discord.Message], told: "_Told"
    ) -> None:
        spot = Spot(place, sure=True)
        for ref, message in there.items():
            edited = message.edited_at
            known = int(ref) <= mark or ref in told.said
            if known and edited and written_by_person(message) and datetime.now(UTC) - edited < RECENT:
                self._inbound.amended(message, spot, edited)
        below = [int(ref) for ref in there if int(ref) <= mark]
        # A full page ends somewhere; a shorter one is all there is.
        oldest = min(below) if len(below) >= COMPARED else 0
        gone = {ref for ref in told.said - told.deleted if ref not in there and int(ref) >= oldest}
        if any(int(ref) > mark for ref in gone):
            # Some may have come, and been handled, since the place was read.
            gone -= (await self._since(place, mark)).keys()
        for ref in gone:
            self._inbound.removed(int(ref), spot)
        room = await self._store.room_at(place)
        staff = room is not None and side_of(room) == "agent"
        for message in there.values():
            if message.reactions or told.reactions:
                entry = await self._store.entry_at(refs.message(place, message.id))
                if entry is not None:
                    # The same words stand on the other side, too; reactions there are none of this place.
                    here = {
                        user: recorded
                        for user, recorded in told.reactions.get(entry, {}).items()
                        if self._inbound.is_agent(user) == staff
                    }
                    await self._compare_reactions(place, message, here)

    async def _compare_reactions(
        self, place: Place, message: discord.Message, recorded: Mapping[int, tuple[str, int]]
    ) -> None:
        """`recorded`: each user's last known reaction to the message, and how many were recorded."""
        present: dict[int, str] = {}
        for reaction in message.reactions:
            if reaction.count > int(reaction.me):
                emoji = _emoji(reaction)
                async for reader in reaction.users():
                    if not reader.bot:
                        present.setdefault(reader.id, emoji)
        for user in present.keys() | recorded.keys():
            last, count = recorded.get(user, ("", 0))
            now = present.get(user, "")
            if last != now:
                self._inbound.reaction_found(
                    place, message.id, user, now or last, str(count), added=bool(now)
                )

    async def _told(self, place: Place, there: Mapping[str, discord.Message]) -> "_Told":
        entries: list[Entry] = []
        for case in await self._cases(place, there):
            entries += await self._store.transcript(case)
        return _Told.of(place, entries)

    async def _cases(self, place: Place, there: Mapping[str, discord.Message]) -> tuple[CaseId, ...]:
        room = await self._store.room_at(place)
        if room is not None:
            return (case_of(room),)
        person = next((each.author.id for each in there.values() if not each.author.bot), None)
        if person is None or not refs.is_dm(place):
            return ()
        index = cases_of(refs.account(person))
        size = await self._store.size(index)
        latest = await self._store.first(index, 2, max(0, size - 2))
        return tuple(CaseId(int(member)) for member, _ in latest)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the transcript knows of a place's messages: those said or deleted, and who reacted how."""

    said: frozenset[str] = frozenset()
    deleted: frozenset[str] = frozenset()
    reactions: Mapping[EntryId, Mapping[int, tuple[str, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, place: Place, entries: list[Entry]) -> "_Told":
        refs_of = {
            entry.id: [ref.id for ref in entry.refs if ref.place == place]
            for entry in entries
            if entry.kind in ("said", "note")
        }
        deleted: set[str] = set()
        reactions: dict[EntryId, dict[int, tuple[str, int]]] = {}
        for entry in entries:
            if entry.about is None or entry.by is None or carrier(entry.by) != refs.CARRIER:
                continue
            if entry.kind == "reacted":
                users = reactions.setdefault(entry.about, {})
                user = refs.user_of(entry.by)
                users[user] = (entry.emoji, users.get(user, ("", 0))[1] + 1)
        for entry in entries:
            if entry.kind == "deleted" and entry.about is not None:
                deleted.update(refs_of.get(entry.about, ()))
        said = frozenset(ref for some in refs_of.values() for ref in some)
        return cls(said, frozenset(deleted), reactions)


def _emoji(reaction: discord.Reaction) -> str:
    emoji = reaction.emoji
    return emoji if isinstance(emoji, str) else f":{emoji.name}:"
