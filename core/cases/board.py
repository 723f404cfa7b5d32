"""The queue board: one card for each place where agents look, kept current."""

from collections.abc import Sequence
from datetime import datetime

from core.cases.cards import button, staff_name, topic_label
from core.cases.case import Case, Ticket, Waiting
from core.cases.decision import Front
from core.cases.intake import why_not
from core.cases.seats import Seat, load
from core.policy import Facts
from core.words.cards import Card, Verb
from core.words.refs import CardKey, CaseId
from core.words.texts import Text, text

TAKEABLE = 4
BOARDS = CaseId(0)
"""No case has this number: rooms of it are the boards'."""
BOARD = CardKey("board")


def board_card(
    facts: Facts,
    queue: Sequence[Case],
    waiting: int,
    tickets: Sequence[Case],
    open_tickets: int,
    seats: Sequence[Seat],
    front: Front,
) -> Card:
    """Who waits and since when, what is promised, who is there. `queue` and `tickets` are the first of each."""
    lines: list[Text] = [text("board.waiting", count=waiting)]
    if (closed := why_not(front)) is not None:
        lines.insert(0, text("board.closed", why=closed))
    lines += [_line(case, facts) for case in queue]
    if open_tickets:
        lines.append(text("board.tickets", count=open_tickets))
        lines += [_line(case, facts) for case in tickets[:TAKEABLE]]
    present = [seat for seat in seats if seat.presence != "off"]
    lines.append(text("board.present", count=len(present)))
    lines += [
        text(
            f"board.seat_{seat.presence}",
            name=staff_name(facts, seat.agent),
            cases=load(seat),
            capacity=seat.capacity,
        )
        for seat in sorted(present, key=lambda seat: seat.agent)
    ]
    offered = [*queue[:TAKEABLE], *tickets[: max(0, TAKEABLE - len(queue))]]
    actions = [button(Verb.NEXT, style="primary")] if offered else []
    actions += [button(Verb.TAKE, case, label=text("button.take_case", case=case.id)) for case in offered]
    actions += [button(Verb.ON), button(Verb.AWAY), button(Verb.OFF)]
    return Card(
        BOARD,
        text("board.title"),
        tuple(lines),
        tuple(actions),
        "waiting" if waiting else "calm",
        pinned=True,
    )


def _line(case: Case, facts: Facts) -> Text:
    if case.topic is None:
        return text("board.line", case=case.id, name=case.name, since=_since(case))
    topic = topic_label(facts, case.topic)
    return text("board.line_topic", case=case.id, name=case.name, topic=topic, since=_since(case))


def _since(case: Case) -> datetime:
    return case.phase.since if isinstance(case.phase, Waiting | Ticket) else case.asked_at
