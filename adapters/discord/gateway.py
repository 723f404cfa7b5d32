"""discord.py's client as this program uses it: no caches of members or messages, each event to its reader."""

import asyncio
import logging
import sys
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import discord

from adapters.discord.backfill import Backfill
from adapters.discord.inbound import Inbound
from adapters.discord.interactions import Interactions
from adapters.discord.marks import Marks
from adapters.discord.watch import Watch

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Readers:
    """Who hears of what.

    `session` is called when a session stands that is not a resumed one; its argument is whether all do by now.
    """

    inbound: Inbound
    interactions: Interactions
    backfill: Backfill
    marks: Marks
    watch: Watch
    session: Callable[[bool], Awaitable[None]]


class Gateway(discord.Client):
    """Events before `serve` are none of ours: none come before the log-in.

    The handlers are run by discord.py in tasks of their own, started in the order in which the events
    arrived; those of conversations only put the event into its lane, so that this order is kept.
    """

    _readers: Readers
    _one_gap_at_a_time: asyncio.Lock
    _begun: Counter[int]
    _standing: set[int]
    _reached: frozenset[int] = frozenset()
    """The shards whose session goes on now."""

    def serve(self, readers: Readers) -> None:
        self._readers = readers
        self._begun, self._standing = Counter(), set()
        # discord.py drops what changes of members that are in no cache; there is no event for it otherwise.
        self._connection.parsers["GUILD_MEMBER_UPDATE"] = readers.watch.changed
        self._one_gap_at_a_time = asyncio.Lock()

    @property
    def connected(self) -> bool:
        """Whether every session goes on now."""
        return len(self._reached) == (self.shard_count or 1)

    async def on_connect(self) -> None:
        self._begins(0)

    async def on_resumed(self) -> None:
        self._reached |= {0}

    async def on_disconnect(self) -> None:
        self._reached -= {0}

    async def on_ready(self) -> None:
        await self._stands(0)

    def _begins(self, shard: int) -> None:
        """A session of this shard begins that knows nothing of the one before."""
        self._begun[shard] += 1
        self._reached |= {shard}
        self._readers.marks.freeze(shard)
        self._readers.inbound.listens()

    async def _stands(self, shard: int) -> None:
        """What this shard would have told before is read from the places that are its affair."""
        async with self._one_gap_at_a_time:
            begun = self._begun[shard]
            self._standing.add(shard)
            await self._readers.session(len(self._standing) == (self.shard_count or 1))
            await self._readers.backfill.run(shard)
            if self._begun[shard] == begun:  # else there is another gap by now
                self._readers.marks.thaw(shard)

    async def on_member_join(self, member: discord.Member) -> None:
        self._readers.watch.joined(member)

    async def on_message(self, message: discord.Message) -> None:
        if self._readers.inbound.concerns(message):
            self._readers.watch.acted(message.author)
        elif message.author != self.user:
            self._readers.watch.wrote(message)
        self._readers.inbound.message(message)

    async def on_raw_message_edit(self, event: discord.RawMessageUpdateEvent) -> None:
        written = event.message.author != self.user and event.message.edited_at is not None
        if written and not self._readers.inbound.concerns(event.message):
            self._readers.watch.wrote(event.message)
        self._readers.inbound.edited(event.message)

    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        self._readers.inbound.deleted(event.message_id, event.channel_id, event.guild_id)

    async def on_raw_bulk_message_delete(self, event: discord.RawBulkMessageDeleteEvent) -> None:
        for message in sorted(event.message_ids):
            self._readers.inbound.deleted(message, event.channel_id, event.guild_id)

    async def on_raw_reaction_add(self, event: discord.RawReactionActionEvent) -> None:
        self._readers.inbound.reacted(event, added=True)

    async def on_raw_reaction_remove(self, event: discord.RawReactionActionEvent) -> None:
        self._readers.inbound.reacted(event, added=False)

    async def on_raw_typing(self, event: discord.RawTypingEvent) -> None:
        self._readers.inbound.typing(event)

    async def on_raw_thread_delete(self, event: discord.RawThreadDeleteEvent) -> None:
        self._readers.inbound.thread_gone(event.thread_id, event.parent_id)

    async def on_raw_thread_member_remove(self, event: discord.RawThreadMembersUpdate) -> None:
        for member in event.data.get("removed_member_ids", ()):
            self._readers.inbound.thread_gone(event.thread_id, None, int(member))

    async def on_thread_remove(self, thread: discord.Thread) -> None:
        self._readers.inbound.thread_gone(thread.id, thread.parent_id)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self._readers.watch.acted(interaction.user)
        await self._readers.interactions.on(interaction)

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        # discord.py calls this from inside its own handler of the exception.
        logger.error("an event was not read", exc_info=sys.exception(), extra={"event": event_method})


class ShardedGateway(Gateway, discord.AutoShardedClient):
    """The same over several gateway sessions, each with gaps of its own; private chats come to shard 0.

    discord.py tells that all shards are ready only where all have begun anew.
    """

    async def on_connect(self) -> None: ...

    async def on_resumed(self) -> None: ...

    async def on_disconnect(self) -> None: ...

    async def on_ready(self) -> None: ...

    async def on_shard_connect(self, shard: int) -> None:
        self._begins(shard)

    async def on_shard_resumed(self, shard: int) -> None:
        self._reached |= {shard}

    async def on_shard_disconnect(self, shard: int) -> None:
        self._reached -= {shard}

    async def on_shard_ready(self, shard: int) -> None:
        await self._stands(shard)
