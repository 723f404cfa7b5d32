"""Which names pass for staff's. The figures over many are in tests/bench/test_lookalikes.py."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.trust.folding import folded
from core.trust.names import ALERT, Official, Screen
from core.trust.shown import visible
from core.words.people import Profile
from tests.bench import benign, imitations

DESK = "Plutus"
STAFF = (
    "Jone | Plutus (Support)",
    "Borja | Plutus (Technical)",
    "Ana | Plutus (Community)",
    "Nerea Garmendia",
)
PLAIN = ("Joan Quero", "Alex", "Hartwig", "Angelika")
SCREEN = Screen(
    [*(Official(name) for name in (*STAFF, *PLAIN)), Official("Peter Okonkwo", ("peter_plutus",))],
    DESK,
    ["Community", "Product"],
)


@pytest.mark.parametrize(
    ("name", "staff"),
    [
        ("Jone | Plutus (Support)", STAFF[0]),
        ("Jоne | Plutus (Support)", STAFF[0]),
        ("𝓙𝓸𝓷𝓮 | 𝓟𝓵𝓾𝓽𝓾𝓼", STAFF[0]),
        ("ᴊᴏɴᴇ ᴘʟᴜᴛᴜꜱ", STAFF[0]),
        ("J\u200bo\u200bne Support", STAFF[0]),
        ("\u202e)troppuS( sutulP | enoJ", STAFF[0]),
        ("J̶o̶n̶e̶ Plutus", STAFF[0]),
        ("J o n e | P l u t u s", STAFF[0]),
        ("Plutus Support Jone", STAFF[0]),
        ("Jnoe | Pluts (Suport)", STAFF[0]),
        ("JonePlutusSupport", STAFF[0]),
        ("Jone | Plut", STAFF[0]),
        ("B0rja Plutu5", STAFF[1]),
        ("Borja Admin", STAFF[1]),
        ("Borja | Plutus (Techni", STAFF[1]),
        ("Borja Plutus Tam", STAFF[1]),
        ("Borja Plutus nTeam", STAFF[1]),
        ("Ana | Plutus", STAFF[2]),
        ("Nerea Garmendla", STAFF[3]),
        ("Garmendia, Nerea", STAFF[3]),
        ("Nerea Garmend", STAFF[3]),
        ("Nerea Gar", STAFF[3]),
        ("Nera Garmendia", STAFF[3]),
        ("snʇnld ǝuoɾ", STAFF[0]),
        ("Borja Financeiro", STAFF[1]),
        ("Ana Facturación", STAFF[2]),
        ("Plutus Notifications", DESK),
        ("plutussuppport", DESK),
        ("Plutus Customer Care", DESK),
        ("Jan Quero", PLAIN[0]),
        ("Joan Quero | Plutus Support", PLAIN[0]),
        ("Alxe", PLAIN[1]),
        ("Angeilkn", PLAIN[3]),
        ("Plutus Support", DESK),
        ("PIutus HeIpdesk", DESK),
        ("Plutus", DESK),
        ("Xabier | Plutus (Support)", DESK),
    ],
)
def test_it_passes_for(name: str, staff: str) -> None:
    verdict = SCREEN.name(name)
    assert (verdict.kind, verdict.staff) == ("imitation", staff)
    assert verdict.reasons


@pytest.mark.parametrize(
    "name",
    [
        "Jone", "Ana", "Jone Smith", "Borja L.", "Nerea", "Nerea Garcia", "Peter", "I love Plutus", "Plutus fan",
        "Jone loves Plutus", "Plutus holder", "Plutus to the moon", "Helen Carey", "Adkins", "Никита Иванов",
        "محمد علي", "山田太郎", "김민수", "Jone123", "Apolonia", "Ada Support-Worker", "Jone Carré",
        "Plutus customer", "Cliente Plutus", "Help An", "¡Ana!", "🇵🇹 Ana", "Kɔkɔɔ Ana",
        "Borja Suppo", "Cô Ana Lê", "Alec", "Alx", "Hrtwgi", "OtherCare", "", " ", "🦊", "!!!",
    ],
)  # fmt: skip
def test_it_passes_for_nobody(name: str) -> None:
    assert SCREEN.name(name).kind == "clear"


@pytest.mark.parametrize(
    ("name", "staff"), [("🇲🇴 🇸🇺🇵🇵🇴🇷🇹", "Mo"), ("Ке¡kо Plutus", "Keiko | Plutus (Support)")]
)
def test_signs_that_are_mostly_something_else_are_letters_within_words(name: str, staff: str) -> None:
    screen = Screen([Official("Mo"), Official("Keiko | Plutus (Support)")], DESK)
    assert screen.name(name).staff == staff
    assert screen.name("🇲🇴 Wanda").kind == "clear"


def test_short_words_about_the_desk_are_not_put_together_to_a_name_of_staff() -> None:
    screen = Screen([Official("Cloe | Plutus (Social)")], DESK, ["Social"])
    assert screen.name("I love Plutus").kind == "clear"
    assert screen.name("C l o e P l u t u s").kind == "imitation"


def test_a_user_name_of_staff_is_told_even_written_otherwise() -> None:
    for username in ("peter_plutus", "peter.plutus", "peterplutus1", "p3ter_plutus", "peter_plutuss"):
        assert SCREEN.look(Profile(None, ("Somebody",), username)).kind == "imitation"
    assert SCREEN.look(Profile(None, ("Somebody",), "peter_parker")).kind == "clear"


def test_the_gravest_of_somebodys_names_counts() -> None:
    assert SCREEN.look(Profile(None, ("Kim", "Jone | Plutus"), "kim")).staff == STAFF[0]


@pytest.mark.parametrize("title", imitations.CLASSES)
def test_most_of_every_kind_of_imitation_is_found(title: str) -> None:
    made = list(imitations.imitations(list(STAFF), imitations.CLASSES[title], 200, random.Random(title)))
    assert len(made) >= 100
    found = sum(SCREEN.name(seen).score >= ALERT for _, seen in made)
    assert found >= 0.9 * len(made)


def test_natural_names_are_left_in_peace() -> None:
    assert not [name for name in benign.natural(3_000, 5) if SCREEN.name(name).score >= ALERT]
    assert not [name for name in benign.fans(DESK, 1_000, 5) if SCREEN.name(name).score >= ALERT]


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(name: str) -> None:
    verdict = SCREEN.look(Profile(None, (name,), name))
    assert 0.0 <= verdict.score <= 1.0
    assert verdict.kind in {"imitation", "clear"}
    assert "\u202e" not in visible(name)


@given(
    st.sampled_from(STAFF),
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from("\u200b\u2060\ufeff\u00ad"))),
)
def test_signs_that_are_not_seen_change_nothing(name: str, hidden: list[tuple[int, str]]) -> None:
    dirty = name
    for place, sign in hidden:
        dirty = dirty[:place] + sign + dirty[place:]
    assert SCREEN.name(dirty).staff == name
    assert "".join(word.full for word in folded(dirty).words) == "".join(
        word.full for word in folded(name).words
    )
