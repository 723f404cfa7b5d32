"""What a name says of its account, and who finds that out."""

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final, Literal, Protocol

from core.trust.texts import TextRules, screen
from core.words.people import Profile
from core.words.texts import Text, text

PICTURED: Final = 0.85
"""How sure a verdict is that rests on a picture."""
ASKING: Final = 0.85
"""How sure one is that rests on what somebody asks for."""
HINTING: Final = 0.7
"""The same where the words would not be enough to hold an agent's."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`staff` is the name of whom it passes for; `key` is the same for all names that look alike.

    `looks` and `asks`: how sure it is by names and marks alone, and by what is asked for alone; 0 where these say
    nothing.
    """

    kind: Literal["imitation", "clear"]
    score: float = 0.0
    staff: str = ""
    reasons: tuple[Text, ...] = ()
    key: str = ""
    looks: float = 0.0
    asks: float = 0.0


CLEAR = Verdict("clear")


def with_reasons(found: Verdict, score: float, reasons: tuple[Text, ...]) -> Verdict:
    """The verdict with more reasons, each of which is enough."""
    if not reasons:
        return found
    return replace(found, kind="imitation", score=max(found.score, score), reasons=(*found.reasons, *reasons))


def of_words(reason: Text) -> bool:
    """Whether a reason is what somebody has written, which stays whatever they call themselves."""
    return reason.key.partition(".")[2].startswith(("asks_", "sends_"))


def with_words(found: Verdict, words: str, rules: TextRules) -> Verdict:
    """The verdict on a name, and on what its owner asks of those who read them."""
    asked = dict.fromkeys(each.what for each in screen(words, rules)) if words else ()
    if not asked:
        return found
    sure = ASKING if screen(words, rules, staff=True) else HINTING
    found = replace(found, asks=max(found.asks, sure))
    return with_reasons(found, ASKING, tuple(text(f"suspect.asks_{what}") for what in asked))


class Nearness(IntEnum):
    """How near somebody's names come to staff's: they pass for them, or are at least a little alike."""

    NONE = 0
    ALIKE = 1
    IMITATION = 2


class Screening(Protocol):
    """Looks at names, in memory and at once. Who really is staff is told by the account alone, elsewhere."""

    def look(self, about: Profile) -> Verdict: ...

    def nearness(self, about: Profile) -> Nearness: ...

    def is_case(self, thread: str) -> bool:
        """Whether a thread is called like one of the desk's."""
        ...

    def helps(self, handle: str) -> bool:
        """Whether a user name reads like the desk's support."""
        ...
