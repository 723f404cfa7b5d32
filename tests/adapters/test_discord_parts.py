"""Parts of the Discord adapter that need no server: payloads, references, order, marks, rendering."""

import asyncio
import gc
from collections.abc import Awaitable, Callable
from typing import get_args

import pytest
from discord.http import Ratelimit
from hypothesis import given
from hypothesis import strategies as st
from test_discord import Keys

from adapters.discord import limits, refs, render
from adapters.discord.buckets import Buckets
from adapters.discord.commands import offered
from adapters.discord.lanes import Lanes
from adapters.discord.payloads import Payload, decode, encode
from core.words.cards import FORM_VERBS, Action, Answer, Card, Form, Verb
from core.words.refs import Account, CardKey, CaseId, Place
from core.words.texts import text


@given(
    verb=st.sampled_from(Verb),
    case=st.none() | st.integers(0, 10**12).map(CaseId),
    revision=st.integers(0, 10**6),
    argument=st.text(max_size=40),
)
def test_a_payload_comes_back_as_it_went(
    verb: Verb, case: CaseId | None, revision: int, argument: str
) -> None:
    payload = Payload(verb, case, revision, argument)
    custom_id = encode(payload)
    assert len(custom_id) <= limits.CUSTOM_ID
    assert decode(custom_id) == payload


@given(st.text(max_size=120))
def test_forged_payloads_are_refused_and_never_raise(custom_id: str) -> None:
    found = decode(custom_id)
    assert found is None or encode(found) == custom_id


@pytest.mark.parametrize(
    "forged", ["s1|take|x|1|", "s1|take|1|-1|", "s1|nothing|1|1|", "s0|take|1|1|", "s1|take"]
)
def test_what_is_no_payload_of_ours_is_told(forged: str) -> None:
    assert decode(forged) is None


def test_a_payload_over_the_limit_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="characters"):
        encode(Payload(Verb.TAKE, argument="x" * 100))


def test_every_kind_of_form_has_its_verb() -> None:
    assert set(FORM_VERBS) == set(get_args(Form.__annotations__["kind"]))


@given(st.integers(0, 2**63 - 1))
def test_references_are_parsed_as_they_were_made(number: int) -> None:
    assert refs.user_of(refs.account(number)) == number
    for place in (refs.dm(number), refs.channel(number), refs.thread(number)):
        assert refs.channel_of(place) == number


def test_references_of_others_are_refused() -> None:
    with pytest.raises(ValueError, match="not a Discord account"):
        refs.user_of(Account("telegram:1"))
    with pytest.raises(ValueError, match="not a Discord channel"):
        refs.channel_of(Place("telegram:chat:1"))


def test_each_part_of_each_row_has_a_nonce_of_its_own_that_stays() -> None:
    nonces = {refs.nonce(row, part) for row in ("a#0", "a#1", "b#0") for part in range(3)}
    assert len(nonces) == 9
    assert refs.nonce("a#0", 0) in nonces
    assert max(map(len, nonces)) <= 25


async def test_a_lane_works_in_the_order_of_snowflakes_and_lanes_do_not_wait_for_one_another() -> None:
    done: list[str] = []
    first = asyncio.Event()

    def work(name: str, wait: asyncio.Event | None = None) -> Callable[[], Awaitable[None]]:
        async def doing() -> None:
            if wait is not None:
                await wait.wait()
            done.append(name)

        return doing

    async with asyncio.TaskGroup() as group:
        lanes = Lanes(group)
        lanes.add("a", work("a1", first), 1)
        lanes.add("b", work("b1"), 1)
        await asyncio.sleep(0)
        lanes.add("a", work("a3"), 3)
        lanes.add("a", work("an edit"))
        lanes.add("a", work("a2"), 2)
        await asyncio.sleep(0)
        assert done == ["b1"]
        first.set()
    assert done == ["b1", "a1", "a2", "a3", "an edit"]


async def test_an_event_that_cannot_be_read_does_not_stop_those_behind_it() -> None:
    done: list[int] = []

    async def fails() -> None:
        raise KeyError("a field")

    async def works() -> None:
        done.append(1)

    async with asyncio.TaskGroup() as group:
        lanes = Lanes(group)
        lanes.add("a", fails, 1)
        lanes.add("a", works, 2)
    assert done == [1]


async def test_a_card_keeps_within_discords_limits() -> None:
    actions = tuple(Action(Verb.TAKE, text("x" * 200), CaseId(n), n) for n in range(40))
    card = Card(CardKey("c"), text("t" * 500), tuple(text("l" * 300) for _ in range(40)), actions)
    drawn = render.card(Keys(), "en", card)
    assert drawn.embed is not None
    assert drawn.view is not None
    assert len(drawn.embed) <= 6_000
    assert len(drawn.embed.title or "") <= limits.EMBED_TITLE
    assert len(drawn.view.children) == limits.BUTTONS
    assert drawn.view.is_finished(), "discord.py would remember it"


async def test_a_form_shows_why_and_what_was_typed_already() -> None:
    asked = Form("ticket", text("t"), topics=("b",), topic="b", words="typed", why=text("closed.paused"))
    modal = render.form(Keys(), "en", asked, topics=(("a", "A"), ("b", "B")), agents=())
    shown = str(modal.to_dict())
    assert "closed.paused" in shown
    assert "typed" in shown
    assert "'value': 'b'" in shown
    assert "'value': 'a'" not in shown
    assert len(modal.children) <= 5


def test_an_answer_with_nothing_in_it_shows_nothing() -> None:
    assert render.answer(Keys(), Answer()) is None


def test_staffs_commands_stand_apart_only_where_staff_have_a_server_of_their_own() -> None:
    everywhere, none = offered(Keys(), apart=False)
    for_all, staff = offered(Keys(), apart=True)
    assert none == []
    assert {str(each["name"]) for each in staff} >= {"take", "transfer", "macro"}
    assert {str(each["name"]) for each in for_all} >= {"support", "close", "setup"}
    assert len(everywhere) == len(for_all) + len(staff)
    assert all(len(str(each.get("description", ""))) <= 100 for each in everywhere)


async def test_what_arrives_while_a_session_ends_is_left_for_the_next() -> None:
    done: list[int] = []

    async def work() -> None:
        done.append(1)

    async with asyncio.TaskGroup() as group:
        lanes = Lanes(group)
        lanes.add("town", work)
    lanes.add("town", work)
    gc.collect()  # a coroutine that nobody awaits would be a warning, and so an error
    assert done == [1]


async def test_rates_of_channels_are_forgotten_once_their_window_has_passed_and_not_before() -> None:
    buckets, now = Buckets(), asyncio.get_running_loop().time()
    used, lasting = Ratelimit(None), Ratelimit(None)
    await used.acquire()
    lasting.expires = now + 60
    buckets["used"], buckets["lasting"] = used, lasting
    for number in range(5_000):
        passed = buckets[str(number)] = Ratelimit(None)
        passed.expires = now - 1
    assert len(buckets) < 256
    assert (buckets["used"], buckets["lasting"]) == (used, lasting)
