"""What Discord's refusals mean for a delivery.

https://discord.com/developers/docs/topics/opcodes-and-status-codes
"""

from datetime import timedelta

import aiohttp
import discord

from core.words.deliveries import Reason, Rejected, RetryAfter

FAILURES = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError)
"""Discord says no, or is not there to say anything."""

UNKNOWN_CHANNEL = 10003
UNKNOWN_MEMBER, UNKNOWN_BAN = 10007, 10026
UNKNOWN_MESSAGE = 10008
UNKNOWN_EMOJI = 10014
UNKNOWN_INTERACTION = 10062
ALREADY_ACKNOWLEDGED = 40060
THREAD_ARCHIVED = 50083
THREAD_LOCKED = 160005
SOON = timedelta(seconds=2)
LATER = timedelta(minutes=1)

_REASONS: dict[int, Reason] = {
    UNKNOWN_CHANNEL: "place_gone",
    10004: "place_gone",  # unknown guild
    UNKNOWN_MEMBER: "unreachable",
    10013: "unreachable",  # unknown user
    40005: "too_large",
    50001: "forbidden",
    50007: "unreachable",
    50013: "forbidden",
    50278: "unreachable",  # no server in common any more
}


def judge(error: discord.HTTPException | discord.RateLimited) -> RetryAfter | Rejected:
    """How a sending ended that Discord refused. A repeat is harmless: it bears the same nonce."""
    if isinstance(error, discord.RateLimited):
        return RetryAfter(timedelta(seconds=error.retry_after))
    if error.status == 429:
        return RetryAfter(_wait(error))
    if error.status >= 500:
        return RetryAfter(SOON)
    if error.status == 401:
        # Each counts towards the ban of the address: slowly, until the gateway closes for it.
        return RetryAfter(LATER)
    if error.code == 40003:  # opening private chats too fast
        return RetryAfter(LATER)
    reason = _REASONS.get(error.code)
    if reason is None:
        reason = "too_large" if error.status == 413 else "forbidden" if error.status == 403 else "refused"
    return Rejected(reason, f"{error.status}/{error.code}")


def _wait(error: discord.HTTPException) -> timedelta:
    try:
        return timedelta(seconds=float(error.response.headers.get("Retry-After", SOON.total_seconds())))
    except ValueError:
        return SOON
