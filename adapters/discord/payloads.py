"""What a button or a form of ours carries back: typed, versioned, within Discord's 100 characters."""

from dataclasses import dataclass

from adapters.discord.limits import CUSTOM_ID
from core.words.cards import FORM_VERBS, Action, Form, Verb
from core.words.refs import CaseId

VERSION = "s1"
_VERBS = frozenset(verb.value for verb in Verb)


@dataclass(frozen=True, slots=True)
class Payload:
    """The meaning of one press."""

    verb: Verb
    case: CaseId | None = None
    revision: int = 0
    argument: str = ""


def encode(payload: Payload) -> str:
    """The custom id.

    Raises:
        ValueError: it would be longer than Discord takes.
    """
    case = "" if payload.case is None else str(payload.case)
    custom_id = "|".join((VERSION, payload.verb, case, str(payload.revision), payload.argument))
    if len(custom_id) > CUSTOM_ID:
        raise ValueError(f"a payload of {len(custom_id)} characters for {payload.verb}")
    return custom_id


def decode(custom_id: str) -> Payload | None:
    """The meaning of a custom id; None where it is not ours, of another version, or forged."""
    match custom_id.split("|", 4):
        case [version, verb, case, revision, argument] if (
            version == VERSION
            and verb in _VERBS
            and (case == "" or case.isdecimal())
            and revision.isdecimal()
            and len(custom_id) <= CUSTOM_ID
        ):
            return Payload(Verb(verb), CaseId(int(case)) if case else None, int(revision), argument)
        case _:
            return None


def of_action(action: Action) -> Payload:
    return Payload(action.verb, action.case, action.revision, action.argument)


def of_form(form: Form) -> Payload:
    return Payload(FORM_VERBS[form.kind], form.case, 0, form.argument)
