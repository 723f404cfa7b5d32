"""An account that moderators look at: what is known of it, where its card stands, where it can be put out."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.policy import Facts
from core.trust.sharing import Elsewhere, lines
from core.trust.shown import card
from core.trust.suspects import Suspect
from core.words.effects import Show
from core.words.refs import Account, Place, carrier


@dataclass(frozen=True, slots=True)
class Known:
    """The records about an account: what is known of it, the other accounts that go by a name like its own, the
    language in which it is spoken to, and what other desks have decided.
    """

    suspect: Suspect | None
    alike: tuple[Account, ...] = ()
    language: str = ""
    elsewhere: tuple[Elsewhere, ...] = ()

    def cards(self, suspect: Suspect, facts: Facts) -> Iterator[Show]:
        """The card as it is with the suspect so changed."""
        others = tuple(each for each in self.alike if each != suspect.account)
        told = lines(self.elsewhere, suspect.account)
        for place in facts.policy.moderators or facts.policy.boards:
            yield Show(place, card(suspect, others, facts.policy.acts, told), facts.policy.language)


def communities(suspect: Suspect, facts: Facts) -> tuple[Place, ...]:
    """Every community of theirs that the desk knows: those of its file, else where they were seen."""
    if suspect.by_name:
        return ()
    on = carrier(suspect.account)
    return tuple(each for each in facts.policy.communities if carrier(each) == on) or suspect.seen
