"""Walk q: the bot's servers are shared among two gateway sessions, and each may be lost by itself."""

from pathlib import Path

import pytest

from bots import demo
from tests.faults.trouble import in_order, once
from tests.stage import Stage, staged
from tests.walks.parts import opened

STAFF_GUILD = 1 << 22
"""The lowest number of a server that is the second of two shards' affair; the community's is the first's."""
FORUM = STAFF_GUILD + 2
SHARDED = f"""
[discord]
shard_count = 2
staff_guild = {STAFF_GUILD}
agents_forum = {FORUM}
"""


async def with_a_staff_server(stage: Stage) -> None:
    await stage.sandbox.discord.world(
        {
            "guilds": [
                {
                    "id": STAFF_GUILD,
                    "name": "Harbour's staff",
                    "owner": 2003,
                    "channels": [
                        {"id": STAFF_GUILD + 1, "name": "support", "type": "text"},
                        {"id": FORUM, "name": "agents", "type": "forum"},
                    ],
                    "members": [{"user": 2001}, {"user": 2003}],
                    "bot_permissions": demo.BOT_PERMISSIONS,
                }
            ]
        }
    )
    await stage.sandbox.discord.post("limits", {"enabled": True})


async def lost(stage: Stage, shard: int) -> None:
    """The session of this shard alone is gone for good, with whatever it would still have told."""
    await stage.sandbox.discord.post(
        "gateway", {"action": "invalid_session", "resumable": False, "shard": shard}
    )


@pytest.mark.fault(7)
async def test_a_chat_over_two_shards_each_of_which_loses_its_session(tmp_path: Path) -> None:
    async with staged(tmp_path, SHARDED, running=False, limits=True) as stage:
        await with_a_staff_server(stage)
        await stage.start()
        rita, mo = stage.rita, stage.mo
        question = await opened(stage, rita, mo, "My card was charged twice")
        await mo.say("which of them?", reply_to=question)
        await rita.sees("which of them?")

        await lost(stage, 1)
        for number in range(3):
            await mo.say(f"unheard answer {number}", reply_to=question)
        await rita.say("the blue one, shard 0 still hears")
        await mo.sees("the blue one, shard 0 still hears")
        await rita.sees("unheard answer 2")
        await in_order(rita, [f"unheard answer {number}" for number in range(3)])

        await lost(stage, 0)
        for number in range(3):
            await rita.say(f"unheard word {number}")
        await mo.sees("unheard word 2")
        await in_order(mo, [f"unheard word {number}" for number in range(3)])

        await mo.say("it comes back", reply_to=question)
        await rita.sees("it comes back")
        await once(rita, "which of them?", *(f"unheard answer {number}" for number in range(3)))
        await once(
            mo, "the blue one, shard 0 still hears", *(f"unheard word {number}" for number in range(3))
        )
