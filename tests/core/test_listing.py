"""Which updates of an incident or a maintenance a mailing list hears of, and in which thread."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.people.console import ConsoleRules
from core.policy import Facts
from core.status.components import Affected, ComponentId
from core.status.incidents import Incident, Stage, Update, updated
from core.status.listing import mails
from core.status.maintenance import Maintenance, Matter, progressed
from core.words.refs import Place
from tests.core.setting import NOW, POLICY, facts

LISTS = (Place("mail:a@lists.example"), Place("mail:b@lists.example"))
CARDS = ComponentId("cards")
MINUTE = timedelta(minutes=1)


def at(minutes: int, stage: Stage, level: str = "degraded") -> Update:
    return Update(NOW + minutes * MINUTE, stage, f"Said at {minutes}.", (Affected(CARDS, level),))


STARTED = Incident(7, "Payments fail", NOW, (at(0, "investigating"),))
FOUND = updated(STARTED, at(1, "identified"))
WORSE = updated(FOUND, at(2, "identified", "major"))
OVER = updated(WORSE, at(3, "resolved"))
EXPLAINED = updated(OVER, at(9, "postmortem"))


def threads(matter: Matter, told: int, rules: Facts | None = None) -> list[list[str]]:
    """The ends of the names in each mail's thread."""
    found = mails(matter, told, LISTS[:1], rules or facts())
    return [[name.rpartition("/")[2] for name in mail.thread] for mail in found]


@pytest.mark.parametrize(
    ("matter", "told", "expected"),
    [
        (STARTED, 0, [["0"]]),
        (FOUND, 1, []),
        (WORSE, 2, [["0", "1"]]),
        (WORSE, 0, [["1"]]),
        (OVER, 3, [["0", "1", "end"]]),
        (OVER, 1, [["0", "end"]]),
        (OVER, 0, [["end"]]),
        (EXPLAINED, 3, [["0", "1", "end"]]),
        (EXPLAINED, 4, []),
        (EXPLAINED, 5, []),
    ],
)
def test_one_mail_at_the_start_one_for_a_grade_worse_and_one_at_the_end(
    matter: Matter, told: int, expected: list[list[str]]
) -> None:
    assert threads(matter, told) == expected


def test_maintenance_is_told_when_it_is_planned_when_it_begins_and_when_it_is_over() -> None:
    planned = Maintenance(
        8, "New disks", "scheduled", NOW, NOW + 9 * MINUTE, (CARDS,), (at(-9, "scheduled"),)
    )
    moved = progressed(planned, at(-8, "scheduled"))
    begun = progressed(moved, at(0, "in_progress"))
    over = progressed(begun, at(5, "completed"))
    assert [threads(each, told) for told, each in enumerate((planned, moved, begun, over))] == [
        [["0"]],
        [],
        [["0", "1"]],
        [["0", "1", "end"]],
    ]


def test_each_list_gets_the_same_with_where_it_stands_now() -> None:
    console = ConsoleRules("https://help.example")
    one, two = mails(WORSE, 2, LISTS, facts(replace(POLICY, console=console)))
    assert (one.to, two.to) == LISTS
    assert replace(one, to=two.to) == two
    said = [line for line in one.lines if line.key == "incident.update"]
    assert [dict(line.values)["words"] for line in said] == ["Said at 2.", "Said at 1.", "Said at 0."]
    assert dict(one.lines[-1].values) == {"address": "https://help.example/status/7"}


def test_two_desks_and_two_beginnings_of_one_have_different_threads() -> None:
    again = replace(STARTED, updates=(at(5, "investigating"),))
    other = facts(replace(POLICY, desk="moor"))
    named = {
        mails(matter, 0, LISTS[:1], rules)[0].thread
        for matter, rules in ((STARTED, facts()), (again, facts()), (STARTED, other))
    }
    assert len(named) == 3
