"""What the desk's rule does to an account without anybody's press, where the desk wants that.

It does no more than a moderator could: the card says that it was the rule, moderators lift it, and whom it hits may
appeal. It acts once on an account under the names that it goes by, and no more once a moderator has decided on it; when
it deletes, then on each further message that asks for something. Staff are nobody's suspects; those who moderate, and
the desk's own bots, are known to the platform, which is asked before anything is done (`Expel.spares`).
"""

from dataclasses import replace

from core.cases.decision import UNCHANGED, Decision
from core.policy import Facts
from core.trust import appeals
from core.trust.certainty import certainty
from core.trust.known import Known, communities
from core.trust.measures import out, removals
from core.trust.rules import Acts
from core.trust.suspects import RULE, Ended, Ruled, Suspect, called, contested, noted
from core.trust.verdicts import Verdict
from core.words.effects import Effect


def acted(suspect: Suspect, verdict: Verdict, facts: Facts) -> tuple[Suspect, tuple[Effect, ...]]:
    """What is done now that the account is known so; mostly nothing."""
    rule = facts.policy.acts
    if rule is None or not _due(suspect, verdict, rule, facts):
        return suspect, ()
    spares = communities(suspect, facts)
    ruled = replace(suspect, ruled=Ruled(called(suspect), facts.now, rule.does), trouble="")
    if rule.does == "delete":
        return replace(ruled, wiped=True), tuple(removals(suspect, spares))
    banned = rule.does == "ban"
    going = replace(ruled, ended=Ended("banned" if banned else "muted", RULE, facts.now))
    return going, tuple(out(suspect, spares, facts.now, banned=banned, spares=spares))


def deleted(known: Known, facts: Facts) -> Decision:
    """The platform has deleted a message for the rule: whoever wrote it is told so, once for each time."""
    suspect = known.suspect
    if suspect is None or suspect.ruled is None or suspect.ruled.does != "delete":
        return UNCHANGED
    since = suspect.ruled.at
    if any((each.what, each.by) == ("wiped", RULE) and each.at >= since for each in suspect.deeds):
        return UNCHANGED
    gone = noted(contested(suspect), "wiped", RULE, facts.now)
    return Decision((gone,), (*known.cards(gone, facts), appeals.notice(known, gone, "wiped", RULE)))


def _due(suspect: Suspect, verdict: Verdict, rule: Acts, facts: Facts) -> bool:
    frozen = {account for agent in facts.policy.frozen for account in agent.accounts}
    if suspect.ended is not None or suspect.account in frozen or called(suspect) in suspect.fine_as:
        return False
    if certainty(suspect).sure < rule.at or not communities(suspect, facts):
        return False
    anew = suspect.ruled is None or suspect.ruled.names != called(suspect)
    if rule.does == "delete":
        return bool(suspect.wrote) and not suspect.wiped and (anew or verdict.asks > 0)
    return anew
