"""Walk m: two desks on one server of the store tell each other whom their moderators have banned."""

from pathlib import Path
from uuid import uuid4

from bots import demo
from bots.sandbox.client import DiscordPerson
from tests.stage import Stage, staged
from tests.walks.faking import BAIT, GROUP, on_telegram
from tests.walks.parts import on


async def as_desk(stage: Stage, name: str, server: str) -> None:
    """The program goes on as another desk, which shares."""
    await stage.stop()
    own = {
        "DESK__ID": f"d{uuid4().hex[:8]}",
        "DESK__NAME": name,
        "STORE__URL": server,
        "TRUST__SHARES": "true",
    }
    added = {f"SWITCHBOARD__{key}": value for key, value in own.items()}
    stage.environment = {**stage.environment, **added}
    await stage.start()


async def test_a_desk_reads_on_its_card_whom_another_has_banned_and_does_nothing_by_itself(
    tmp_path: Path, server_url: str
) -> None:
    async with staged(tmp_path, running=False) as stage:
        ben, fake = stage.ben, on_telegram(stage)
        await as_desk(stage, "Harbour Support", server_url)
        await on(ben)
        await fake.say(BAIT, place=GROUP)
        first = await ben.sees("Passes for Ben")
        await ben.press("Ban", first)
        await ben.sees("Banned by Ben")
        member = {"user": 5666, "status": "member"}
        await stage.sandbox.telegram.world({"groups": [{"id": demo.TELEGRAM_COMMUNITY, "members": [member]}]})
        await as_desk(stage, "Moor Support", server_url)
        await on(ben)
        await fake.say(f"{BAIT} now", place=GROUP)
        card = await ben.sees(lambda each: "Banned at Harbour Support" in each.text)
        assert "telegram:5666" in card.text
        await fake.say("I am still here", place=GROUP)
        await stage.sandbox.discord.world(
            {"users": [{"id": 2777, "name": "benny", "global_name": "Bеn | Harbour Support"}]}
        )
        await DiscordPerson(stage.sandbox, 2777, demo.BOT).act("join", {"guild": demo.GUILD})
        alike = await ben.sees("whose name looks the same, was banned at Harbour Support")
        assert "discord:2777" in alike.text
        await ben.press("It's fine", card)
        await ben.sees(lambda each: "telegram:5666" in each.text and "Let pass by Ben" in each.text)
