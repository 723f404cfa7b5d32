"""Gateway events become commands, in order for each conversation, handled before anything else is done."""

import asyncio
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import discord

from adapters.discord import refs
from adapters.discord.downloads import Downloads, sources
from adapters.discord.known import Known, Recent
from adapters.discord.lanes import Lanes
from adapters.discord.marks import Marks
from adapters.discord.reading import to_document
from adapters.discord.verdicts import FAILURES
from core.cases.case import Case
from core.ports import Handler, Store
from core.words.commands import Deleted, Edited, PlaceGone, Reacted, Said, Typing
from core.words.documents import Document
from core.words.files import Attachment, Missing
from core.words.people import Person
from core.words.refs import Place, case_of, side_of

logger = logging.getLogger(__name__)

LATE = timedelta(minutes=1)
UNREAD = timedelta(hours=24)
UNREAD_AT_MOST = 50
"""How far back a stranger's words are looked for."""
ON_THE_WAY = timedelta(seconds=5)
"""How long an event may take from Discord to here."""
BETWEEN_READINGS = timedelta(milliseconds=50)
"""Strangers' earlier words are read one after the other, so that a crowd leaves the rate to what is sent."""
WORDS = frozenset({discord.MessageType.default, discord.MessageType.reply})
"""Kinds of messages that people write; the others are Discord's own notes (a pin, a new member)."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an event happened. `sure` is false where only the store can tell whether it is a room of ours."""

    place: Place
    sure: bool


class Inbound:
    def __init__(
        self,
        client: discord.Client,
        handler: Handler,
        store: Store,
        downloads: Downloads,
        *,
        known: Known,
        lanes: Lanes,
        marks: Marks,
    ) -> None:
        self._client = client
        self._handler = handler
        self._store = store
        self._downloads = downloads
        self._known = known
        self._lanes = lanes
        self._marks = marks
        self._reactions: Recent[tuple[int, int, str], bool] = Recent(20_000)
        self._met: Recent[Place, bool] = Recent(50_000)
        self._listening_since = time.monotonic()
        self._reading = asyncio.Lock()

    def listens(self) -> None:
        """A session begins that heard nothing of what was before."""
        self._listening_since = time.monotonic()

    # ---- where

    def _spot(self, channel: int, guild: int | None) -> Spot | None:
        """The conversation that a channel is; None for those that are none of ours."""
        if guild is None:
            return Spot(refs.dm(channel), sure=True)
        known = self._client.get_channel(channel)
        if known is None:
            return Spot(refs.thread(channel), sure=False)
        if isinstance(known, discord.Thread) and self._known.layout.is_parent(known.parent_id):
            return Spot(refs.thread(channel), sure=True)
        return None

    def concerns(self, message: discord.Message) -> bool:
        """Whether it is in a conversation of the desk's for sure."""
        spot = self._spot(message.channel.id, None if message.guild is None else message.guild.id)
        return spot is not None and spot.sure

    async def _ours(self, spot: Spot) -> bool:
        return spot.sure or await self._store.room_at(spot.place) is not None

    # ---- messages

    def message(self, message: discord.Message) -> None:
        guild = None if message.guild is None else message.guild.id
        spot = self._spot(message.channel.id, guild)
        if spot is None or not written_by_person(message):
            return
        if guild is not None and not _readable(message):
            return
        if guild is None:
            self._known.dms.put(message.author.id, message.channel.id)
        self.said(message, spot)

    def said(self, message: discord.Message, spot: Spot) -> None:
        async def handle() -> None:
            if not await self._ours(spot):
                return
            for unread in await self._unread(message, spot.place):
                await self._handler.handle(await self._said(unread, spot.place))
            await self._handler.handle(await self._said(message, spot.place))
            self._marks.note(spot.place, message.id)

        self._lanes.add(spot.place, handle, message.id)

    async def _unread(self, message: discord.Message, place: Place) -> tuple[discord.Message, ...]:
        """What somebody wrote before their first words that were heard.

        Private chats cannot be listed, so after a gap nobody reads those of strangers before this.
        """
        channel = message.channel
        if not refs.is_dm(place) or place in self._met:
            return ()
        # Both ages by one clock each, so that it does not matter how far the two are apart.
        age = message.created_at - discord.utils.snowflake_time(channel.id)
        listening = timedelta(seconds=time.monotonic() - self._listening_since)
        found: list[discord.Message] = []
        if age > listening - ON_THE_WAY and await self._store.handled_until(place) is None:
            found = await self._earlier(message)
        self._met.put(place, value=True)
        return tuple(reversed(found))

    async def _earlier(self, message: discord.Message) -> list[discord.Message]:
        """What a person wrote in the day before, the latest first."""
        async with self._reading:
            after = message.created_at - UNREAD
            history = self._client.get_partial_messageable(message.channel.id).history(
                limit=UNREAD_AT_MOST, before=message, after=after, oldest_first=False
            )
            try:
                return [each async for each in history if written_by_person(each)]
            except FAILURES as error:
                kind = type(error).__name__
                logger.warning("a stranger's earlier words were not read", extra={"error": kind})
                return []
            finally:
                await asyncio.sleep(BETWEEN_READINGS.total_seconds())

    async def _said(self, message: discord.Message, place: Place) -> Said:
        reply = message.reference.message_id if message.reference and not message.message_snapshots else None
        at = message.created_at
        return Said(
            refs.said_id(message.id),
            person(message.author),
            place,
            refs.is_dm(place),
            refs.message(place, message.id),
            words_of(message),
            at,
            await self._attachments(message),
            None if reply is None else refs.message(place, reply),
            late=datetime.now(UTC) - at > LATE,
            to_staff=self._to_staff(message),
        )

    async def _attachments(self, message: discord.Message) -> tuple[Attachment, ...]:
        found = sources(message)
        for snapshot in message.message_snapshots:
            found += sources(snapshot)
        # What is known already, or cannot be told yet, is not fetched and kept a second time.
        fetched = not found or await self._store.handled(refs.said_id(message.id))
        kept = () if fetched else await self._downloads.keep(found)
        if message.poll is not None:
            kept = (*kept, Missing(message.poll.question, "file.poll"))
        return kept

    def _to_staff(self, message: discord.Message) -> bool:
        """Addresses another member of staff, by a mention or by replying to what they wrote themselves."""
        addressed = [user.id for user in message.mentions]
        replied = message.reference.resolved if message.reference else None
        if isinstance(replied, discord.Message):
            addressed.append(replied.author.id)
        return any(user != message.author.id and self.is_agent(user) for user in addressed)

    # ---- edits, deletions, reactions

    def edited(self, message: discord.Message) -> None:
        guild = None if message.guild is None else message.guild.id
        spot = self._spot(message.channel.id, guild)
        if spot is None or message.edited_at is None or not written_by_person(message):
            return
        self.amended(message, spot, message.edited_at)

    def amended(self, message: discord.Message, spot: Spot, at: datetime) -> None:
        async def handle() -> None:
            if await self._ours(spot):
                await self._handler.handle(
                    Edited(
                        refs.edited_id(message.id, int(at.timestamp() * 1000)),
                        person(message.author),
                        refs.message(spot.place, message.id),
                        words_of(message),
                        at,
                    )
                )

        self._lanes.add(spot.place, handle)

    def deleted(self, message: int, channel: int, guild: int | None) -> None:
        spot = self._spot(channel, guild)
        if spot is None:
            return
        if message in self._known.removed:
            self._known.removed.drop(message)
            return
        self.removed(message, spot)

    def removed(self, message: int, spot: Spot) -> None:
        async def handle() -> None:
            if await self._ours(spot):
                await self._handler.handle(
                    Deleted(refs.deleted_id(message), refs.message(spot.place, message))
                )

        self._lanes.add(spot.place, handle)

    def reacted(self, event: discord.RawReactionActionEvent, *, added: bool) -> None:
        me = self._client.user
        spot = self._spot(event.channel_id, event.guild_id)
        if spot is None or (me is not None and event.user_id == me.id):
            return
        if event.member is not None and event.member.bot:
            return
        emoji = f":{event.emoji.name}:" if event.emoji.id else str(event.emoji.name)
        key = (event.message_id, event.user_id, emoji)
        if self._reactions.get(key) is added:
            return  # the same event once more: a reaction cannot be set twice
        self._reactions.put(key, added)
        who = person(event.member) if event.member else Person(refs.account(event.user_id), "")
        command_id = refs.reacted_id(event.message_id, event.user_id, emoji, str(time.time_ns() // 1_000_000))
        ref = refs.message(spot.place, event.message_id)

        async def handle() -> None:
            if await self._ours(spot):
                await self._handler.handle(Reacted(command_id, who, ref, emoji, added))

        self._lanes.add(spot.place, handle)

    def is_agent(self, user: int) -> bool:
        return self._handler.is_agent(refs.account(user))

    def reaction_found(
        self, place: Place, message: int, user: int, emoji: str, mark: str, *, added: bool
    ) -> None:
        """A reaction of the gap, found by comparing."""
        command = Reacted(
            refs.reacted_id(message, user, emoji, f"gap{mark}"),
            Person(refs.account(user), ""),
            refs.message(place, message),
            emoji,
            added,
        )

        async def handle() -> None:
            await self._handler.handle(command)

        self._lanes.add(place, handle)

    def typing(self, event: discord.RawTypingEvent) -> None:
        spot = self._spot(event.channel_id, event.guild_id)
        if spot is None or not spot.sure:
            return
        who = person(event.user) if event.user else Person(refs.account(event.user_id), "")
        self._handler.typing(Typing(who, spot.place, refs.is_dm(spot.place)))

    # ---- places

    def thread_gone(self, thread: int, parent: int | None, member: int | None = None) -> None:
        """A thread was deleted, or somebody left it. Staff may come and go in their rooms."""
        if parent is not None and not self._known.layout.is_parent(parent):
            return
        if member is not None and self.is_agent(member):
            return
        place = refs.thread(thread)

        async def handle() -> None:
            room = await self._store.room_at(place)
            if room is not None and (member is None or await self._left_own(place, member)):
                await self._handler.handle(PlaceGone(refs.gone_id(thread, member), place))

        self._lanes.add(place, handle)

    async def _left_own(self, place: Place, member: int) -> bool:
        """Whether it is the requester's room that a person left, and their own."""
        room = await self._store.room_at(place)
        if room is None or side_of(room) != "requester":
            return False
        (found,) = await self._store.load((f"case/{case_of(room)}",))
        return isinstance(found.record, Case) and found.record.requester == refs.account(member)


def written_by_person(message: discord.Message) -> bool:
    """Neither another bot's, nor a webhook's, nor Discord's own note: those open no case."""
    return not message.author.bot and message.webhook_id is None and message.type in WORDS


def _readable(message: discord.Message) -> bool:
    """Whether there is anything in it; without the message-content intent Discord hands over empty ones."""
    return bool(
        message.content
        or message.attachments
        or message.stickers
        or message.poll
        or message.message_snapshots
    )


def person(user: discord.abc.User) -> Person:
    return Person(refs.account(user.id), user.display_name)


def words_of(message: discord.Message) -> Document:
    """The words; of a forwarded message, what was forwarded."""
    if message.content or not message.message_snapshots:
        return to_document(message.content, mentions=_names(message))
    return to_document(message.message_snapshots[0].content, mentions={})


def _names(message: discord.Message) -> Mapping[str, str]:
    if "<" not in message.content:
        return {}  # nothing in it names anybody
    names = {str(user.id): user.display_name for user in message.mentions}
    names |= {str(role.id): role.name for role in message.role_mentions}
    names |= {str(channel.id): channel.name for channel in message.channel_mentions}
    return names
