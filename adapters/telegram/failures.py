"""What Telegram's refusals and silences mean for a delivery.

Telegram has no idempotency key, so what matters is whether the request may have been carried out. A refused
connection never was. A lost answer may have been, and so may 502 and 504, which come from a proxy that gave
up on a server that had the request. 500 and 503 come from the server itself, before it has done anything.
What can be repeated without harm (edits, deletions, reactions) is repeated on any doubt.
"""

from datetime import timedelta

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from adapters.telegram.transport import (
    NotSentError,
    ReplyLostError,
    ServerTroubleError,
    TooFastError,
    TooLargeError,
    WrongTokenError,
)
from core.words.deliveries import Delivery, Reason, Rejected, RetryAfter, Uncertain

SOON = timedelta(seconds=1)
LATER = timedelta(seconds=30)

_UNREACHABLE = (
    "blocked by the user",
    "user is deactivated",
    "can't initiate conversation",
    "bots can't send",
)
_GONE = (
    "message thread not found",
    "thread not found",
    "topic_deleted",
    "topic_id_invalid",
    "chat not found",
    "bot was kicked",
    "bot is not a member",
    "group chat was deleted",
    "peer_id_invalid",
)
_FORBIDDEN = (
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "write_forbidden",
    "chat_restricted",
    "topic_closed",
)
_TOO_LARGE = ("file is too big", "too large")


def says(error: TelegramError, *phrases: str) -> bool:
    """Whether the refusal has one of these (lower case) in its words."""
    words = error.message.lower()
    return any(phrase in words for phrase in phrases)


def not_modified(error: TelegramError) -> bool:
    return says(error, "not modified", "not_modified")


def missing_message(error: TelegramError) -> bool:
    """The message to be edited is not there, or not to be edited by us any more."""
    return says(error, "message to edit not found", "message can't be edited", "message_id_invalid")


def outcome(error: TelegramError, *, repeatable: bool, refs: tuple[str, ...] = ()) -> Delivery:
    """How a delivery ended that met this error after delivering `refs`.

    `repeatable`: doing it twice is the same as doing it once.
    """
    match error:
        case TooFastError():
            return RetryAfter(error.delay, refs)
        case ChatMigrated():
            return RetryAfter(timedelta(0), refs)
        case NotSentError():
            return RetryAfter(SOON, refs)
        case ServerTroubleError() if error.code in (502, 504):
            return RetryAfter(SOON, refs) if repeatable else Uncertain(f"server_{error.code}", refs)
        case ServerTroubleError():
            return RetryAfter(2 * SOON, refs)
        case ReplyLostError():
            return RetryAfter(SOON, refs) if repeatable else Uncertain("no_answer", refs)
        case WrongTokenError():
            # The polling side ends the program over this; until then nothing is lost.
            return RetryAfter(LATER, refs)
        case TooLargeError() | Forbidden() | BadRequest() | InvalidToken():
            return Rejected(_reason(error), error.message[:80])
        case _:
            # An answer that cannot be read: it may have been done.
            return RetryAfter(SOON, refs) if repeatable else Uncertain("unreadable_answer", refs)


def _reason(error: TelegramError) -> Reason:
    if isinstance(error, TooLargeError) or says(error, *_TOO_LARGE):
        return "too_large"
    if says(error, *_UNREACHABLE):
        return "unreachable"
    if says(error, *_GONE):
        return "place_gone"
    if isinstance(error, Forbidden) or says(error, *_FORBIDDEN):
        return "forbidden"
    return "refused"
