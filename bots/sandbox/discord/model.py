"""The state behind the fronts: simcord's model, put on real time and told to forget its test records.

What Discord does and simcord leaves out of its model is added here, by overriding, so that every
route and every gesture of a user meets the same rule.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from simcord._clock import Clock
from simcord.backend import Backend, serializers
from simcord.backend.access import channel_accessible
from simcord.backend.models import Channel, Message, Overwrite
from simcord.enums import ChannelType, MessageType
from simcord.types import HttpLogEntry

from bots.sandbox.discord import refusals

DISCORD_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
ACTIVE_THREADS = 1_000
HAS_THREAD = 1 << 5


class RealClock(Clock):
    """Real time, plus what a test has skipped ahead."""

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.elapsed)


class Forgetful(list[HttpLogEntry | tuple[str, str, object]]):
    """A list that keeps nothing: simcord's records of a test would fill the memory of a server."""

    def append(self, _entry: object) -> None:
        """Keep nothing."""


class Model(Backend):
    """Everything that exists, and the rules by which it changes."""

    def __init__(self) -> None:
        self._last_id = 0
        self._silent = False
        self._starter_id: int | None = None
        super().__init__(clock=RealClock())
        self.http_requests = Forgetful()  # type: ignore[assignment]
        self.transcript = Forgetful()  # type: ignore[assignment]

    def snowflake(self) -> int:
        """An id made now; later ids are greater (Discord docs, reference: snowflakes)."""
        since_epoch = self.clock.now() - DISCORD_EPOCH
        self._last_id = max(self._last_id + 1, int(since_epoch / timedelta(milliseconds=1)) << 22)
        return self._last_id

    def emit(self, event: str, payload: Mapping[str, object]) -> None:
        if self._silent:
            return
        for listener in self.subscribers:
            listener(event, payload)

    @contextmanager
    def silence(self) -> Iterator[None]:
        """Change the state without telling anybody; nested silences end with the outermost."""
        before, self._silent = self._silent, True
        try:
            yield
        finally:
            self._silent = before

    def create_thread(
        self,
        parent_id: int,
        name: str,
        owner_id: int,
        *,
        type: int = ChannelType.PUBLIC_THREAD,  # noqa: A002 - simcord's name
        auto_archive_duration: int = 1440,
        message_id: int | None = None,
        applied_tags: Iterable[int] = (),
        broadcast: bool = True,
    ) -> Channel:
        """As simcord, with the limit of active threads; a private thread leaves no notice in its parent.

        Refusals: 160006 at the limit, 160004 when the message has a thread already
        (Discord docs, opcodes and status codes).
        """
        parent = self.get_channel(parent_id)
        if parent.guild_id is not None and len(self.active_threads(parent.guild_id)) >= ACTIVE_THREADS:
            raise refusals.too_many_threads()
        if message_id is not None and message_id in self.channels:
            raise refusals.thread_exists()
        starter, self._starter_id = self._starter_id, None
        thread = super().create_thread(
            parent_id,
            name,
            owner_id,
            type=type,
            auto_archive_duration=auto_archive_duration,
            message_id=message_id or starter,
            applied_tags=applied_tags,
            broadcast=False,
        )
        if broadcast:
            self.announce_thread_create(thread)
            if message_id is not None:
                self._refer_to_parent(thread, self.get_message(parent_id, message_id))
            elif type != ChannelType.PRIVATE_THREAD:
                self.create_system_message(
                    parent_id, MessageType.THREAD_CREATED, owner_id, target_channel_id=thread.id
                )
        return thread

    def create_forum_post(
        self,
        forum_id: int,
        name: str,
        starter: Message,
        **details: Any,
    ) -> tuple[Channel, Message]:
        """As simcord; a post has the id of its first message (Discord docs: start thread in forum)."""
        self._starter_id = starter.id
        return super().create_forum_post(forum_id, name, starter, **details)

    def edit_channel(
        self,
        channel_id: int,
        changes: Mapping[str, Any],
        *,
        overwrites: list[Overwrite] | None = None,
        thread_metadata: Mapping[str, Any] | None = None,
    ) -> Channel:
        """As simcord, but it is a thread that notes its renaming in itself, not a channel."""
        channel = self.get_channel(channel_id)
        renamed = changes.get("name", channel.name) != channel.name
        channel.name = changes.get("name", channel.name)
        super().edit_channel(channel_id, changes, overwrites=overwrites, thread_metadata=thread_metadata)
        if renamed and channel.is_thread:
            self.notice(channel, MessageType.CHANNEL_NAME_CHANGE, str(channel.name))
        return channel

    def notice(
        self, channel: Channel, kind: MessageType, content: str = "", *, about: int | None = None
    ) -> Message:
        """A system message of the bot's doing; Discord leaves most of them without content."""
        with self.silence():
            message = self.create_system_message(channel.id, kind, self.bot_user.id, recipient_id=about)
        message.content = content
        self.announce_message_create(message)
        return message

    def _refer_to_parent(self, thread: Channel, origin: Message) -> None:
        """A message's thread begins with a reference to that message, which is marked as having one."""
        origin.flags |= HAS_THREAD
        with self.silence():
            first = self.create_system_message(
                thread.id, MessageType.THREAD_STARTER_MESSAGE, origin.author_id
            )
        first.content = ""
        first.reference = {"channel_id": str(origin.channel_id), "message_id": str(origin.id)}
        self.announce_message_create(first)

    def commit_message(self, message: Message, *, broadcast: bool = True) -> Message:
        """As simcord; in a thread it wakes the thread and brings in those it pings.

        Discord docs, topics: threads ("sending a message unarchives", "mentioning adds the member").
        """
        channel = self.get_channel(message.channel_id)
        if channel.thread_metadata is not None and not message.is_ephemeral:
            if channel.thread_metadata.archived:
                self.edit_channel(channel.id, {}, thread_metadata={"archived": False})
            self._bring_in(channel, message)
        return super().commit_message(message, broadcast=broadcast)

    def add_thread_member(self, thread_id: int, user_id: int) -> Channel:
        """As simcord; the bot that is brought into a private thread first learns of it."""
        thread = self.get_thread(thread_id)
        new = user_id not in thread.thread_members
        if new and user_id == self.bot_user.id and not channel_accessible(self, thread_id, user_id):
            with self.silence():
                super().add_thread_member(thread_id, user_id)
            self.emit("THREAD_CREATE", self.thread_payload(thread))
            return thread
        return super().add_thread_member(thread_id, user_id)

    def thread_payload(self, thread: Channel) -> dict[str, object]:
        """A thread as the bot sees it: with its own membership when it has one."""
        payload: dict[str, object] = dict(serializers.thread_payload(self, thread))
        if self.bot_user.id in thread.thread_members:
            payload["member"] = serializers.thread_member_payload(thread, self.bot_user.id)
        return payload

    def archive_idle_threads(self) -> None:
        """Archive every active thread that has been quiet for its auto-archive duration."""
        now = self.clock.now()
        for guild in self.guilds.values():
            for thread in self.active_threads(guild.id):
                meta = thread.thread_metadata
                if meta is None:
                    continue
                last = max(thread.last_message_id or 0, thread.id)
                moved = max(
                    DISCORD_EPOCH + timedelta(milliseconds=last >> 22),
                    datetime.fromisoformat(meta.archive_timestamp),
                )
                if now - moved >= timedelta(minutes=meta.auto_archive_duration):
                    self.edit_channel(
                        thread.id,
                        {},
                        thread_metadata={"archived": True, "archive_timestamp": self.now_iso()},
                    )

    def _bring_in(self, thread: Channel, message: Message) -> None:
        guild = self.get_guild(thread.guild_id or 0)
        for user_id in (message.author_id, *message.ping_user_ids):
            if user_id in guild.members and user_id not in thread.thread_members:
                self.add_thread_member(thread.id, user_id)
