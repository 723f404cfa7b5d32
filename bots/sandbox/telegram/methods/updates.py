"""getUpdates: one poller at a time, answered as soon as there is something.

https://core.telegram.org/bots/api#getupdates and github.com/tdlib/telegram-bot-api, `Client::do_get_updates`.
Left out on purpose: the real server slows down pollers that repeat an offset without a timeout.
"""

import asyncio

from bots.sandbox.telegram.queue import Queue, Update
from bots.sandbox.telegram.refusals import RefusedError
from bots.sandbox.telegram.registry import Call, method

LONGEST = 50
"""Seconds a poll waits at most, whatever it asks for."""
MOST = 100


def conflict(why: str) -> RefusedError:
    return RefusedError(409, f"Conflict: {why}")


@method("getUpdates")
async def get_updates(call: Call) -> object:
    queue, arguments = call.bot.queue, call.arguments
    if call.bot.hook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    kinds = (
        arguments.sequence("allowed_updates", "can't parse allowed_updates")
        if arguments.has("allowed_updates")
        else None
    )
    if kinds is not None:
        queue.allow(kinds)
    displace(queue, "other")
    queue.confirm(arguments.integer("offset"))
    limit = arguments.integer("limit", MOST)
    limit = limit if 1 <= limit <= MOST else MOST
    timeout = min(max(arguments.integer("timeout"), 0), LONGEST)
    found = queue.take(limit)
    if not found and timeout:
        found = await _wait(queue, limit, timeout)
    return found


def displace(queue: Queue, by: str) -> None:
    """End the poll that waits now, if any; `by` says who takes its place."""
    if queue.poll is not None and not queue.poll.done():
        queue.poll.set_result(by)
    queue.poll = None


async def _wait(queue: Queue, limit: int, seconds: float) -> list[Update]:
    loop = asyncio.get_running_loop()
    until = loop.time() + seconds
    while True:
        future: asyncio.Future[str] = loop.create_future()
        queue.poll = future
        try:
            async with asyncio.timeout_at(until):
                woken = await future
        except TimeoutError:
            return []
        finally:
            if queue.poll is future:
                queue.poll = None
        match woken:
            case "other":
                raise conflict(
                    "terminated by other getUpdates request; make sure that only one bot instance is running"
                )
            case "webhook":
                raise conflict("terminated by setWebhook request")
            case "nobody":
                return []
            case _:
                found = queue.take(limit)
        if found:
            return found
