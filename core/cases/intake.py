"""Asking for help: how a request becomes a waiting chat or a ticket."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Literal

from core.cases.cards import button, requester_card
from core.cases.case import Case, Closed, Phase, Ticket, TicketReason, Waiting
from core.cases.decision import Decision, Front, Outcome, Refusal, Scene
from core.cases.entries import blank, event, not_kept, said, written
from core.cases.linking import offer
from core.cases.people import Desk, Draft, Requester, blocked, expected_wait
from core.cases.questions import calls
from core.cases.seats import Seat, load, present_capacity
from core.people.asking import not_theirs_to_ask, out_of_scope, taken_down
from core.policy import Facts, Policy
from core.promises.hours import standing
from core.status.incidents import Incident
from core.words.cards import DRAFT, Answer, Form, Verb
from core.words.commands import Asked, Pressed, Said
from core.words.effects import Effect, OpenRoom, Say, Show, Voice
from core.words.people import Person
from core.words.records import Entry
from core.words.refs import CardKey, CaseId, CommandId, Destination, carrier, direct, is_room, room_key
from core.words.texts import Text, text


def front(policy: Policy, desk: Desk, seats: Iterable[Seat], waiting: int, now: datetime) -> Front:
    """Whether live chat takes one more, and if not, why and until when."""
    hours = standing(policy.live_chat.hours, now)
    if not hours.open:
        reason: TicketReason = "holiday" if hours.why == "holiday" else "closed_hours"
        return Front(takes=False, reason=reason, until=hours.until, waiting=waiting, holiday=hours.holiday)
    if desk.paused_since is not None:
        return Front(takes=False, reason="paused", until=None, waiting=waiting)
    present = [seat for seat in seats if seat.presence == "on"]
    if not present and policy.live_chat.needs_agents:
        return Front(takes=False, reason="nobody", until=None, waiting=waiting)
    active = sum(load(seat) for seat in present)
    if present and waiting + active >= present_capacity(present) * policy.live_chat.fullness:
        return Front(takes=False, reason="busy", until=None, waiting=waiting)
    return Front(takes=True, reason=None, until=hours.until, waiting=waiting)


def why(now: Front) -> tuple[Text, ...]:
    """The reason why live chat does not take a request, and its next opening, as the person is told them."""
    if now.reason is None:
        return ()
    reason = (
        text(f"closed.{now.reason}", holiday=now.holiday)
        if now.reason == "holiday"
        else text(f"closed.{now.reason}")
    )
    return (reason, text("closed.opens", at=now.until)) if now.until is not None else (reason,)


def why_not(now: Front) -> Text | None:
    """The same as one text; None where live chat takes people."""
    match why(now):
        case (reason, opens):
            return text("closed.until", why=reason, opens=opens)
        case (reason,):
            return reason
        case _:
            return None


def entry_form(policy: Policy, now: Front) -> Form:
    """The form that asks for help: the ticket's from the start where live chat takes nobody, and says why."""
    kind: Literal["chat", "ticket"] = "chat" if now.takes else "ticket"
    return Form(
        kind,
        text(f"form.{kind}"),
        topics=tuple(topic.id for topic in policy.topics),
        why=why_not(now),
        hint=helps(policy),
    )


def report_form(policy: Policy, named: str) -> Form | None:
    """The form of a kind of request that is a ticket of its own, whatever else its writer has open."""
    topic = policy.topic(named)
    if topic is None or topic.department is None:
        return None
    return Form("ticket", text("form.ticket"), topics=(topic.id,), topic=topic.id, hint=helps(policy))


def draft_form(policy: Policy, draft: Draft) -> Form:
    """The ticket's form with what was typed into one that live chat could not take."""
    kept = text("draft.kept", count=len(draft.files)) if draft.files else None
    return Form(
        "ticket",
        text("form.ticket"),
        topics=tuple(topic.id for topic in policy.topics),
        topic=draft.topic,
        words=draft.words.text,
        why=kept,
        argument=DRAFT,
        hint=helps(policy),
    )


def details_form(policy: Policy, case: CaseId | None) -> Form:
    """The form that adds to a case: it asks for the same."""
    return Form("details", text("form.details"), case, hint=helps(policy))


def helps(policy: Policy) -> Text:
    """What the desk asks for: its own words, or the catalogue's."""
    return text("intake.helps") if policy.intake is None else text("intake.own", words=policy.intake.strip())


def ask(
    scene: Scene, command: Asked, facts: Facts, language: str, matters: tuple[Incident, ...] = ()
) -> Outcome:
    """A form was handed in. Where it may be about `matters`, they are asked first whether it is; where live chat
    cannot take it after all, the words are kept for the ticket form.
    """
    now, number = _needed(scene)
    refused = refusal(scene, facts)
    if refused is not None:
        return refused
    if blank(command.words, command.files):
        return Refusal(text("refusal.blank"))
    requester = _requester(scene, command.who)
    files = command.files
    if command.from_draft and requester.draft is not None:
        files = (*requester.draft.files, *files)
    kept = replace(
        requester,
        draft=Draft(
            command.words, files, command.topic, facts.now, command.wants, command.room, command.about
        ),
    )
    unfit = not_theirs_to_ask(command.topic, kept, facts)
    if unfit is None and not (command.from_draft or command.other):
        unfit = out_of_scope(command.topic, kept, language, facts)
    if unfit is not None:
        return unfit
    department = _department(command.topic, facts)
    if matters and department is None and not command.other:
        return Decision((kept,), answer=Answer(card=offer(matters, facts, language)))
    if department is None and command.wants == "chat" and not now.takes:
        return Refusal(
            text("refusal.chat_closed", why=why_not(now) or ""),
            (button(Verb.TICKET, style="primary", label=text("button.make_ticket")),),
            keep=(kept,),
        )
    on = carrier(command.who.account)
    place: Destination = room_key(number, "requester", 1, on) if command.room else direct(command.who.account)
    chat = now.takes and command.wants != "ticket" and department is None
    phase: Phase = _waiting(facts) if chat else _ticket(now, department, facts)
    case = _case(number, command.who, place, command.topic, phase, facts, language)
    words = written(command.id, case, "requester", command.who, command.words, command.sent_at, files)
    opened = _opened(command.id, scene, case, replace(requester, draft=None), facts, words)
    return opened if command.private else _with_receipt(opened, case)


def again(draft: Draft, command: Pressed) -> Asked:
    """What is kept is asked for as it was, by whoever has seen the open incidents."""
    return Asked(
        command.id,
        command.who,
        command.where,
        draft.room,
        draft.topic,
        draft.words,
        draft.at,
        draft.files,
        wants=draft.wants,
        about=draft.about,
        private=command.private,
        other=True,
    )


def first_words(
    scene: Scene, command: Said, facts: Facts, language: str, matters: tuple[Incident, ...] = ()
) -> Outcome:
    """Somebody without an open case wrote to the desk in private: that is a request. Where it may be about `matters`,
    they are asked first whether it is.

    Where live chat takes nobody it becomes a ticket at once: a message is never left lying for want of a press.
    """
    now, number = _needed(scene)
    refused = refusal(scene, facts)
    if refused is not None:
        return refused
    if blank(command.words, command.files):
        return Refusal(text("refusal.blank"))
    requester = _requester(scene, command.who)
    if matters:
        draft = Draft(command.words, command.files, None, command.sent_at)
        card = replace(offer(matters, facts, language), key=CardKey(f"is-it-this/{command.id}"))
        return Decision(
            (replace(requester, draft=draft),), (Show(direct(command.who.account), card, language),)
        )
    phase: Phase = _waiting(facts) if now.takes else Ticket(facts.now, now.reason or "chosen")
    case = _case(number, command.who, direct(command.who.account), None, phase, facts, language)
    case = replace(case, links=_follows(scene))
    return _opened(command.id, scene, case, requester, facts, said(command, case.id, "requester"))


def ticket_from_draft(scene: Scene, command: Pressed, facts: Facts, language: str) -> Outcome:
    """The button under a refused chat form, pressed where no form can be opened: a ticket of what was typed then."""
    now, number = _needed(scene)
    requester = scene.requester
    if requester is None or requester.draft is None:
        return Refusal(text("refusal.no_draft"), (button(Verb.HELP, style="primary"),))
    draft = requester.draft
    unfit = not_theirs_to_ask(draft.topic, requester, facts)
    if unfit is not None:
        return unfit
    phase = _ticket(now, _department(draft.topic, facts), facts)
    case = _case(number, command.who, direct(command.who.account), draft.topic, phase, facts, language)
    words = written(command.id, case, "requester", command.who, draft.words, draft.at, draft.files)
    opened = _opened(command.id, scene, case, replace(requester, draft=None), facts, words)
    return opened if command.private else _with_receipt(opened, case)


def _follows(scene: Scene) -> tuple[CaseId, ...]:
    """The ticket that a person's words came too late for."""
    before = scene.case
    if before is None or not isinstance(before.phase, Closed) or before.phase.mode == "chat":
        return ()
    return () if before.complaint is not None else (before.id,)


def priority_of(policy: Policy, topic: str | None) -> int:
    return next((each.priority for each in policy.topics if each.id == topic), 0)


def _needed(scene: Scene) -> tuple[Front, CaseId]:
    if scene.front is None or scene.number is None:
        raise ValueError("a request is decided with the front and a reserved case number")
    return scene.front, scene.number


def refusal(scene: Scene, facts: Facts) -> Refusal | None:
    """Blocked people, and people who have asked too often, are told so and nothing else happens."""
    requester = scene.requester
    if requester is not None and requester.blocked_until is not None and blocked(requester, facts):
        return Refusal(text("refusal.blocked", until=requester.blocked_until))
    if scene.recent >= facts.policy.requests_per_hour:
        return Refusal(text("refusal.too_many", count=scene.recent, again=facts.now + timedelta(hours=1)))
    return None


def _requester(scene: Scene, who: Person) -> Requester:
    if scene.requester is None:
        return Requester(who.account, who.name)
    return replace(scene.requester, name=who.name)


def _waiting(facts: Facts) -> Waiting:
    return Waiting(facts.now, facts.now + facts.policy.live_chat.first_response)


def _case(
    number: CaseId,
    who: Person,
    place: Destination,
    topic: str | None,
    phase: Phase,
    facts: Facts,
    language: str,
) -> Case:
    priority = priority_of(facts.policy, topic)
    return Case(
        number,
        who.account,
        who.name,
        language,
        place,
        topic,
        priority,
        facts.now,
        phase,
        department=_department(topic, facts),
        reported=_department(topic, facts) is not None,
    )


def _department(topic: str | None, facts: Facts) -> str | None:
    """Whose such requests are from the start."""
    kind = facts.policy.topic(topic)
    return None if kind is None else kind.department


def _ticket(now: Front, department: str | None, facts: Facts) -> Ticket:
    if department is None:
        return Ticket(facts.now, now.reason or "chosen")
    return Ticket(facts.now, "reported", called=facts.now)


def _opened(
    command: CommandId, scene: Scene, case: Case, requester: Requester, facts: Facts, words: Entry
) -> Decision:
    """A new case: its room where it has one, its card, its first words."""
    now, _ = _needed(scene)
    case = taken_down(case, requester, words, facts)
    waits = isinstance(case.phase, Waiting)
    card = requester_card(
        case,
        facts,
        scene.position,
        expected_wait(scene.wait, 0),
        () if waits or case.department is not None else why(now),
    )
    effects: list[Effect] = [Show(case.place, card, case.language), *calls(case, facts)]
    if case.place != direct(case.requester):
        room = room_key(case.id, "requester", 1, carrier(case.requester))
        title = text("room.requester", case=case.id)
        effects.insert(0, OpenRoom(room, case.id, "requester", title, (case.requester,), case.language))
        if words.words is not None:
            own = Voice(case.name, staff=False)
            effects.append(Say(room, words.id, own, words.words, case.language, words.files, repeatable=True))
    effects.extend(not_kept(words.files, case.place, case.language))
    asked = event(command, case.id, text("event.asked"), facts.now, case.requester, case.name)
    return Decision((case, requester), tuple(effects), (asked, words))


def _with_receipt(opened: Decision, case: Case) -> Decision:
    """Asked elsewhere than where the conversation is held: the person is told at once, and where it goes on."""
    card = next(effect.card for effect in opened.effects if isinstance(effect, Show))
    where = text("receipt.room", case=case.id) if is_room(case.place) else text("receipt.direct")
    receipt = replace(card, key=CardKey(f"receipt/{case.id}"), lines=(*card.lines, where), actions=())
    return replace(opened, answer=Answer(card=receipt, language=case.language))
