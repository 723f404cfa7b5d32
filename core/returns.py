"""What comes back to the desk from a delivery: that something did not arrive, is late, or that somebody is out."""

from datetime import datetime
from typing import assert_never

from core.words.commands import Expelled, Undelivered
from core.words.deliveries import Attempt, Delivered, Delivery, Rejected, RetryAfter, Uncertain
from core.words.effects import (
    Badge,
    Effect,
    Expel,
    Hand,
    OpenRoom,
    Readmit,
    Remove,
    SendCode,
    Show,
    Tell,
    entry_of,
)
from core.words.refs import CaseId, CommandId, Destination, RoomKey, case_of, case_of_entry, is_room, side_of


def delayed(attempt: Attempt) -> Undelivered | None:
    """Somebody waits for a mail that did not go at once."""
    effect = attempt.effect
    if not isinstance(effect, SendCode):
        return None
    command = CommandId(f"delayed:{attempt.row}")
    return Undelivered(
        command, attempt.row, effect.to, None, None, uncertain=False, reason="delayed", asker=effect.asker
    )


def returned(attempt: Attempt, delivery: Delivery, now: datetime) -> Undelivered | Expelled | None:
    """What the desk is told of an end without delivery, to decide what it means for the case; or that somebody is
    out, or in again.
    """
    match delivery:
        case Delivered() if isinstance(attempt.effect, Expel | Readmit):
            back = isinstance(attempt.effect, Readmit)
            return Expelled(CommandId(f"expelled:{attempt.row}"), attempt.effect.account, back)
        case Delivered(lost=()) if isinstance(attempt.effect, Remove) and attempt.effect.spares:
            gone = attempt.effect
            return Expelled(CommandId(f"expelled:{attempt.row}"), gone.account, message=gone.message)
        case Delivered() | RetryAfter():
            return None
        case Rejected(reason="place_gone") if attempt.place is None and _agents_room(attempt.effect.to):
            uncertain, why = False, "no_room"
        case Rejected(reason="forbidden" | "unreachable") if _agents_room(attempt.effect.to) and isinstance(
            attempt.effect, OpenRoom | Show | Tell
        ):
            # Not even a line of the desk's own can be written there, so nobody there hears of anything.
            uncertain, why = False, "no_room"
        case Rejected(reason=reason):
            uncertain, why = False, str(reason)
        case Uncertain():
            uncertain, why = True, "unknown"
        case _:
            assert_never(delivery)
    return Undelivered(
        CommandId(f"undelivered:{attempt.row}:{now.timestamp()}"),
        attempt.row,
        attempt.effect.to,
        _case(attempt.effect),
        entry_of(attempt.effect),
        uncertain,
        why,
        attempt.effect.asker if isinstance(attempt.effect, SendCode) else None,
        attempt.effect.account if isinstance(attempt.effect, Expel | Readmit | Remove | Badge) else None,
        attempt.effect.message if isinstance(attempt.effect, Remove) else None,
        attempt.effect.given if isinstance(attempt.effect, Badge) else None,
        attempt.effect.role if isinstance(attempt.effect, Badge) else None,
    )


def _case(effect: Effect) -> CaseId | None:
    """The case that an effect belongs to, as far as it tells."""
    entry = entry_of(effect)
    if entry is not None:
        return case_of_entry(entry)
    if is_room(effect.to):
        return case_of(RoomKey(effect.to))
    match effect:
        case Hand(case=case):
            return case
        case Show(card=card):
            return next((action.case for action in card.actions if action.case is not None), None)
        case _:
            return None


def _agents_room(to: Destination) -> bool:
    return is_room(to) and side_of(RoomKey(to)) == "agent"
