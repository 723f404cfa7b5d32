"""The store in memory keeps the promises that the tests of core lean on: the same suite as the real one."""

import inspect
from collections.abc import Awaitable, Callable

import pytest

from tests.contracts import test_store
from tests.core.memory import MemoryStore

OF_A_SERVER = {
    "test_records_come_back_as_put_in_the_order_asked_with_versions_counted_up",  # looks behind the cache
    "test_nothing_of_an_erased_person_is_left_and_nothing_of_others_is_lost",
    "test_closed_cases_are_erased_when_their_time_is_over",
    "test_a_bad_end_that_belongs_to_no_case_is_kept_for_a_while_and_can_be_sent_again",  # expiry of keys
    "test_a_private_chat_serves_no_case_once_its_last_has_ended",  # retention
    "test_a_room_opened_elsewhere_leaves_its_old_place_to_the_case_served_there",  # retention
    "test_what_is_in_no_hurry_is_overtaken_by_what_somebody_waits_for",  # order on the wire
    "test_a_store_that_is_closed_leaves_nothing_waiting_that_was_in_no_hurry",
    "test_rows_that_end_badly_are_listed_by_case_and_can_be_sent_again",  # knows cases by entry names
}
PROMISES = [
    promise
    for name, promise in inspect.getmembers(test_store, inspect.iscoroutinefunction)
    if name.startswith("test_")
    and name not in OF_A_SERVER
    and list(inspect.signature(promise).parameters) == ["store"]
]


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
async def test_it_keeps_the_promise(promise: Callable[[MemoryStore], Awaitable[None]]) -> None:
    await promise(MemoryStore())


def test_most_promises_are_asked_of_it() -> None:
    assert len(PROMISES) > 30
