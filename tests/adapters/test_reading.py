"""The second reading: pieces of words, weights in four bits, and what the shipped network makes of messages."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.reading.network import TOGETHER, whole
from adapters.reading.pieces import BEGIN, END, GAP, UNKNOWN, Pieces
from adapters.reading.second import MOST, REMEMBERED, logits, remembered_reading, second_reading
from adapters.reading.weights import loaded
from core.trust.texts import Unread

PIECES = Pieces(
    ["<begin>", "<unknown>", "<end>", GAP, f"{GAP}se", "ed", f"{GAP}seed", "s"],
    [0, 0, 0, -5, -3, -3, -4, -6],
)


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("seed", [6]),  # likelier whole than in two
        ("seeds", [6, 7]),
        ("  seed \n seed ", [6, 6]),
        ("é", [3, UNKNOWN]),
        ("", [3]),
    ],
)
def test_a_text_is_cut_the_likeliest_way(text: str, cut: list[int]) -> None:
    assert PIECES.numbers(text, 10) == [BEGIN, *cut, END]


def test_of_a_long_text_the_beginning_is_cut() -> None:
    assert PIECES.numbers("seed " * 50, 7) == [BEGIN, *[6] * 7, END]


def test_weights_in_four_bits_are_made_whole() -> None:
    scale = np.array([0.5], "<f2").view(np.uint8)
    halves = np.array([number | 15 << 4 for number in range(16)], np.uint8)
    (row,) = whole(np.concatenate([scale, halves])[None])
    assert len(row) == TOGETHER
    assert row.tolist() == [(number - 8) / 2 for number in range(16)] + [3.5] * 16


@pytest.mark.parametrize(
    ("text", "secret", "elsewhere"),
    [
        ("please send me the twelve words of your wallet so that I can restore it", True, False),
        ("Me passa o código que chegou por SMS para eu liberar a conta", True, False),
        ("Escríbele a @soporte_rapido por Telegram y te lo resuelven", False, True),
        ("We never ask for your seed phrase, whoever does is a swindler.", False, False),
        ("Your invoice is in the settings, under Billing.", False, False),
    ],
)
def test_what_a_message_asks_is_told(text: str, secret: bool, elsewhere: bool) -> None:
    assert second_reading(text, "secret", 0, staff=True) == secret
    assert second_reading(text, "elsewhere", 0, staff=True) == elsewhere


def test_staff_are_held_to_less_than_anybody_is_shown_for() -> None:
    for _, anybody, staff in loaded()[2]:
        assert anybody < staff


def test_what_was_read_is_remembered_whatever_the_number_of_its_case() -> None:
    words = "Send me the code for case {}, so that I can unlock it."
    with pytest.raises(Unread) as unread:
        remembered_reading(words.format(4711), "secret", 0, staff=True)
    unread.value.read()
    read = second_reading(words.format(4711), "secret", 0, staff=True)
    assert remembered_reading(words.format(120_812), "secret", 0, staff=True) is read
    for number in range(REMEMBERED):
        logits("x" * (number % 30) + "y" * (number // 30))
    with pytest.raises(Unread):
        remembered_reading(words.format(4711), "secret", 0, staff=True)


@given(st.text(max_size=300))
def test_anything_can_be_read(text: str) -> None:
    found = logits(text)
    assert len(found) == 2
    assert all(np.isfinite(each) for each in found)


def test_more_than_the_network_has_places_for_is_read_in_part() -> None:
    words = "word " * 2_000
    assert len(loaded()[0].numbers(words, MOST)) == MOST + 2
    assert np.isfinite(logits(words)).all()
