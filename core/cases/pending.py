"""Tickets that wait for somebody: for their requester, another department, a supplier, or a day."""

from dataclasses import replace

from core.cases.cards import button, departments, header_card, requester_card, solved_question, waits_for
from core.cases.case import (
    Active,
    Again,
    Case,
    Closed,
    OnDepartment,
    OnRequester,
    OnSupplier,
    Pending,
    Snoozed,
    Ticket,
    Wait,
    moved,
)
from core.cases.decision import UNCHANGED, Decision, Outcome, Refusal, Scene
from core.cases.entries import event
from core.cases.questions import all_over
from core.cases.seats import without_case
from core.policy import Agent, Facts
from core.words.cards import Answer, Card, Verb
from core.words.commands import Pressed, TimerFired
from core.words.effects import Effect, ReopenRoom, Show, Tell
from core.words.refs import CardKey
from core.words.terms import first_term, last_term
from core.words.texts import text

RAISE = 10
REQUESTER = "requester"
"""`/wait requester`, and the button of that."""


def wait(scene: Scene, command: Pressed, agent: Agent, facts: Facts) -> Outcome:
    """`/wait requester`, `/wait <department>`, `/wait <supplier> 3d`; the button without any asks which."""
    case = scene.the_case
    said = (command.words.text if command.words else command.argument).strip()
    if not said:
        return Decision(answer=Answer(card=_choices(case, facts)))
    if said.casefold() == REQUESTER:
        return aside(scene, command, agent, facts, on_requester(facts, solved=False))
    department = facts.policy.department(said)
    if department is not None:
        return aside(scene, command, agent, facts, OnDepartment(department.id))
    party, within = last_term(said)
    if within is None or not party:
        return Refusal(text("refusal.wait_until_when", party=party or said))
    return aside(scene, command, agent, facts, OnSupplier(party[:80], facts.now + within))


def snooze(scene: Scene, command: Pressed, agent: Agent, facts: Facts) -> Outcome:
    """`/snooze 2d`: nobody can do anything before that."""
    within = first_term(command.words.text if command.words else command.argument)
    if within is None:
        return Refusal(text("refusal.snooze_until_when"))
    return aside(scene, command, agent, facts, Snoozed(facts.now + within))


def solved(scene: Scene, command: Pressed, agent: Agent, facts: Facts) -> Outcome:
    """The agent thinks that it is solved: the requester says so, or silence does."""
    return aside(scene, command, agent, facts, on_requester(facts, solved=True))


def on_requester(facts: Facts, *, solved: bool) -> OnRequester:
    rules = facts.policy.tickets
    remind = facts.now + rules.remind_after if rules.remind_after < rules.close_after else None
    return OnRequester(facts.now + rules.close_after, remind, solved)


def aside(scene: Scene, command: Pressed, agent: Agent, facts: Facts, on: Wait) -> Outcome:
    """The case leaves the agent's hands until whoever it waits for has spoken; whoever may have it may do so."""
    case = scene.the_case
    if isinstance(case.phase, Closed):
        return Refusal(text("refusal.closed", case=case.id))
    if isinstance(case.phase, Active) and case.phase.agent != agent.id and not agent.admin:
        return Refusal(text("refusal.not_yours", case=case.id))
    waiting = moved(case, Pending(on, facts.now, agent.id))
    language = facts.policy.language
    effects: list[Effect] = [
        *all_over(case, facts),
        Show(case.place, requester_card(waiting, facts), case.language),
    ]
    if isinstance(on, OnRequester) and on.solved:
        effects.append(Show(case.place, solved_question(waiting), case.language))
    else:
        effects.append(Tell(case.place, waits_for(case.id, on, facts, case.language), case.language))
    if case.room is not None:
        effects.append(Show(case.room, header_card(waiting, facts), language))
    seats = () if scene.owner is None else (without_case(scene.owner, case.id, facts.now),)
    what = waits_for(case.id, on, facts, language)
    return Decision(
        (waiting, *seats),
        tuple(effects),
        (event(command.id, case.id, what, facts.now, command.who.account, agent.name),),
        Answer(text("told.set_aside", case=case.id)),
    )


def woken(case: Case, facts: Facts) -> tuple[Case, tuple[Effect, ...]]:
    """The requester has written: what waited for them, or for a day, goes on; what waits for others still does."""
    match case.phase:
        case Pending(on=OnRequester() | Snoozed()):
            return back(case, facts, "replied")
        case _:
            return case, ()


def back(case: Case, facts: Facts, reason: Again) -> tuple[Case, tuple[Effect, ...]]:
    """The case is the agents' again, with its original time of asking."""
    again = moved(case, Ticket(case.asked_at, reason))
    effects: list[Effect] = [Show(case.place, requester_card(again, facts), case.language)]
    if case.room is not None:
        language = facts.policy.language
        effects += open_again(case, facts)
        effects.append(Show(case.room, header_card(again, facts), language))
        effects.append(Tell(case.room, text(f"told.back_{reason}", case=case.id), language))
    return again, tuple(effects)


def raised(case: Case) -> Case:
    """A case whose requester says after an incident that it still does not work comes before others, once: from then
    on it is about something else.
    """
    match case.phase:
        case Pending(on=OnRequester(solved=True)) if case.incident is not None:
            return replace(case, priority=min(100, case.priority + RAISE), incident=None)
        case _:
            return case


def open_again(case: Case, facts: Facts) -> tuple[ReopenRoom, ...]:
    """The room of a closed case, which is served again."""
    if case.room is None or not isinstance(case.phase, Closed):
        return ()
    return (ReopenRoom(case.room, text("room.agent", case=case.id, name=case.name), facts.policy.language),)


def fired(scene: Scene, command: TimerFired, facts: Facts) -> Outcome:
    """Whoever it waits for kept silent: the requester is reminded once and then the case is closed for them; a day
    or a supplier's target that has come gives the case back.
    """
    case = scene.the_case
    if not isinstance(case.phase, Pending):
        return UNCHANGED
    match case.phase.on:
        case OnRequester(remind_at=remind_at) as on if remind_at is not None and remind_at <= facts.now:
            reminded = replace(case, phase=replace(case.phase, on=replace(on, remind_at=None)))
            what = text("told.reminder", case=case.id, until=on.close_at)
            return Decision(
                (reminded,),
                (Tell(case.place, what, case.language),),
                (event(command.id, case.id, text("event.reminded"), facts.now),),
            )
        case OnSupplier(target=due) | Snoozed(until=due) if due <= facts.now:
            again, effects = back(case, facts, "due")
            return Decision((again,), effects, (event(command.id, case.id, text("event.due"), facts.now),))
        case _:
            return UNCHANGED


def lapsed(case: Case, facts: Facts) -> bool:
    """Whether the requester has kept silent for so long that the case is over."""
    match case.phase:
        case Pending(on=OnRequester(remind_at=None, close_at=close_at)):
            return close_at <= facts.now
        case _:
            return False


def _choices(case: Case, facts: Facts) -> Card:
    requester = button(Verb.WAIT, case, REQUESTER, label=text("button.wait_requester"))
    actions = (requester, *departments(Verb.WAIT, case, facts))
    return Card(CardKey(f"wait/{case.id}"), text("wait.title"), (text("wait.how"),), actions)
