"""What desks on one server tell one another of accounts, under keys that are no desk's own.

Keys begin with `{*}:`, which no desk can be called, and so are in another slot of a cluster than any desk's: they
are never part of a commit, and have a connection of their own. `{*}:account:<account>` and `{*}:name:<key>` are hashes
of what each desk has decided last; both lapse with the latest of it.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final, cast

from adapters.redis.codec import Codec
from adapters.redis.connection import Connection, RefusedError, address, connected
from adapters.redis.shapes import UnreadableError
from core.ports import Budget, StoreUnavailable
from core.trust.sharing import DESKS, Elsewhere
from core.words.deliveries import Attempt, Delivered, Delivery, Limits, Rejected, RetryAfter
from core.words.effects import Effect, Share
from core.words.refs import Account, Carrier, Destination, Place

SHARED: Final = "{*}:"
AGAIN: Final = timedelta(seconds=5)
ELSEWHERE: Final[Codec[Elsewhere]] = Codec(Elsewhere)
LIMITS: Final = Limits(
    text=0,
    caption=0,
    file=0,
    files=0,
    buttons=0,
    label=0,
    idempotent=True,
    edit_window=None,
    delete_window=None,
    lists_rooms=False,
    forms=False,
)


class Neighbours:
    """`core.ports.Neighbours`, and the `Messenger` by which this desk tells the others. `desk` is its id, under which
    what it tells is kept; `name` is what others read.
    """

    def __init__(self, connection: Connection, desk: str, name: str) -> None:
        self._connection = connection
        self._desk = desk
        self._name = name

    # ---- what others have told

    async def known(self, account: Account, names: tuple[str, ...]) -> tuple[Elsewhere, ...]:
        """See `core.ports.Neighbours`."""
        keys = [_account(account), *map(_name, names)]
        found: dict[tuple[str, Account], Elsewhere] = {}
        try:
            for key in keys:
                for field, each in await self._hash(key):
                    desk = field.partition(b" ")[0].decode()
                    if desk != self._desk and each.until > datetime.now(UTC):
                        found[desk, each.account] = each
        except (StoreUnavailable, RefusedError):
            return ()
        return tuple(found.values())

    async def forget(self, account: Account) -> None:
        """Somebody is erased: what this desk has told of them goes, unless they are banned.

        Raises `StoreUnavailable`.
        """
        field = self._desk.encode()
        for stored, each in await self._hash(_account(account)):
            if stored == field and each.how == "fine":
                await self._take_back(each)
                await self._connection.call("HDEL", _account(account), field)

    # ---- what this desk tells

    @property
    def carrier(self) -> Carrier:
        return DESKS

    @property
    def limits(self) -> Limits:
        return LIMITS

    def budgets(self, to: Destination, place: Place | None, effect: Effect) -> tuple[Budget, ...]:  # noqa: ARG002
        """See `core.ports.Messenger`."""
        return ()

    async def typing(self, to: Destination, place: Place | None) -> None:
        """Nobody is there to see it."""

    async def deliver(self, attempt: Attempt) -> Delivery:
        """See `core.ports.Messenger`. Told twice it is the same."""
        match attempt.effect:
            case Share() as share:
                pass
            case _:
                return Rejected("refused", "desks tell one another of accounts only")
        told = Elsewhere(self._name, share.account, share.how, share.at, share.until, share.names)
        try:
            for stored, earlier in await self._hash(_account(share.account)):
                if stored == self._desk.encode():
                    await self._take_back(earlier)
            await self._put(_account(share.account), self._desk, told)
            # A name that somebody was let pass under is held against nobody.
            for name in share.names if share.how == "banned" else ():
                await self._put(_name(name), f"{self._desk} {share.account}", replace(told, names=()))
        except StoreUnavailable:
            return RetryAfter(AGAIN)
        except RefusedError as refusal:
            return Rejected("forbidden", str(refusal)[:80])
        return Delivered()

    async def _put(self, key: str, field: str, told: Elsewhere) -> None:
        await self._connection.call("HSET", key, field, ELSEWHERE.dump(told))
        until = int(told.until.timestamp())
        for how in ("NX", "GT"):
            await self._connection.call("EXPIREAT", key, until, how)

    async def _take_back(self, earlier: Elsewhere) -> None:
        for name in earlier.names:
            await self._connection.call("HDEL", _name(name), f"{self._desk} {earlier.account}")

    async def _hash(self, key: str) -> list[tuple[bytes, Elsewhere]]:
        """What is there and can be read: a program of another version may have written it."""
        found = cast("list[bytes]", await self._connection.call("HGETALL", key))
        read: list[tuple[bytes, Elsewhere]] = []
        for field, data in zip(found[::2], found[1::2], strict=True):
            try:
                read.append((field, ELSEWHERE.load(data)))
            except UnreadableError:
                continue
        return read


@asynccontextmanager
async def neighbours(url: str, desk: str, name: str) -> AsyncIterator[Neighbours]:
    """The desks on this server, which need not be up at the start. `desk` and `name` are this desk's."""
    async with connected(address(url)) as connection:
        yield Neighbours(connection, desk, name)


def _account(account: Account) -> str:
    return f"{SHARED}account:{account}"


def _name(key: str) -> str:
    return f"{SHARED}name:{key}"
