"""Misuse of the control API, and the check that most of its calls begin with."""

from simcord.backend.access import channel_accessible
from simcord.backend.models import Channel

from bots.sandbox.discord.world import World


class Mistake(Exception):  # noqa: N818 - it is the caller's
    """Answered as `{"error": …}` with this status."""

    def __init__(self, said: str, status: int = 400) -> None:
        super().__init__(said)
        self.said = said
        self.status = status


def see(world: World, user_id: int, channel_id: str | int) -> Channel:
    """The channel, when this user can open it; 404 otherwise."""
    channel = world.model.channels.get(int(channel_id))
    if channel is None or not channel_accessible(world.model, channel.id, user_id):
        raise Mistake("this user sees no such channel", 404)
    return channel
