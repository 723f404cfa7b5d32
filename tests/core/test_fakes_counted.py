"""The figures about accounts that passed for staff."""

from dataclasses import replace
from datetime import timedelta

from core.cases.figures import Spread
from core.trust.statistics import lines, statistics
from core.trust.suspects import Deed, End, Ended, Report, Suspect, What, indexes
from core.words.records import Ranked
from core.words.refs import Account
from tests.core.setting import HOUR, MINUTE, NOW

KIM = Suspect(Account("here:1"), ("Kim",), "kim", NOW)
REPORTED = replace(KIM, reports=tuple(Report(Account(f"here:{number}"), "en", NOW) for number in (8, 9)))


def ended(how: End, *deeds: tuple[What, timedelta], of: Suspect = KIM) -> Suspect:
    done = tuple(Deed(what, "Ben", NOW + after) for what, after in deeds)
    return replace(of, ended=Ended(how, "Ben", NOW, done=True), deeds=done)


def test_each_account_is_counted_once_by_what_became_of_it() -> None:
    lifted = ended("fine", ("muted", HOUR), ("appealed", 2 * HOUR), ("lifted", 3 * HOUR))
    found = statistics(
        [
            KIM,
            ended("banned", ("wiped", timedelta()), ("banned", MINUTE), of=REPORTED),
            ended("fine", ("fine", 2 * MINUTE)),
            lifted,
        ]
    )
    assert (found.noticed, found.reported, found.reports) == (4, 1, 2)
    assert (found.banned, found.muted, found.fine) == (1, 0, 2)
    assert (found.decided, found.time) == (3, Spread(3, 2 * MINUTE, HOUR))
    assert (found.appeals, found.lifted) == (1, 1)
    alarms = next(each for each in lines(found, 1) if each.key == "reports.alarms")
    assert dict(alarms.values) == {"fine": 2, "decided": 3, "percent": 66}


def test_what_is_on_its_way_is_no_decision_yet() -> None:
    going = replace(KIM, ended=Ended("banned", "Ben", NOW))
    found = statistics([going])
    assert (found.banned, found.decided, found.time) == (0, 0, None)
    assert [each.key for each in lines(found, 1)] == ["reports.volume", "reports.ended"]


def test_whoever_was_noticed_is_found_for_the_figures_whatever_became_of_them() -> None:
    entry = Ranked("suspects:all", KIM.account, NOW.timestamp())
    assert entry in indexes(KIM)
    assert entry in indexes(ended("banned", ("banned", MINUTE)))
