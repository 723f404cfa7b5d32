"""What is said in a case, and who hears it: words, edits, deletions, reactions, notes."""

from dataclasses import replace
from typing import Literal

from core.cases.cards import button, header_card, shown_name
from core.cases.case import Active, Case, Closed, Pending, Ticket, Waiting
from core.cases.decision import UNCHANGED, Decision, Outcome, Refusal, Scene
from core.cases.entries import entry_id, for_staff, not_kept, said, written
from core.cases.pending import woken
from core.cases.questions import silence_over
from core.policy import Agent, Facts
from core.trust.texts import screen
from core.words.cards import Answer, Verb
from core.words.commands import Deleted, Edited, Pressed, Reacted, Said
from core.words.documents import Document, plain
from core.words.effects import Amend, Mark, React, Retract, Say, Show, Tell, Voice
from core.words.files import Attachment
from core.words.links import defang
from core.words.people import Person
from core.words.records import Entry
from core.words.refs import CommandId, Destination, EntryId, RoomKey, case_of_entry, direct, side_of_entry
from core.words.texts import Text, text


def requester_said(scene: Scene, command: Said, facts: Facts) -> Outcome:
    """The requester wrote in their case. It is kept whatever the phase, and relayed to the agents' room if there is
    one; until an agent is there, the message gets the mark that it was received. Whoever writes can be written to.
    """
    before = scene.the_case
    case = replace(before, unreachable=False)
    back = (case,) if before.unreachable else ()
    again: tuple[Show, ...] = ()
    if before.unreachable and case.room is not None:
        again = (Show(case.room, header_card(case, facts), facts.policy.language),)
    entry = said(command, case.id, "requester", scene.reply)
    unkept = not_kept(command.files, _own_place(case, command), case.language)
    match case.phase:
        case Active() as active:
            say = _relay(
                active.room, entry, Voice(case.name, staff=False), facts, scene.reply, late=command.late
            )
            return Decision(_unanswered(case, active, facts) or back, (say, *again, *unkept), (entry,))
        case Waiting() | Ticket() | Pending():
            case, effects = woken(case, facts)
            back = (case,) if effects else back
            received = Mark(_own_place(case, command), entry.id, "received")
            if case.room is None:
                return Decision(back, (received, *effects, *unkept), (entry,))
            say = _relay(
                case.room, entry, Voice(case.name, staff=False), facts, scene.reply, late=command.late
            )
            return Decision(back, (say, *(effects or again), received, *unkept), (entry,))
        case Closed():
            told = Tell(case.place, text("told.closed_already", case=case.id), case.language)
            return Decision(back, (told,), (entry,))


def agent_said(scene: Scene, command: Said, agent: Agent, facts: Facts) -> Outcome:
    """A member of staff wrote in an agents' room. What is not meant for the requester stays inside as a note.

    Only the owner's words go out: in a `reply` desk those that answer a message of the requester, in a `direct` one
    all but those that address other staff. Another agent's are kept as a note and they are told whose case it is;
    so are words for the requester that come before anybody has the case or after.
    """
    case = scene.the_case
    outward = not command.to_staff and (
        facts.policy.speak == "direct"
        or (scene.reply is not None and side_of_entry(scene.reply) in {"requester", "system"})
    )
    note = said(command, case.id, "note", scene.reply)
    if not outward or case.room is None:
        return Decision((), (), (note,))
    if not isinstance(case.phase, Active):
        why = text("refusal.not_active", case=case.id)
        return Decision((), (Tell(_written_in(scene, command), why, facts.policy.language),), (note,))
    refusal = may_speak(case, case.phase, agent, facts) or held(command.words, facts)
    if refusal is not None:
        told = Tell(_written_in(scene, command), refusal.reason, facts.policy.language)
        return Decision((), (told,), (note,))
    entry = said(command, case.id, "agent", scene.reply)
    say = _outward(case, entry, agent, scene.reply, late=command.late)
    over = silence_over(case, facts, text("silence.answered"))
    unkept = not_kept(command.files, case.phase.room, facts.policy.language)
    return Decision(_answered(case, case.phase), (say, *over, *unkept), (entry,))


def agent_replied(scene: Scene, command: Pressed, agent: Agent, facts: Facts, words: Document) -> Outcome:
    """`/r`, the composer's button or a macro: the words go to the requester, and stand in the room as sent."""
    case = scene.the_case
    if not isinstance(case.phase, Active):
        return Refusal(text("refusal.not_active", case=case.id), (button(Verb.TAKE, case, style="primary"),))
    refusal = may_speak(case, case.phase, agent, facts) or held(words, facts)
    if refusal is not None:
        return refusal
    entry = written(command.id, case, "agent", command.who, words, facts.now, command.files, scene.reply)
    voice = Voice(agent.name, staff=True)
    copy = Say(case.phase.room, entry.id, voice, words, facts.policy.language, command.files)
    return Decision(
        _answered(case, case.phase),
        (
            _outward(case, entry, agent, scene.reply, late=False),
            copy,
            *silence_over(case, facts, text("silence.answered")),
        ),
        (entry,),
    )


def note(scene: Scene, command: Pressed, agent: Agent, facts: Facts, words: Document) -> Decision:
    """A note from a form or a command: shown in the room, never to the requester."""
    case = scene.the_case
    entry = written(command.id, case, "note", command.who, words, facts.now, command.files)
    if case.room is None:
        return Decision((), (), (entry,), Answer(text("told.noted")))
    voice = Voice(agent.name, staff=True, internal=True)
    say = Say(case.room, entry.id, voice, words, facts.policy.language, command.files)
    return Decision((), (say,), (entry,), Answer(text("told.noted")))


def details(
    scene: Scene,
    command: CommandId,
    who: Person,
    files: tuple[Attachment, ...],
    facts: Facts,
    words: Document,
) -> Decision:
    """The requester adds words through a form: as if they had written them in the conversation."""
    case = scene.the_case
    entry = written(command, case, "requester", who, words, facts.now, files)
    answer = Answer(text("told.added", case=case.id), language=case.language)
    room = _room(case)
    again, effects = woken(case, facts)
    if room is None:
        return Decision(
            (again,) if effects else (),
            (*effects, *not_kept(files, case.place, case.language)),
            (entry,),
            answer,
        )
    say = _relay(room, entry, Voice(case.name, staff=False), facts, None, late=False)
    changed = _unanswered(case, case.phase, facts) if isinstance(case.phase, Active) else ()
    changed = (again,) if effects else changed
    return Decision(changed, (say, *effects, *not_kept(files, case.place, case.language)), (entry,), answer)


def edited(
    scene: Scene, command: Edited, agent: Agent | None, facts: Facts, files: tuple[Attachment, ...] = ()
) -> Decision:
    """An edit follows to wherever the words went, and stands with them in the transcript. A note's edit stays inside.

    An agent's goes out only while they may speak in the case: an old message must not be a way back into it.
    """
    case, about = scene.the_case, scene.entry
    if about is None:
        return UNCHANGED
    barred = _barred(case, about, agent, command.words, facts)
    if barred is not None:
        return Decision((), (Tell(command.ref.place, barred, facts.policy.language),))
    entry = Entry(
        EntryId(f"{about[0]}:{case_of_entry(about)}:{command.id}"),
        case_of_entry(about),
        "edited",
        command.sent_at,
        "",
        command.who.account,
        command.who.name,
        command.words,
        about=about,
    )
    to = _other_side(case, about)
    if to is None:
        return Decision((), (), (entry,))
    words = for_staff(command.words) if side_of_entry(about) == "requester" else command.words
    voice = _voice_of(case, about, agent, command.who.name)
    amend = Amend(to, about, voice, words, _language(case, to, facts), files)
    return Decision((), (amend,), (entry,))


def deleted(scene: Scene, command: Deleted, facts: Facts) -> Decision:
    """A deletion follows: the requester's leaves a tombstone for staff, an agent's takes the words back."""
    case, about = scene.the_case, scene.entry
    if about is None:
        return UNCHANGED
    entry = Entry(
        EntryId(f"{about[0]}:{case_of_entry(about)}:{command.id}"),
        case_of_entry(about),
        "deleted",
        facts.now,
        "",
        None,
        "",
        about=about,
    )
    to = _other_side(case, about)
    if to is None:
        return Decision((), (), (entry,))
    tombstone = side_of_entry(about) == "requester"
    return Decision((), (Retract(to, about, tombstone, _language(case, to, facts)),), (entry,))


def unsend(scene: Scene, command: Pressed, facts: Facts, side: Literal["requester", "agent"]) -> Outcome:
    """Take back what was sent, by replying to it with the command (platforms that do not tell of deletions).

    Each side takes back its own words only.
    """
    case, about = scene.the_case, scene.entry
    if about is None or side_of_entry(about) != side or case_of_entry(about) != case.id:
        return Refusal(text("refusal.reply_to_unsend"))
    to = _other_side(case, about)
    if to is None:
        return Refusal(text("refusal.reply_to_unsend"))
    entry = Entry(
        EntryId(f"{about[0]}:{case.id}:{command.id}"),
        case.id,
        "deleted",
        facts.now,
        "",
        command.who.account,
        command.who.name,
        about=about,
    )
    tombstone = side_of_entry(about) == "requester"
    retract = Retract(to, about, tombstone, _language(case, to, facts))
    return Decision(
        (), (retract,), (entry,), Answer(text("told.unsent"), language=_language(case, to, facts))
    )


def reacted(scene: Scene, command: Reacted, facts: Facts) -> Decision:
    """A reaction appears on the other side's copy of the words; reactions to notes stay where they are."""
    case, about = scene.the_case, scene.entry
    if about is None or side_of_entry(about) not in {"requester", "agent"}:
        return UNCHANGED
    from_requester = (
        command.who.account == case.requester or command.who.account not in facts.roster.by_account
    )
    to = _room(case) if from_requester else case.place
    if to is None:
        return UNCHANGED
    side: Literal["requester", "agent"] = "requester" if from_requester else "agent"
    entry = Entry(
        entry_id(side, case_of_entry(about), command.id),
        case_of_entry(about),
        "reacted",
        facts.now,
        "",
        command.who.account,
        command.who.name,
        about=about,
        emoji=command.emoji if command.added else "",
    )
    return Decision((), (React(to, about, command.emoji, command.added),), (entry,))


def may_speak(case: Case, active: Active, agent: Agent, facts: Facts) -> Refusal | None:
    """Why this agent's words may not go out: another has the case, or its new owner has not confirmed."""
    if active.agent != agent.id:
        return Refusal(text("refusal.not_owner", agent=shown_name(facts, active.agent), case=case.id))
    if not active.confirmed:
        return Refusal(text("refusal.confirm_first"), (button(Verb.CONFIRM, case, style="primary"),))
    return None


def held(words: Document, facts: Facts) -> Refusal | None:
    """Why an agent's words may not go out: they ask for what nobody of this desk asks for."""
    asked = screen(words.text, facts.policy.texts, staff=True)
    if not asked:
        return None
    first = asked[0]
    said = defang(plain(words.text[first.start : first.end])).text
    return Refusal(text(f"held.{first.what}", words=said))


def _outward(case: Case, entry: Entry, agent: Agent, reply: EntryId | None, *, late: bool) -> Say:
    return Say(
        case.place,
        entry.id,
        Voice(agent.shown, staff=True),
        entry.words or Document(""),
        case.language,
        entry.files,
        reply,
        "late" if late else "",
    )


def _relay(
    to: Destination, entry: Entry, voice: Voice, facts: Facts, reply: EntryId | None, *, late: bool
) -> Say:
    return Say(
        to,
        entry.id,
        voice,
        for_staff(entry.words),
        facts.policy.language,
        entry.files,
        reply,
        "late" if late else "",
        repeatable=True,
    )


def _unanswered(case: Case, active: Active, facts: Facts) -> tuple[Case, ...]:
    """The clock of the agent's silence starts at the first word that nothing has answered."""
    if active.unanswered is not None:
        return ()
    silent_at = facts.now + facts.policy.live_chat.silence if active.mode == "chat" else None
    return (replace(case, phase=replace(active, unanswered=facts.now, silent_at=silent_at)),)


def _answered(case: Case, active: Active) -> tuple[Case, ...]:
    if active.unanswered is None and not active.asked_still_there:
        return ()
    return (replace(case, phase=replace(active, unanswered=None, asked_still_there=False, silent_at=None)),)


def _barred(case: Case, about: EntryId, agent: Agent | None, words: Document, facts: Facts) -> Text | None:
    """Why an edit of this entry may not go out."""
    if side_of_entry(about) != "agent":
        return None
    if agent is None or not isinstance(case.phase, Active):
        return text("refusal.not_active", case=case.id)
    refusal = may_speak(case, case.phase, agent, facts) or held(words, facts)
    return None if refusal is None else refusal.reason


def _written_in(scene: Scene, command: Said) -> Destination:
    """Where an agent wrote it: an explanation anywhere else would reach somebody else."""
    if command.private or scene.room is None:
        return direct(command.who.account) if command.private else command.where
    return scene.room


def _own_place(case: Case, command: Said) -> Destination:
    return direct(command.who.account) if command.private else case.place


def _room(case: Case) -> RoomKey | None:
    return case.phase.room if isinstance(case.phase, Active) else case.room


def _other_side(case: Case, about: EntryId) -> Destination | None:
    """Where the copy of an entry stands."""
    match side_of_entry(about):
        case "requester":
            return _room(case)
        case "agent":
            return case.place
        case _:
            return None


def _voice_of(case: Case, about: EntryId, agent: Agent | None, name: str) -> Voice:
    if side_of_entry(about) == "requester":
        return Voice(case.name, staff=False)
    return Voice(agent.shown if agent else name, staff=True)


def _language(case: Case, to: Destination, facts: Facts) -> str:
    return case.language if to == case.place else facts.policy.language
