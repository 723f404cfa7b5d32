"""What is given to a second reading: sentences together, as they stand, with one name for what is the desk's own."""

import pytest

from core.trust.passages import LONGEST, OURS_IS, passages, written
from core.trust.plain import plain
from core.trust.sentences import sentences

OURS = ("harbour.example", "@harbour_desk")


def given(text: str) -> list[str]:
    read, places = plain(text)
    return [written(each, text, read, places) for each in passages(sentences(read, OURS))]


def test_a_short_text_is_one_passage_as_it_stands() -> None:
    assert given("Olá! Não me diga a senha. É só sua.") == ["Olá! Não me diga a senha. É só sua."]


def test_a_long_text_is_cut_between_sentences_and_loses_none() -> None:
    said = [f"This is sentence number {number} of a long answer." for number in range(30)]
    found = given(" ".join(said))
    assert len(found) > 1
    assert all(len(each) <= LONGEST for each in found)
    assert " ".join(map(str.strip, found)) == " ".join(said)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Write to help@harbour.example today", f"Write to {OURS_IS} today"),
        ("Ask @harbour_desk, or see harbour.example", f"Ask {OURS_IS}, or see {OURS_IS}"),
        ("harbour.example", OURS_IS),
        ("Ask @harbour_desk_help", "Ask @harbour_desk_help"),
    ],
)
def test_what_is_the_desks_own_has_one_name(text: str, asked: str) -> None:
    assert given(text) == [asked]


@pytest.mark.parametrize("text", ["ѕend your ѕeed", "send your s e e d", "send your se\u200bed"])
def test_letters_that_are_not_what_they_seem_are_given_as_they_are_read(text: str) -> None:
    assert given(text) == ["send your seed"]


def test_nothing_is_no_passage() -> None:
    assert given("") == []
