"""A claim for an incident of several components."""

from dataclasses import replace

from core.cases.case import Case
from core.policy import Policy
from core.status.components import Component, ComponentId
from core.status.guarantees import Daily, Guarantee, ProRata
from core.status.rules import StatusRules
from core.words.cards import Verb
from core.words.refs import CommandId
from tests.core.memory import Shelf
from tests.core.setting import ALWAYS, MINUTE, RITA
from tests.core.test_spreading import NEWS, RULES, press, publish, world

MAIL, LINE = ComponentId("post"), ComponentId("line")
GUARANTEED: Policy = replace(
    RULES,
    status=StatusRules(
        (NEWS,),
        (Component(MAIL, {"en": "Post"}), Component(LINE, {"en": "Line"})),
        guarantees=(
            Guarantee("hosting", (MAIL,), ProRata(), ALWAYS),
            Guarantee("broadband", (LINE,), Daily(), ALWAYS),
        ),
    ),
)


async def test_what_credits_most_of_it_is_claimed() -> None:
    shelf = Shelf()
    the = world(shelf, GUARANTEED)
    await the.start()
    await publish(the, Verb.INCIDENT, "Cable cut\nWe look.\ncomponents: post, line\nlevel: major", "begin")
    await the.pass_time(30 * MINUTE)
    await publish(the, Verb.RESOLVE, "We mended it.", "end", "1")
    await the.handle(press(Verb.CLAIM, RITA, "claim", "1"))
    card = the.answers[CommandId("claim")].card
    assert card is not None
    assert [dict(each.values)["share"] for each in card.lines if each.key == "claim.sum"] == ["1/30"]
    cases = [each.record for each in shelf.records.values() if isinstance(each.record, Case)]
    assert [each.claim for each in cases] == [1]
    await the.stop()
