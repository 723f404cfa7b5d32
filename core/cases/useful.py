"""Was this answer useful? Asked a while after an agent's answer that nobody has followed, and counted."""

from dataclasses import replace

from core.cases.cards import button
from core.cases.case import Active, Case
from core.cases.course import ASKED, Judged, moved_on
from core.cases.decision import UNCHANGED, Decision, Outcome, Refusal
from core.policy import Facts
from core.words.cards import Answer, Card, Verb
from core.words.commands import Pressed, TimerFired
from core.words.effects import Show
from core.words.refs import CardKey
from core.words.texts import text

YES, NO = "yes", "no"


def in_step(case: Case, spoke: frozenset[str], facts: Facts) -> Case:
    """The case with its course as it is after what happened."""
    after = facts.policy.tickets.useful_after
    ask_at = None if after is None or len(case.course.judged) >= ASKED else facts.now + after
    agent = case.phase.agent if isinstance(case.phase, Active) else None
    course = moved_on(case.course, spoke, facts.now, agent, ask_at)
    return case if course == case.course else replace(case, course=course)


def fired(case: Case, command: TimerFired, facts: Facts) -> Outcome:
    """Nobody has said anything since the answer: its requester is asked."""
    asking = case.course.asking
    if asking is None or asking.at > facts.now or command.revision != case.revision:
        return UNCHANGED
    judged = (*case.course.judged, Judged(asking.by, facts.now))
    asked = replace(case, course=replace(case.course, asking=None, judged=judged))
    return Decision((asked,), (Show(case.place, question(asked, len(judged)), case.language),))


def say(case: Case, command: Pressed) -> Outcome:
    """The requester says so; they may change their mind."""
    said, _, number = command.argument.partition(":")
    if said not in {YES, NO} or not number.isdecimal() or not 1 <= int(number) <= len(case.course.judged):
        return Refusal(text("refusal.expired"))
    at = int(number) - 1
    judged = list(case.course.judged)
    judged[at] = replace(judged[at], useful=said == YES)
    counted = replace(case, course=replace(case.course, judged=tuple(judged)))
    shown = Show(case.place, question(counted, int(number)), case.language)
    return Decision((counted,), (shown,), answer=Answer(language=case.language))


def question(case: Case, number: int) -> Card:
    """The question about the answer of this number; then thanks, with the choice still open."""
    useful = case.course.judged[number - 1].useful
    lines = (text("useful.question"),) if useful is None else (text("useful.thanks"),)
    said = {YES: useful is True, NO: useful is False}
    actions = tuple(
        button(
            Verb.USEFUL,
            case,
            f"{each}:{number}",
            "success" if said[each] else "secondary",
            label=text(f"button.useful_{each}"),
        )
        for each in (YES, NO)
    )
    return Card(CardKey(f"useful/{case.id}/{number}"), text("useful.title", case=case.id), lines, actions)
