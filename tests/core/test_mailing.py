"""News by mail without an account: links, how often an address is written to, and what its owner chooses."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from core.people.addresses import MAIL, mailbox
from core.status.mailing import GOOD_FOR, Link, Purpose, read, token
from core.status.subscribers import Subscriber
from core.words.commands import MailAsked, MailChosen
from core.words.effects import SendMail
from core.words.refs import Account, CommandId, direct
from tests.core.memory import MemoryStore, Shelf
from tests.core.platform import ScriptedPlatform
from tests.core.setting import DAY, HOUR, NOW
from tests.core.test_spreading import RULES
from tests.core.world import World

KEY, ANA = b"of this desk", "ana@harbour.example"
CONFIRM = Link("subscribe", ANA, "pt-PT", NOW + GOOD_FOR)
END = Link("unsubscribe", ANA, "pt-PT")


def test_a_link_says_what_it_means_to_the_desk_that_made_it() -> None:
    assert read(token(CONFIRM, KEY), "subscribe", KEY, NOW) == CONFIRM
    assert read(token(END, KEY), "unsubscribe", KEY, NOW + 1_000 * DAY) == END


@pytest.mark.parametrize(
    ("written", "purpose", "key", "later"),
    [
        (token(CONFIRM, KEY), "subscribe", KEY, GOOD_FOR),
        (token(CONFIRM, KEY), "unsubscribe", KEY, timedelta(0)),
        (token(END, KEY), "subscribe", KEY, timedelta(0)),
        (token(CONFIRM, KEY), "subscribe", b"of another", timedelta(0)),
        (token(CONFIRM, KEY)[:-2] + "AA", "subscribe", KEY, timedelta(0)),
        (token(CONFIRM, KEY).replace(".", "A."), "subscribe", KEY, timedelta(0)),
        ("", "subscribe", KEY, timedelta(0)),
        (".", "subscribe", KEY, timedelta(0)),
        ("é.é", "subscribe", KEY, timedelta(0)),
    ],
)
def test_no_other_link_means_anything(written: str, purpose: Purpose, key: bytes, later: timedelta) -> None:
    assert read(written, purpose, key, NOW + later) is None


class Desk:
    """A desk with mail."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        rules = replace(RULES, people=replace(RULES.people, mail=True))
        self.post = ScriptedPlatform(MAIL, idempotent=True)
        self.world = World(self._store, rules, (self.post,))
        self.asked = 0

    async def _store(self) -> MemoryStore:
        return MemoryStore(self.shelf)

    async def asks(self, address: str) -> None:
        self.asked += 1
        await self.world.handle(MailAsked(CommandId(f"ask:{self.asked}"), address, "pt-PT"))
        await self.world.settle()

    async def chooses(self, *, wanted: bool) -> None:
        self.asked += 1
        await self.world.handle(MailChosen(CommandId(f"choose:{self.asked}"), ANA, "pt-PT", wanted))

    def subscriber(self) -> Subscriber | None:
        found = self.shelf.records.get(f"subscriber/{mailbox(ANA)}")
        return found.record if found is not None and isinstance(found.record, Subscriber) else None


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    made = Desk()
    await made.world.start()
    yield made
    await made.world.stop()


async def test_nothing_is_kept_of_an_address_in_clear_before_its_owner_confirms(desk: Desk) -> None:
    await desk.asks(ANA)
    (mail,) = desk.post.arrivals
    assert isinstance(mail.effect, SendMail)
    assert (mail.effect.to, mail.effect.link, mail.effect.language) == (
        direct(mailbox(ANA)),
        "subscribe",
        "pt-PT",
    )
    assert ANA not in repr(desk.shelf.records)
    await desk.chooses(wanted=True)
    assert desk.subscriber() == Subscriber(Account(f"mail:{ANA}"), "pt-PT", NOW)


async def test_an_address_is_written_to_three_times_an_hour_and_six_a_day(desk: Desk) -> None:
    counts = []
    for _ in range(4):
        for _ in range(5):
            await desk.asks(ANA)
        counts.append(len(desk.post.arrivals))
        desk.world.clock.time += HOUR
    assert counts == [3, 6, 6, 6]


async def test_whoever_has_it_already_is_asked_like_anybody(desk: Desk) -> None:
    await desk.asks(ANA)
    await desk.chooses(wanted=True)
    await desk.asks(ANA)
    first, second = desk.post.arrivals
    assert first.effect == second.effect


async def test_it_ends_in_one_step_and_ending_it_twice_is_fine(desk: Desk) -> None:
    await desk.chooses(wanted=True)
    for _ in range(2):
        await desk.chooses(wanted=False)
        found = desk.subscriber()
        assert found is not None
        assert found.since is None
