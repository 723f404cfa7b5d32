"""Secrets that are written by mistake are found in any layout, and nothing else is taken for one."""

import random
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from faker import Faker
from hypothesis import given
from hypothesis import strategies as st
from mnemonic import Mnemonic

from core.trust.redacting import cleaned
from core.trust.secrets import MARK, found, without
from core.words.cards import Verb
from core.words.commands import Pressed
from core.words.documents import plain
from core.words.people import Person
from core.words.refs import Account, CommandId, Place

XPRV = (
    "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGt"
    "RBeJgk33yuGBxrMPHi"
)


def phrase(seed: int, words: int = 12, language: str = "english") -> list[str]:
    dice = random.Random(seed)
    entropy = bytes(dice.randrange(256) for _ in range(words * 4 // 3))
    return Mnemonic(language).to_mnemonic(entropy).split()


def thirds(words: list[str]) -> list[tuple[str, ...]]:
    """Every three words that follow each other, by the four letters that tell the words of a list apart."""
    short = [word[:4] for word in words]
    return list(zip(short, short[1:], short[2:], strict=False))


LAYOUTS = {
    "spaces": " ".join,
    "lines": "\n".join,
    "commas": ", ".join,
    "numbered": lambda words: "\n".join(f"{n}. {word}" for n, word in enumerate(words, 1)),
    "capitals": lambda words: " ".join(words).upper(),
    "dashes": "-".join,
    "zero width": lambda words: " ".join(word[:2] + "\u200b" + word[2:] for word in words),
    "in a sentence": lambda words: (
        f"Hello, my wallet is locked, these are my words: {' '.join(words)} - please help me"
    ),
    "interrupted": lambda words: " ".join(words[:7]) + " and then come " + " ".join(words[7:]),
    "of four letters": lambda words: " ".join(word[:4] for word in words),
}


SCATTERED = (
    (
        "you may create and use a modified version of this License if you rename the license and remove any "
        "references to the name of the license steward (except to note that such modified license differs from this "
        "License)"
    ),
    (
        "output width at beginning of run and reuse result [Sami Kerola]\n - fix coding style [Karel Zak]\n"
        " - in man page admit that any week has just one"
    ),
    (
        "image size to 16384 * 16384\n* Remove range and sample position from it\n* Ensure only one of each item "
        "exists\n* Ensure each item ID is cited once\n* Check merged extents item size against the file size"
    ),
)
"""Twelve words of the list and more, a right checksum among them by chance, with others in between."""


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("length", [12, 15, 18, 24])
def test_a_seed_phrase_is_found_in_any_layout(layout: str, length: int) -> None:
    for seed in range(40):
        words = phrase(seed, length)
        text = LAYOUTS[layout](words)
        kinds = [each.kind for each in found(text)]
        assert "phrase" in kinds, text
        left = without(plain(text), found(text)).text
        assert not set(thirds(words)) & set(thirds(re.findall(r"[a-z]+", left.replace("\u200b", "").lower())))


@pytest.mark.parametrize("language", Mnemonic.list_languages())
def test_a_phrase_of_every_official_list_is_found(language: str) -> None:
    for seed in range(10):
        assert [each.kind for each in found(" ".join(phrase(seed, 12, language)))] == ["phrase"]


def test_one_slip_of_the_hand_hides_no_phrase() -> None:
    dice, hidden = random.Random(3), 0
    for seed in range(300):
        words = phrase(seed)
        place = dice.randrange(12)
        word = words[place]
        at = dice.randrange(len(word))
        words[place] = word[:at] + dice.choice("bcdfghjkmnpqrstvwz") + word[at + dice.randrange(2) :]
        hidden += not found(" ".join(words))
    assert hidden <= 15


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("5KJvsngHeMpm884wtkJNzQGaCErckhHJBGFsvd3VyK5qMZXj3hS", "key"),
        ("my private key 0x" + "4f3edf983ac636a65a842ce7c78d9aa706d3b113bce9c46f30d7d21715b23b1d", "key"),
        (XPRV, "key"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA\n-----END RSA PRIVATE KEY-----", "key"),
        ("[" + ", ".join("12" for _ in range(64)) + "]", "key"),
        ("ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8", "token"),
        ("123456789:AAF" + "x" * 32, "token"),
        ("xoxb-123456789012-abcdefGHIJ", "token"),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U", "token"),
        ("my card is 4111 1111 1111 1111, please charge it", "card"),
        ("5500-0055-5555-5559", "card"),
        ("378282246310005", "card"),
    ],
)  # fmt: skip
def test_keys_tokens_and_cards_are_found(text: str, kind: str) -> None:
    assert [each.kind for each in found(text)] == [kind]
    assert MARK in without(plain(text), found(text)).text


@pytest.mark.parametrize(
    "text",
    [
        "tx 0x4f3edf983ac636a65a842ce7c78d9aa706d3b113bce9c46f30d7d21715b23b1d has not arrived",
        "the order 1234 5678 9012 3456", "<@123456789012345678> and #1575985426202624000",
        "call +55 11 91234 5678 9012",
        "4111 1111 1111 1112", "0000 0000 0000 0000", "https://example.org/4111111111111111",
        "Please send me the amount of money that you think it will take to build this house above the water line again",
        "", "x", "█████",
        *SCATTERED,
    ],
)  # fmt: skip
def test_nothing_else_is_taken_for_a_secret(text: str) -> None:
    assert found(text) == ()


def test_ordinary_text_has_none() -> None:
    for locale in ("en_US", "pt_BR", "de_DE", "ja_JP", "zh_CN", "ru_RU"):
        source = Faker(locale)
        source.seed_instance(1)
        assert not [text for text in (source.paragraph(20) for _ in range(60)) if found(text)]


@given(st.text(max_size=400))
def test_any_text_can_be_looked_at(text: str) -> None:
    spans = found(text)
    assert all(0 <= each.start < each.end <= len(text) for each in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))


def test_what_is_typed_into_any_field_of_a_form_is_cleaned() -> None:
    who = Person(Account("sea:ben"), "Ben")
    secret = " ".join(phrase(7))
    filled = (("title", f"Wallets down {secret}"), ("components", "cards"))
    typed = Pressed(
        CommandId("a"), who, Place("sea:desk"), Verb.INCIDENT, words=plain("We look."), filled=filled
    )
    clean = cleaned(typed)
    assert isinstance(clean, Pressed)
    assert clean.filled == (("title", f"Wallets down {MARK}"), ("components", "cards"))
    assert (clean.words, clean.removed) == (plain("We look."), ("phrase",))
    assert cleaned(replace(typed, filled=filled[1:])) == replace(typed, filled=filled[1:])


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("words", ["abandon " * 11 + "about", "test " * 11 + "junk", "zoo " * 11 + "wrong"])
def test_a_phrase_that_is_made_to_try_things_out_is_one(words: str, *, alone: bool) -> None:
    written = words if alone else f"I made {words} and now it is empty"
    assert [each.kind for each in found(written)] == ["phrase"]


def test_by_themselves_the_words_of_a_phrase_are_one_whatever_words_they_are() -> None:
    talk = "you any same good person thank talk write try"
    last = next(
        word for word in Mnemonic("english").wordlist if Mnemonic("english").check(f"{talk} more help {word}")
    )
    assert [each.kind for each in found(f"my words:\n{talk} more help {last}")] == ["phrase"]
