"""What an operator says of a Discord desk. `config` reads it from a file; nothing here knows where from."""

from dataclasses import dataclass, field
from typing import Literal

API = "https://discord.com/api/v10"
CDN = "https://cdn.discordapp.com"


@dataclass(frozen=True, slots=True)
class Settings:
    """One bot on one server (and, if agents work elsewhere, on a second one for staff).

    `panel_channel`: where the panel stands and under which private threads for requesters open.
    `agents_forum`: the forum (or private text channel) under which agents get a post (or thread) for each
    case. Both may be None until `/setup` has made them. `api_url`, `gateway_url` and `cdn_url` point at another server
    than Discord's own; without a `gateway_url` that server is asked for it.
    `staff_role` is the role on `guild` that staff bear. `news` are the channels in which incidents are told, and
    `roles` those that are called there, each with its channel. `requests_per_second` paces everything this bot sends; 0
    does not pace.
    """

    token: str = field(repr=False)
    guild: int | None = None
    staff_guild: int | None = None
    panel_channel: int | None = None
    agents_forum: int | None = None
    api_url: str | None = None
    gateway_url: str | None = None
    cdn_url: str | None = None
    requests_per_second: float = 48.7
    requester_room: Literal["thread", "dm"] = "thread"
    staff_role: int | None = None
    message_content: bool = True
    members: bool = True
    shard_count: int | None = None
    news: tuple[int, ...] = ()
    roles: tuple[tuple[int, int], ...] = ()
