"""What a desk tells the others of accounts, and what it makes of what they tell."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.cases.decision import Decision, Outcome
from core.scenes import Loaded, Scenes
from core.trust.known import Known
from core.trust.reports import deal, done, readmitted
from core.trust.rules import Acts
from core.trust.sharing import EVERYBODY, Elsewhere, lines, name_keys
from core.trust.suspects import RULE, Ended, Suspect
from core.trust.verdicts import CLEAR
from core.trusting import Trusting
from core.words.cards import Verb
from core.words.commands import Noticed, Pressed
from core.words.effects import Share, Show
from core.words.people import Profile
from core.words.refs import Account, CommandId, Place
from tests.core.memory import MemoryStore
from tests.core.setting import BEN, DAY, NOW, facts, policy
from tests.core.world import PlainTexts

FAKE, OTHER = Account("here:666"), Account("there:9")
TOWN, HOME = Place("here:town"), Place("here:mods")
SHARING = facts(policy(moderators=(HOME,), shares=True, retention=timedelta(days=90)))
FOUND = Suspect(FAKE, ("Ben Roth | Support",), "ben_support", NOW, seen=(TOWN,))
KEYS = name_keys(("Ben Roth | Support", "ben_support"))


def suspect(outcome: Outcome) -> Suspect:
    assert isinstance(outcome, Decision)
    (found,) = (each for each in outcome.put if isinstance(each, Suspect))
    return found


def shares(outcome: Outcome) -> list[Share]:
    assert isinstance(outcome, Decision)
    return [each for each in outcome.effects if isinstance(each, Share)]


def pressed(verb: Verb, known: Suspect) -> Outcome:
    return deal(Known(known), Pressed(CommandId("p"), BEN, HOME, verb, argument=FAKE), "Ben", (), SHARING)


def test_others_hear_of_a_ban_once_it_is_done_and_of_its_end() -> None:
    going = pressed(Verb.BAN, FOUND)
    assert shares(going) == []
    over = done(Known(suspect(going)), (), SHARING)
    assert shares(over) == [Share(EVERYBODY, FAKE, KEYS, "banned", NOW, NOW + timedelta(days=90))]
    lifting = pressed(Verb.FINE, suspect(over))
    assert shares(lifting) == []
    assert [each.how for each in shares(readmitted(Known(suspect(lifting)), (), SHARING))] == ["fine"]


def test_others_hear_of_whoever_was_let_pass_and_not_of_who_is_silent_for_a_day() -> None:
    assert [each.how for each in shares(pressed(Verb.FINE, FOUND))] == ["fine"]
    assert shares(done(Known(suspect(pressed(Verb.MUTE, FOUND))), (), SHARING)) == []


@pytest.mark.parametrize(
    ("known", "rules"),
    [
        (replace(FOUND, ended=Ended("banned", RULE, NOW)), SHARING),
        (replace(FOUND, ended=Ended("banned", "Ben", NOW), by_name=True), SHARING),
        (replace(FOUND, ended=Ended("banned", "Ben", NOW)), facts(policy(moderators=(HOME,)))),
    ],
)
def test_nobody_hears_of_what_no_moderator_decided_or_where_the_desk_does_not_share(
    known: Suspect, rules: object
) -> None:
    assert shares(done(Known(known), (), rules)) == []  # type: ignore[arg-type]


def test_names_are_told_by_how_they_look_and_given_names_not_at_all() -> None:
    assert name_keys(("Bеn Rоth",)) == name_keys(("ben roth",))
    assert name_keys(("Steven", "Kim", "Maria", "")) == ()


def test_the_card_tells_of_the_account_first_and_of_bans_alone_where_a_name_looks_the_same() -> None:
    until = NOW + DAY
    told = lines(
        (
            Elsewhere("Moor", OTHER, "banned", NOW, until),
            Elsewhere("Sea", Account("there:8"), "fine", NOW, until),
            Elsewhere("Moor", FAKE, "fine", NOW - DAY, until),
            Elsewhere("Sea", FAKE, "banned", NOW, until),
        ),
        FAKE,
    )
    assert [(each.key, dict(each.values)["desk"]) for each in told] == [
        ("suspect.elsewhere_banned", "Sea"),
        ("suspect.elsewhere_fine", "Moor"),
        ("suspect.elsewhere_alike", "Moor"),
    ]


class Others:
    """Desks that have banned the account and another of its name."""

    def __init__(self) -> None:
        self.asked: list[tuple[Account, tuple[str, ...]]] = []

    async def known(self, account: Account, names: tuple[str, ...]) -> tuple[Elsewhere, ...]:
        self.asked.append((account, names))
        return (Elsewhere("Moor", account, "banned", NOW, NOW + DAY),)


async def test_what_others_decided_is_shown_and_sets_off_no_rule() -> None:
    store, others = MemoryStore(), Others()
    trusting = Trusting(store, Scenes(store), PlainTexts(), neighbours=others)
    about = Profile(FAKE, FOUND.names, FOUND.username, marked=True)
    rules = facts(policy(moderators=(HOME,), shares=True, acts=Acts(0.901, "ban")))
    assert trusting.look(about, "", rules.policy) != CLEAR
    outcome = await trusting.noticed(Noticed(CommandId("n"), about, TOWN), Loaded(), rules)
    assert isinstance(outcome, Decision)
    (show,) = outcome.effects
    assert isinstance(show, Show)
    assert "suspect.elsewhere_banned" in {line.key for line in show.card.lines}
    assert others.asked == [(FAKE, KEYS)]
