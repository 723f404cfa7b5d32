"""What staff write about an incident comes after what was told of it."""

from datetime import timedelta

import pytest

from core.words.cards import Verb
from core.words.refs import CommandId
from core.words.texts import text
from tests.core.memory import Shelf
from tests.core.setting import BEN, MINUTE, NOW
from tests.core.test_spreading import START, press, publish, world


@pytest.mark.parametrize(("since", "refused"), [("50m", True), ("40m", False), ("1m", False)])
async def test_an_update_is_never_of_before_the_latest(since: str, *, refused: bool) -> None:
    the = world(Shelf())
    await the.start()
    await publish(the, Verb.INCIDENT, f"{START}\nsince: 1h", "begin")
    await the.pass_time(20 * MINUTE)
    await publish(the, Verb.UPDATE, "We know why.", "update", "1")
    await the.pass_time(40 * MINUTE)
    await the.handle(press(Verb.RESOLVE, BEN, "end", "1", f"We mended it.\nsince: {since}"))
    answer = the.answers[CommandId("end")]
    why = text("refusal.incident_before", written=NOW + 10 * MINUTE, at=NOW + 20 * MINUTE)
    assert (answer.text == why) == refused
    assert (answer.card is None) == refused
    await the.stop()


@pytest.mark.parametrize(("since", "refused"), [("61m", True), ("60m", False), ("30m", False)])
async def test_what_is_entered_afterwards_may_end_before_it_was_told(since: str, *, refused: bool) -> None:
    the = world(Shelf())
    await the.start()
    await publish(the, Verb.INCIDENT, f"{START}\nsince: 1h", "begin")
    await the.handle(press(Verb.RESOLVE, BEN, "end", "1", f"It was mended before.\nsince: {since}"))
    assert (the.answers[CommandId("end")].card is None) == refused
    await the.stop()


@pytest.mark.parametrize(("after", "refused"), [(timedelta(hours=23), False), (timedelta(days=1), True)])
async def test_a_preview_of_yesterday_is_published_no_more(after: timedelta, *, refused: bool) -> None:
    the = world(Shelf())
    await the.start()
    await the.handle(press(Verb.INCIDENT, BEN, "draft", words=START))
    card = the.answers[CommandId("draft")].card
    assert card is not None
    token = next(each.argument for each in card.actions if each.verb is Verb.PUBLISH)
    await the.pass_time(after)
    await the.handle(press(Verb.PUBLISH, BEN, "publish", token))
    assert (the.answers[CommandId("publish")].text == text("refusal.expired")) == refused
    await the.stop()
