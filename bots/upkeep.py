"""Looking after a desk's memory: what is kept for how long, copies of it, one person's part of it."""

import json
import logging
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.redis import backup as copies
from adapters.redis.embedded import APPENDED, EmbeddedError, running
from adapters.redis.neighbours import Neighbours, neighbours
from adapters.redis.store import RedisStore, open_store
from adapters.web.transcripts import Transcripts
from config.catalogue import Catalogue
from config.settings import Settings
from core.cases.case import Case, Closed, cases_of
from core.cases.people import Requester
from core.desk import Desk
from core.people.standing import standing
from core.policy import Policy
from core.ports import Clock, StoreUnavailable
from core.status.subscribers import Subscriber, subscriber_key
from core.words.records import ERASURES
from core.words.refs import Account, CaseId

log = logging.getLogger("switchboard.upkeep")

DAY = timedelta(days=1)
BEAT = timedelta(seconds=1)
AT_ONCE = 10
SOON = timedelta(minutes=1)
"""So long after an outage the daily work is tried again."""


async def retention(store: RedisStore, desk: Desk, clock: Clock) -> None:
    """Erase closed cases that are older than the desk keeps them, and what was kept for a while only, now and once a
    day; never ends.
    """
    while True:
        try:
            if await store.hold("retention", SOON) is not None:
                erased = await store.expire_closed(clock.now() - desk.policy.retention)
                lapsed = await store.lapse(clock.now())
                log.info("retention.done", extra={"erased": erased, "lapsed": lapsed})
        except StoreUnavailable:
            await clock.sleep(SOON)
        else:
            await clock.sleep(DAY)


async def erasures(store: RedisStore, clock: Clock, shared: Neighbours | None) -> None:
    """Erase whoever wants that, once nothing of theirs is under way; never ends."""
    while True:
        try:
            if await store.hold("erasures", SOON) is not None:
                for account, _ in await store.until(ERASURES, clock.now().timestamp(), AT_ONCE):
                    if await _at_rest(store, Account(account)):
                        if shared is not None:
                            await shared.forget(Account(account))
                        await store.forget_person(account)
                        log.info("erasure.done")
        except StoreUnavailable:
            log.warning("erasure.waits")
        await clock.sleep(BEAT)


async def _at_rest(store: RedisStore, account: Account) -> bool:
    index = cases_of(account)
    members = await store.first(index, await store.size(index))
    found = await store.load([f"case/{member}" for member, _ in members]) if members else ()
    return all(isinstance(each.record, Case) and isinstance(each.record.phase, Closed) for each in found)


@asynccontextmanager
async def opened(settings: Settings, *, anew: bool = False) -> AsyncIterator[RedisStore]:
    """The desk's store, whether the program is running or not; `anew` makes a built-in one if need be.

    Raises:
        EmbeddedError: there is none yet, or it cannot be started.
        StoreUnavailable: the configured server does not answer.
    """
    folder = Path(settings.store.path)
    url = settings.store.url.get_secret_value() if settings.store.url else running(folder)
    if not anew and url is None and not (folder / APPENDED).is_dir():
        raise EmbeddedError(f"there is no store in {folder}: set store.path, or start the program once")
    async with open_store(url, folder, settings.desk.id) as store:
        yield store


@asynccontextmanager
async def sharing(settings: Settings) -> AsyncIterator[Neighbours | None]:
    """The way to the other desks on the server, where this one shares."""
    if not settings.trust.shares or settings.store.url is None:
        yield None
        return
    desk = settings.desk
    async with neighbours(settings.store.url.get_secret_value(), desk.id, desk.name) as shared:
        yield shared


async def backup(settings: Settings, file: Path) -> None:
    """Write a copy of the built-in store and its files.

    Raises:
        EmbeddedError: the store is a server, which has its own means, or there is none.
        FileExistsError: the file does.
    """
    _expect_built_in(settings)
    await copies.backup(Path(settings.store.path), file)


async def restore(settings: Settings, file: Path) -> None:
    """Put a copy into the data folder, which must be empty.

    Raises:
        EmbeddedError: it is not, or the store is a server, or the copy does not load.
        FileNotFoundError: there is no such copy.
    """
    _expect_built_in(settings)
    await copies.restore(file, Path(settings.store.path))


async def erase(settings: Settings, account: Account) -> int:
    """Erase a person with their cases and files; how many keys were touched."""
    async with opened(settings) as store, sharing(settings) as shared:
        if shared is not None:
            await shared.forget(account)
        touched = await store.forget_person(account)
    tell_program(Path(settings.store.path))
    return touched


@dataclass(frozen=True, slots=True)
class Export:
    """What the desk keeps of one person."""

    account: Account
    desk: str
    name: str | None
    language: str | None
    address: str | None
    """The e-mail address that they have proven."""
    customer: str | None
    """Whose contact that makes them."""
    subscribed: tuple[str, ...] | None
    """The components of which they are told; empty for all, None where they are told of nothing."""
    least: str
    """How bad an incident is at least that they are told of."""
    quiet: str
    """The hours in which they are told nothing, if they want some."""
    cases: tuple[object, ...]
    """Their transcripts, as `adapters.web.transcripts` writes them: nobody's notes."""


async def export(settings: Settings, rules: Policy, account: Account) -> Export:
    """What the desk keeps of one person, and of nobody else."""
    texts = Catalogue.load(rules.language, rules.zone, rules.languages)
    async with opened(settings) as store:
        return await exported(store, Transcripts(store, texts, rules), rules, account)


async def exported(store: RedisStore, transcripts: Transcripts, rules: Policy, account: Account) -> Export:
    """The same from a store that is open."""
    index = cases_of(account)
    members = await store.first(index, await store.size(index))
    cases: list[object] = []
    for member, _ in members:
        files = await transcripts(CaseId(int(member)), rules.language)
        cases += [json.loads(data) for name, data in files if name.endswith(".json")]
    found = (await store.load([f"requester/{account}"]))[0].record
    person = found if isinstance(found, Requester) else None
    proven = person.proven if person else None
    return Export(
        account,
        rules.desk,
        person.name if person else None,
        person.language if person else None,
        proven.address if proven else None,
        standing(account, proven, rules.people, datetime.now(UTC)).customer or None,
        *await _subscribed(store, account),
        tuple(cases),
    )


async def _subscribed(store: RedisStore, account: Account) -> tuple[tuple[str, ...] | None, str, str]:
    found = (await store.load([subscriber_key(account)]))[0].record
    if not isinstance(found, Subscriber):
        return None, "none", ""
    quiet = "" if found.quiet is None else f"{found.quiet} {found.quiet.zone}"
    return (None if found.since is None else found.components), found.least, quiet


def _expect_built_in(settings: Settings) -> None:
    if settings.store.url is not None:
        raise EmbeddedError("the store is a server (store.url): copy it by that server's own means")


def tell_program(folder: Path) -> None:
    """A running program keeps what it read in memory: it is to look again."""
    if running(folder) is None:
        return
    with suppress(OSError, ValueError):
        os.kill(int((folder / "program.lock").read_text()), signal.SIGHUP)
