"""What the desk is told of public messages and of members' names."""

from dataclasses import replace

import pytest

from core.trust.sighting import Written, came, wrote
from core.words.commands import Leaked, Noticed
from core.words.documents import plain
from core.words.people import Person, Profile
from core.words.refs import Account, MessageRef, Place

TOWN = Place("here:town")
KIM = Profile(Account("here:1"), ("Kim",), "kim")
CARD = "4111 1111 1111 1111"


def suspicious(about: Profile, words: str) -> bool:
    return about.names == ("Ben",) or "write to me" in words


def said(words: str, **changes: object) -> Written:
    who = Person(Account("here:1"), "Kim")
    told = Written(MessageRef(TOWN, "7"), words, lambda: plain(words), 0, KIM, who)
    return replace(told, **changes)


@pytest.mark.parametrize(
    ("words", "changes", "told"),
    [
        ("hello", {}, []),
        (CARD, {}, [Leaked]),
        (f"write to me about {CARD}", {}, [Leaked, Noticed]),
        (CARD, {"writer": None}, []),
        ("write to me", {"writer": None}, [Noticed]),
        ("write to me", {"about": None}, []),
    ],
)
def test_what_is_told_of_a_message(words: str, changes: dict[str, object], told: list[type]) -> None:
    assert [type(each) for each in wrote(said(words, **changes), suspicious)] == told


def test_an_edit_is_told_anew_and_the_same_message_under_the_same_id() -> None:
    first, again, edited = (
        next(wrote(said("write to me", edited=edit), suspicious)).id for edit in (0, 0, 5)
    )
    assert first == again != edited


def test_whoever_comes_is_told_each_time_that_their_name_passes_for_staff() -> None:
    ben = replace(KIM, names=("Ben",))
    (told,) = came(ben, TOWN, suspicious, "1")
    (again,) = came(ben, TOWN, suspicious, "2")
    assert (told.about, told.where, told.said) == (ben, TOWN, None)
    assert told.id != again.id
    assert list(came(KIM, TOWN, suspicious, "3")) == []
