"""What a name says of its account, and who finds that out."""

from dataclasses import dataclass, replace
from typing import Final, Literal, Protocol

from core.trust.texts import TextRules, screen
from core.words.people import Profile
from core.words.texts import Text, text

ASKING: Final = 0.85
"""How sure a verdict is that rests on what somebody asks for."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`staff` is the name of whom it passes for; `key` is the same for all names that look alike."""

    kind: Literal["imitation", "clear"]
    score: float = 0.0
    staff: str = ""
    reasons: tuple[Text, ...] = ()
    key: str = ""


CLEAR = Verdict("clear")


def with_reasons(found: Verdict, score: float, reasons: tuple[Text, ...]) -> Verdict:
    """The verdict with more reasons, each of which is enough."""
    if not reasons:
        return found
    return replace(found, kind="imitation", score=max(found.score, score), reasons=(*found.reasons, *reasons))


def with_words(found: Verdict, words: str, rules: TextRules) -> Verdict:
    """The verdict on a name, and on what its owner asks of those who read them."""
    asked = dict.fromkeys(each.what for each in screen(words, rules)) if words else ()
    return with_reasons(found, ASKING, tuple(text(f"suspect.asks_{what}") for what in asked))


class Screening(Protocol):
    """Looks at names, in memory and at once. Who really is staff is told by the account alone, elsewhere."""

    def look(self, about: Profile) -> Verdict: ...

    def resembles(self, about: Profile) -> bool:
        """Whether its names are at least a little like one of the staff's."""
        ...

    def is_case(self, thread: str) -> bool:
        """Whether a thread is called like one of the desk's."""
        ...

    def helps(self, handle: str) -> bool:
        """Whether a user name reads like the desk's support."""
        ...
