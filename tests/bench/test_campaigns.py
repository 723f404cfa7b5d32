"""Campaigns of impersonators over the wire of both sandboxes: which are flagged by their bait at the latest, and when.

`pytest -m bench -s tests/bench/test_campaigns.py` prints the table. Flagged is what has a card before the moderators.
"""

import re
import time
from base64 import b64encode
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import pytest
from numpy.random import default_rng
from PIL import Image, ImageOps

from bots import demo
from bots.sandbox.client import DiscordPerson, Person, TelegramPerson
from bots.sandbox.client.person import Upload
from tests.bench.campaigns import (
    CAMPAIGNS,
    HONEST,
    Asks,
    Campaign,
    Comes,
    Edits,
    Owner,
    Renames,
    Says,
    Shows,
    Step,
)
from tests.bench.campaigns_again import AGAIN
from tests.bench.load import quantile
from tests.bench.pictures import face
from tests.stage import Stage, staged
from tests.walks.parts import on

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1200)]

STAFF = {"Ana": "Marta Oliveira", "Ben": "Jonas Weber", "Mo": "Priya Nair"}
SEEDS: dict[Owner, int] = {"marta": 1, "jonas": 2, "priya": 3, "own": 60}
SOON = 1.0
"""Seconds within which a card has to be there."""
LEAST, LEAST_AGAIN, MOST_ALARMS = 38, 18, 1
"""Of forty, and of the twenty more, so many are flagged by their bait at the latest; of fifteen honest ones at most."""
GROUP = "Harbour"


@dataclass(slots=True)
class Result:
    """`at` is the step, from 1, at which it was flagged, `bait` the one at which it had to be at the latest."""

    campaign: Campaign
    bait: int
    at: int | None = None
    took: float = 0.0

    @property
    def flagged(self) -> bool:
        return self.at is not None and self.at <= self.bait


@dataclass(slots=True)
class Cast:
    """Whoever acts in one campaign: its accounts, and what they said last."""

    stage: Stage
    number: int
    campaign: Campaign
    accounts: list[str] = field(default_factory=list)
    said: str = ""
    asked: str = ""
    mute: bool = False

    @property
    def actor(self) -> Person:
        number = self.number + 500 if self.mute else self.number
        if self.campaign.on == "D":
            return DiscordPerson(self.stage.sandbox, number, demo.BOT)
        return TelegramPerson(self.stage.sandbox, number, demo.TELEGRAM_BOT)

    @property
    def place(self) -> str:
        return "general" if self.campaign.on == "D" else GROUP

    async def does(self, step: Step) -> None:
        match step:
            case Comes():
                await (
                    self._comes_to_discord(step) if self.campaign.on == "D" else self._comes_to_telegram(step)
                )
            case Renames(name=name, here=True):
                await self.actor.act("nickname", {"guild": demo.GUILD, "nick": name})
            case Renames(name=name) if self.campaign.on == "D":
                await self._discord({"users": [{"id": self.number, "global_name": name}]})
            case Renames(name=name):
                first, _, last = name.partition(" ")
                await self._telegram({"users": [{"id": self.number, "first_name": first, "last_name": last}]})
            case Shows(picture=owner):
                await _shows(self.actor, _picture(owner, stolen=True))
            case Asks(words=words):
                asker: Person = self.stage.rita if self.campaign.on == "D" else self.stage.tess
                self.asked = await asker.say(words, place=self.place)
            case Edits(words=words):
                await self.actor.edit(self.said, words, place=self.place)
            case Says():
                await (
                    self._says_on_discord(step) if self.campaign.on == "D" else self._says_on_telegram(step)
                )

    async def _comes_to_discord(self, step: Comes) -> None:
        about = {
            "id": self.number,
            "name": step.username or step.name,
            "global_name": step.name,
            "bot": step.bot,
        }
        await self._discord({"users": [about]})
        self.accounts.append(f"discord:{self.number}")
        if step.picture is not None:
            await _shows(self.actor, _picture(step.picture, stolen=step.picture != "own"))
        await self.actor.act("join", {"guild": demo.GUILD})

    async def _comes_to_telegram(self, step: Comes) -> None:
        first, _, last = step.name.partition(" ")
        self.accounts.append(f"telegram:{self.number}")
        if step.bot:  # what it says no other bot hears, so that somebody has to praise it
            token = f"{self.number}:a-token-of-somebody-elses"
            self.mute = True
            self.accounts.append(f"telegram:{self.number + 500}")
            bot = {"id": self.number, "token": token, "username": step.username, "name": step.name}
            await self._telegram({"bots": [bot], "users": [{"id": self.number + 500, "first_name": "Lou"}]})
            await self._enters(self.number + 500)
        else:
            about = {"id": self.number, "first_name": first, "last_name": last, "username": step.username}
            await self._telegram({"users": [about]})
        if step.picture is not None:
            await _shows(self.actor, _picture(step.picture, stolen=step.picture != "own"))
        await self._enters(self.number)

    async def _enters(self, number: int) -> None:
        members = [{"user": number, "status": "member"}]
        await self._telegram({"groups": [{"id": demo.TELEGRAM_COMMUNITY, "members": members}]})

    async def _says_on_discord(self, step: Says) -> None:
        at = await self.stage.rita.place(self.place)
        embeds = (
            [{"type": "rich", "title": step.embed[0], "description": step.embed[1]}] if step.embed else []
        )
        body: dict[str, object] = {"channel": at.channel, "text": step.words, "embeds": embeds}
        if step.voice:
            hook = self.number + 500
            self.accounts.append(f"discord:{hook}")
            await self._discord({"users": [{"id": hook, "name": step.voice, "bot": True}]})
            await self.stage.sandbox.discord.user(str(hook), "webhook", {**body, "name": step.voice})
            return
        if step.thread:
            named = {"channel": at.channel, "name": step.thread, "text": step.words}
            await self.actor.act("thread", named)
            return
        if step.forwarded:
            body["forwarded"] = step.forwarded[1]
        if step.reply:
            body["reply_to"] = self.asked
        self.said = str(_record(await self.actor.act("send", body))["message"])

    async def _says_on_telegram(self, step: Says) -> None:
        body: dict[str, object] = {"chat": demo.TELEGRAM_COMMUNITY, "text": step.words}
        if step.voice:
            channel = -1002000000000 - self.number
            self.accounts.append(f"telegram:{channel}")
            body["as"] = {"id": channel, "title": step.voice}
        if step.hidden:
            start = step.words.rindex(" ") + 1
            link = {
                "type": "text_link",
                "offset": start,
                "length": len(step.words) - start,
                "url": step.hidden,
            }
            body["entities"] = [link]
        if step.forwarded:
            who, body["text"] = step.forwarded
            chat = {"id": -1003000000001, "type": "channel", "title": who.removeprefix("channel:")}
            channel_post = {"type": "channel", "chat": chat, "message_id": 5}
            body["forward_from"] = channel_post if who.startswith("channel:") else who
        if step.photo:
            body |= {
                "files": [Upload("qr.png", _png(_picture("own")), "image/png").as_json()],
                "caption": step.words,
            }
        if step.contact:
            body |= {"text": "", "contact": {"first_name": step.contact, "phone_number": "+4930123456"}}
        if step.poll:
            body |= {"text": "", "poll": {"question": step.words, "options": list(step.poll)}}
        if step.reply:
            body["reply_to"] = int(self.asked)
        self.said = str(_record(await self.actor.act("send", body))["message"])

    async def _discord(self, world: dict[str, object]) -> None:
        await self.stage.sandbox.discord.world(world)

    async def _telegram(self, world: dict[str, object]) -> None:
        await self.stage.sandbox.telegram.world(world)

    async def flagged(self) -> bool:
        """Whether a card about one of the accounts comes before a moderator soon."""
        about = re.compile(rf"Account (?:{'|'.join(map(re.escape, self.accounts))}),")

        async def there() -> bool:
            return any(about.search(each.text) for each in await self.stage.mo.everything())

        return await self.stage.mo.until(there, SOON)


async def test_campaigns_are_flagged_by_their_bait_at_the_latest(tmp_path: Path) -> None:
    text = demo.DESK.read_text()
    for was, name in STAFF.items():
        text = text.replace(f'name = "{was}"', f'name = "{name}"')
    desk = tmp_path / "desk.toml"
    desk.write_text(text)
    async with staged(tmp_path, '[trust]\ndomains = ["harbour.example"]', desk=desk, running=False) as stage:
        owners: tuple[tuple[Person, Owner], ...] = (
            (DiscordPerson(stage.sandbox, 2001, demo.BOT), "marta"),
            (stage.ana, "marta"),
            (stage.ben, "jonas"),
            (stage.mo, "priya"),
        )
        for person, owner in owners:
            await _shows(person, _picture(owner))
        await stage.start()
        await on(stage.mo)
        found = [await _played(stage, 3000 + number, each) for number, each in enumerate(CAMPAIGNS)]
        again = [await _played(stage, 5000 + number, each) for number, each in enumerate(AGAIN)]
        alarms = [await _played(stage, 4000 + number, each) for number, each in enumerate(HONEST)]
    _print(found)
    _print(again)
    wrong = [each.campaign.about for each in alarms if each.at is not None]
    print(f"of {len(alarms)} honest ones flagged: {len(wrong)} {wrong or ''}")
    assert sum(each.flagged for each in found) >= LEAST
    assert sum(each.flagged for each in again) >= LEAST_AGAIN
    assert not wrong


async def _played(stage: Stage, number: int, campaign: Campaign) -> Result:
    cast = Cast(stage, number, campaign)
    steps = campaign.steps
    baits = (
        at
        for at, step in enumerate(steps, 1)
        if isinstance(step, Edits) or (isinstance(step, Says) and step.bait)
    )
    result = Result(campaign, next(baits, len(steps)))
    for at, step in enumerate(steps, 1):
        began = time.perf_counter()
        await cast.does(step)
        if await cast.flagged():
            result.at, result.took = at, time.perf_counter() - began
            break
    return result


def _print(found: list[Result]) -> None:
    print(f"\n\n{'':3}{'campaign':48}{'flagged at':>12}{'bait':>6}{'ms':>8}")
    for each in found:
        at = "missed" if each.at is None else f"step {each.at}"
        took = f"{each.took * 1000:8.0f}" if each.at is not None else ""
        print(f"{each.campaign.on:3}{each.campaign.about:48}{at:>12}{each.bait:6}{took}")
    took = sorted(each.took for each in found if each.flagged)
    before = sum(each.at is not None and each.at < each.bait for each in found)
    print(f"\nflagged by the bait: {len(took)} of {len(found)}, {before} of them before it")
    if took:
        print(f"time to the card: p50 {quantile(took, 0.5) * 1000:.0f} ms, most {took[-1] * 1000:.0f} ms")


def _picture(owner: Owner, *, stolen: bool = False) -> Image.Image:
    picture = face(default_rng(SEEDS[owner]))
    return ImageOps.mirror(picture.crop((16, 16, 240, 240))) if stolen else picture


def _png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


async def _shows(person: Person, picture: Image.Image) -> None:
    await person.act("picture", {"base64": b64encode(_png(picture)).decode()})


def _record(answer: object) -> dict[str, object]:
    assert isinstance(answer, dict)
    return answer
