"""Accounts that are reported on the desk's page, by nobody knows whom: what becomes of it, and how little it weighs."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from core.people.addresses import MAIL, mailbox
from core.people.proof import PER_ADDRESS
from core.trust.certainty import REPORT, certainty
from core.trust.rules import Acts
from core.trust.suspects import KEPT, KEPT_OF_WEB, Report, Suspect, reported
from core.trust.texts import TextRules
from core.words.cards import Answer, Card, Verb
from core.words.commands import Expelled, Noticed, Pressed, Reported
from core.words.documents import plain
from core.words.effects import Exhibit, Show, Tell
from core.words.files import File, FileId
from core.words.people import Person, Profile
from core.words.refs import Account, Carrier, CommandId, MessageRef, Place, direct
from tests.core.memory import MemoryStore, Shelf
from tests.core.platform import ScriptedPlatform
from tests.core.setting import ANA, BEN, HOUR, NOW, POLICY
from tests.core.world import World

FAKE, NAMED = Account("moor:666"), Account("moor:@ben_help")
HOME = Place("sea:mods")
HER = "rita@harbour.example"
RULES = replace(
    POLICY,
    moderators=(HOME,),
    web_reports_per_hour=50,
    people=replace(POLICY.people, mail=True),
    texts=TextRules(accounts=("@Desk_Bot",)),
    communities=(Place("moor:town"),),
)
PROFILE = Profile(FAKE, ("Ben Roth | Support",), "ben_help")


class Desk:
    def __init__(self) -> None:
        self.shelf = Shelf()
        self.sea, self.post = ScriptedPlatform(Carrier("sea"), True), ScriptedPlatform(MAIL, True)
        self.world = World(self._store, RULES, (self.sea, self.post))
        self.told = 0

    async def _store(self) -> MemoryStore:
        return MemoryStore(self.shelf)

    async def handles(self, command: Reported | Noticed | Pressed | Expelled) -> Answer:
        await self.world.handle(command)
        await self.world.settle()
        return self.world.answers[command.id]

    async def reports(
        self,
        account: Account = FAKE,
        words: str = "They want my seed",
        address: str = "",
        username: str = "",
        picture: File | None = None,
    ) -> Answer:
        self.told += 1
        about = Profile(account, (), username, by_name="@" in account)
        id_ = CommandId(f"web:report:{self.told}")
        return await self.handles(Reported(id_, about, plain(words), address, "pt-PT", picture))

    async def presses(self, verb: Verb, account: Account = FAKE) -> Answer:
        self.told += 1
        return await self.handles(Pressed(CommandId(f"press:{self.told}"), BEN, HOME, verb, argument=account))

    def suspect(self, account: Account = FAKE) -> Suspect:
        found = self.shelf.records[f"suspect/{account}"].record
        assert isinstance(found, Suspect)
        return found

    def card(self) -> Card:
        """The latest that moderators were shown."""
        return [each.effect for each in self.sea.arrivals if isinstance(each.effect, Show)][-1].card

    def mails(self) -> list[tuple[str, str, str]]:
        return [
            (each.effect.to, each.effect.text.key, each.effect.language)
            for each in self.post.arrivals
            if isinstance(each.effect, Tell)
        ]


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    made = Desk()
    await made.world.start()
    yield made
    await made.world.stop()


def key(answer: Answer) -> str:
    assert answer.text is not None
    return answer.text.key


async def test_moderators_see_it_marked_as_coming_from_the_web_and_without_the_secrets_in_it(
    desk: Desk,
) -> None:
    answer = await desk.reports(words="They wanted 4111 1111 1111 1111 of me")
    assert (key(answer), answer.language) == ("webreport.taken", "pt-PT")
    lines = {line.key: dict(line.values) for line in desk.card().lines}
    assert "suspect.reported_on_web" in lines
    assert "suspect.reported" not in lines
    assert "suspect.cried" not in lines
    assert "4111" not in str(lines["suspect.why_on_web"]["words"])
    assert "4111" not in repr(desk.shelf.records)


async def test_a_picture_is_shown_beside_the_card_which_counts_it(desk: Desk) -> None:
    picture = File(FileId("f" * 32), "evidence.jpg", "image", "image/jpeg", 9)
    await desk.reports(picture=picture)
    await desk.reports(words="It did so to me, too")
    (shown,) = [each.effect for each in desk.sea.arrivals if isinstance(each.effect, Exhibit)]
    assert (shown.to, shown.picture, shown.language) == (HOME, picture, POLICY.language)
    assert dict(shown.title.values)["account"] == FAKE
    (counted,) = [line.count for line in desk.card().lines if line.key == "suspect.pictures"]
    assert counted == 1


async def test_it_joins_the_card_of_the_account_whose_names_it_does_not_tell(desk: Desk) -> None:
    ref = MessageRef(Place("moor:town"), "7")
    await desk.handles(Noticed(CommandId("n"), PROFILE, Place("moor:town"), ref, plain("hello")))
    await desk.reports()
    await desk.reports(NAMED, username="Ben_Help")
    known = desk.suspect()
    assert (known.names, known.username, len(known.reports)) == (PROFILE.names, "ben_help", 2)
    assert f"suspect/{NAMED}" not in desk.shelf.records


async def test_an_account_of_which_only_the_user_name_is_known_can_be_shown_and_not_dealt_with(
    desk: Desk,
) -> None:
    await desk.reports(NAMED, username="ben_help", address=HER)
    assert "suspect.by_name" in {line.key for line in desk.card().lines}
    assert {each.verb for each in desk.card().actions} == {Verb.FINE}
    await desk.presses(Verb.BAN, NAMED)
    assert desk.suspect(NAMED).trouble == "nowhere"
    await desk.handles(Noticed(CommandId("n"), PROFILE, Place("moor:town")))
    (alike,) = (dict(line.values) for line in desk.card().lines if line.key == "suspect.alike")
    assert NAMED in str(alike["accounts"])
    await desk.presses(Verb.FINE, NAMED)
    assert desk.suspect(NAMED).ended is not None
    assert [key for _, key, _ in desk.mails()] == ["report.on_web_seen"]


async def test_staff_and_the_desks_own_accounts_are_nobodys_fakes(desk: Desk) -> None:
    assert key(await desk.reports(ANA.account)) == "report.staff"
    assert key(await desk.reports(Account("moor:@desk_bot"), username="desk_bot")) == "webreport.ours"
    assert not [each for each in desk.shelf.records if each.startswith("suspect/")]


async def test_all_of_them_together_weigh_less_than_one_person_who_is_known(desk: Desk) -> None:
    for _ in range(9):
        await desk.reports()
    assert 0 < certainty(desk.suspect()).reports < REPORT


async def test_they_set_off_no_rule(desk: Desk) -> None:
    desk.world.desk.adopt(replace(RULES, acts=Acts(0.901, "ban")))
    await desk.handles(Noticed(CommandId("n"), PROFILE, Place("moor:town")))
    for _ in range(9):
        await desk.reports()
    assert certainty(desk.suspect()).sure > 0.901
    assert (desk.suspect().ended, desk.suspect().ruled) == (None, None)


def test_they_crowd_out_nobody_who_is_known() -> None:
    known = Suspect(FAKE, (), "", NOW)
    for number in range(KEPT):
        known = reported(known, Report(Account(f"moor:{number}"), "en", NOW))
        known = reported(known, Report(Account(f"web:{number}"), "en", NOW, web=True))
    assert sum(not each.web for each in known.reports) == KEPT
    assert sum(each.web for each in known.reports) == KEPT_OF_WEB


async def test_the_card_says_where_no_names_are_known(desk: Desk) -> None:
    await desk.reports()
    assert desk.card().lines[0].key == "suspect.account_alone"


async def test_whoever_left_an_address_hears_by_mail_what_became_of_it_once_it_is_done(desk: Desk) -> None:
    await desk.reports()
    await desk.reports(address=f" {HER.upper()} ")
    await desk.presses(Verb.BAN)
    assert desk.mails() == []
    await desk.handles(Expelled(CommandId("x"), FAKE))
    assert desk.mails() == [(direct(mailbox(HER)), "report.on_web_banned", "pt-PT")]
    assert not [each for each in desk.shelf.records if each.startswith("requester/")]


async def test_an_address_hears_of_so_many_in_an_hour_and_of_none_without_mail(desk: Desk) -> None:
    for number in range(PER_ADDRESS + 1):
        await desk.reports(Account(f"moor:{number}"), address=HER)
    hears = [desk.suspect(Account(f"moor:{number}")).reports[0].told for number in range(PER_ADDRESS + 1)]
    assert hears == [False] * PER_ADDRESS + [True]
    desk.world.desk.adopt(replace(RULES, people=replace(RULES.people, mail=False)))
    await desk.reports(Account("moor:99"), address="bo@harbour.example")
    assert "bo@" not in repr(desk.shelf.records)


async def test_what_a_moderator_has_decided_is_not_opened_by_strangers(desk: Desk) -> None:
    await desk.reports()
    await desk.presses(Verb.FINE)
    before = desk.suspect()
    assert key(await desk.reports(words="And again", address=HER)) == "webreport.taken"
    assert desk.suspect() == before
    desk.world.desk.adopt(replace(RULES, web_reports_per_hour=2))
    assert key(await desk.reports(words="And again")) == "webreport.full"


async def test_no_more_are_taken_in_an_hour_than_the_desk_wants(desk: Desk) -> None:
    desk.world.desk.adopt(replace(RULES, web_reports_per_hour=2))
    answers = [await desk.reports(Account(f"moor:{number}")) for number in range(3)]
    assert [key(each) for each in answers] == ["webreport.taken", "webreport.taken", "webreport.full"]
    assert answers[2].alert
    assert "suspect/moor:2" not in desk.shelf.records
    desk.world.clock.time += HOUR
    assert key(await desk.reports(Account("moor:2"))) == "webreport.taken"


async def test_an_account_that_somebody_names_by_its_number_alone_keeps_its_names(desk: Desk) -> None:
    await desk.handles(Noticed(CommandId("n"), PROFILE, Place("moor:town")))
    about = Profile(FAKE, ())
    who = Person(Account("moor:5"), "Tom")
    await desk.handles(Pressed(CommandId("r"), who, Place("moor:5"), Verb.REPORT, private=True, about=about))
    assert desk.suspect().names == PROFILE.names
    assert len(desk.suspect().reports) == 1
