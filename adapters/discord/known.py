"""What the parts of the adapter tell one another in memory. Losing it costs a request, never a message."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from adapters.discord.settings import Settings

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """A mapping that forgets what was put or read longest ago beyond `size`."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def put(self, key: K, value: V) -> None:
        self._kept[key] = value
        self._kept.move_to_end(key)
        if len(self._kept) > self._size:
            self._kept.popitem(last=False)

    def drop(self, key: K) -> None:
        self._kept.pop(key, None)

    def __contains__(self, key: K) -> bool:
        return key in self._kept


@dataclass(slots=True)
class Layout:
    """Where the desk stands on its servers: what the settings say, else what `/setup` has made."""

    panel_channel: int | None
    agents_forum: int | None
    guild: int | None = None
    staff_guild: int | None = None

    @classmethod
    def of(cls, settings: Settings) -> "Layout":
        return cls(settings.panel_channel, settings.agents_forum, settings.guild, settings.staff_guild)

    @property
    def agents_guild(self) -> int | None:
        return self.staff_guild or self.guild

    def is_parent(self, channel: int | None) -> bool:
        """Whether rooms of cases open under this channel."""
        return channel is not None and channel in (self.panel_channel, self.agents_forum)


@dataclass(slots=True)
class Known:
    """What was seen lately.

    `dms`: the private channel of a user. `removed`: messages this program deleted itself, so that the
    gateway's report of it is no news. `marks`: the mark a message bears. `rates`: what a channel's headers
    say of its rate, as (messages, seconds).
    """

    layout: Layout
    dms: Recent[int, int] = field(default_factory=lambda: Recent(50_000))
    removed: Recent[int, bool] = field(default_factory=lambda: Recent(10_000))
    marks: Recent[str, str] = field(default_factory=lambda: Recent(20_000))
    rates: Recent[int, tuple[float, float]] = field(default_factory=lambda: Recent(20_000))
