"""What desks on one server tell one another of accounts."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import redis

from adapters.redis.neighbours import SHARED, Neighbours, neighbours
from adapters.redis.store import open_store
from core.trust.sharing import EVERYBODY, name_keys
from core.words.deliveries import Attempt, Delivered, RetryAfter
from core.words.effects import Share, Tell
from core.words.refs import Account
from core.words.texts import text
from tests.conftest import free_port

NOW = datetime.now(UTC).replace(microsecond=0)
LATER = NOW + timedelta(days=30)
NAME = f"Ben {uuid4().hex[:8]} Support"
(KEY,) = name_keys((NAME,))


@pytest.fixture(params=["server", "cluster"])
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
async def desks(url: str) -> AsyncIterator[tuple[Neighbours, Neighbours]]:
    async with AsyncExitStack() as stack:
        yield (
            await stack.enter_async_context(neighbours(url, uuid4().hex[:8], "Harbour")),
            await stack.enter_async_context(neighbours(url, uuid4().hex[:8], "Moor")),
        )


@pytest.fixture
def fake() -> Account:
    return Account(f"here:{uuid4().hex[:8]}")


def banned(account: Account) -> Share:
    return Share(EVERYBODY, account, (KEY,), "banned", NOW, LATER)


async def told(desk: Neighbours, share: Share) -> None:
    assert await desk.deliver(Attempt("row", share, None)) == Delivered()


async def test_others_hear_of_it_by_the_account_and_by_names_that_look_the_same_and_the_desk_itself_does_not(
    desks: tuple[Neighbours, Neighbours], fake: Account
) -> None:
    harbour, moor = desks
    for _ in range(2):
        await told(harbour, banned(fake))
    (known,) = await moor.known(fake, ())
    assert (known.desk, known.account, known.how, known.at) == ("Harbour", fake, "banned", NOW)
    likes = await moor.known(Account("there:1"), name_keys((NAME.replace("e", "е"),)))
    assert fake in {each.account for each in likes}
    assert await moor.known(Account("there:1"), name_keys(("Somebody Else",))) == ()
    assert fake not in {each.account for each in await harbour.known(fake, (KEY,))}


async def test_what_is_lifted_is_told_in_its_place_and_its_names_are_held_against_nobody(
    desks: tuple[Neighbours, Neighbours], fake: Account
) -> None:
    harbour, moor = desks
    await told(harbour, banned(fake))
    await told(harbour, replace(banned(fake), how="fine"))
    (known,) = await moor.known(fake, ())
    assert known.how == "fine"
    assert fake not in {each.account for each in await moor.known(Account("there:1"), (KEY,))}


async def test_it_lapses(desks: tuple[Neighbours, Neighbours], fake: Account, url: str) -> None:
    harbour, moor = desks
    await told(harbour, replace(banned(fake), until=NOW - timedelta(seconds=1)))
    assert await moor.known(fake, ()) == ()
    await told(harbour, banned(fake))
    await told(moor, replace(banned(fake), until=NOW + timedelta(days=1)))
    with redis.Redis.from_url(url) as client:
        left = client.ttl(f"{SHARED}account:{fake}")
    assert timedelta(days=29) < timedelta(seconds=int(str(left))) <= timedelta(days=30)


async def test_whoever_is_erased_is_forgotten_unless_they_are_banned(
    desks: tuple[Neighbours, Neighbours], fake: Account
) -> None:
    harbour, moor = desks
    await told(harbour, banned(fake))
    await harbour.forget(fake)
    assert await moor.known(fake, ()) != ()
    await told(harbour, replace(banned(fake), how="fine"))
    await moor.forget(fake)
    assert await moor.known(fake, ()) != ()
    await harbour.forget(fake)
    assert await moor.known(fake, ()) == ()


async def test_what_another_version_has_written_is_passed_over(
    desks: tuple[Neighbours, Neighbours], fake: Account, url: str
) -> None:
    harbour, moor = desks
    with redis.Redis.from_url(url) as client:
        client.hset(f"{SHARED}account:{fake}", "newer", b'{"v": 99}')
    await told(harbour, banned(fake))
    assert [each.desk for each in await moor.known(fake, ())] == ["Harbour"]


async def test_nothing_of_it_is_among_a_desks_own_keys(
    desks: tuple[Neighbours, Neighbours], fake: Account, url: str, tmp_path: Path, desk: str
) -> None:
    await told(desks[0], banned(fake))
    async with open_store(url, tmp_path, desk) as store:
        await store.forget_person(fake)
    assert await desks[1].known(fake, ()) != ()


async def test_without_the_server_nothing_is_known_and_what_is_to_be_told_waits() -> None:
    async with neighbours(f"redis://127.0.0.1:{free_port()}", "harbour", "Harbour") as lonely:
        assert await lonely.known(Account("here:1"), ()) == ()
        assert isinstance(await lonely.deliver(Attempt("r", banned(Account("here:1")), None)), RetryAfter)


async def test_desks_tell_one_another_nothing_else(desks: tuple[Neighbours, Neighbours]) -> None:
    tell = Tell(EVERYBODY, text("told.queue_empty"), "en")
    assert not isinstance(await desks[0].deliver(Attempt("r", tell, None)), Delivered)
