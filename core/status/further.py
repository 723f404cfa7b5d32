"""What a form about an incident may ask for beside its own fields, where it is not held to five of them."""

from core.status.components import IMPACTS
from core.status.incidents import CAUSES
from core.words.cards import Choice, Field, Verb
from core.words.texts import text

COMPONENTS = Field("components", text("further.components"))
SINCE = Field("since", text("further.since"))
IMPACT = Field(
    "impact",
    text("further.impact"),
    choices=tuple(Choice(each, text(f"incident.impact_{each}")) for each in IMPACTS),
)
CAUSE = Field(
    "fault",
    text("further.fault"),
    choices=tuple(Choice(each, text(f"claim.not_{each}")) for each in CAUSES),
)
BY_HAND = Field(
    "manual", text("further.manual"), choices=(Choice("yes", text("further.manual_yes")),), many=True
)


def further(verb: Verb) -> tuple[Field, ...]:
    """Fields that nobody needs to fill in, by the names that `core.status.writing` reads."""
    match verb:
        case Verb.INCIDENT | Verb.KNOWN:
            return (SINCE, IMPACT, CAUSE)
        case Verb.UPDATE:
            return (COMPONENTS, SINCE, IMPACT, CAUSE)
        case Verb.RESOLVE:
            return (SINCE, CAUSE)
        case Verb.MAINTENANCE:
            return (BY_HAND,)
        case _:
            return ()
