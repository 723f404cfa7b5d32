"""Accounts that people are sent to, and threads that are opened for them, as if they were the desk's."""

import pytest

from core.trust.handles import sent_to
from core.trust.names import Official, Screen
from core.trust.verdicts import Nearness
from core.words.people import Profile

SCREEN = Screen([Official("Marta Oliveira"), Official("Mo")], "Harbour Support")


@pytest.mark.parametrize(
    ("words", "handles"),
    [
        ("write to @harbour_helpdesk on telegram", ["harbour_helpdesk"]),
        ("here: t.me/Harbour_Support and https://t.me/harbour_admin.", ["Harbour_Support", "harbour_admin"]),
        ("@harbour_helpdesk! and @someone", ["harbour_helpdesk", "someone"]),
        ("is @harbour_helpdesk really you?", []),
        ("never write to @harbour_helpdesk", []),
        ("@harbour_helpdesk is a scammer", []),
        ("@Harbour_Bot opens a ticket", []),
        ("mail me at jo@harbour_helpdesk.example", []),
        ("no account here", []),
    ],
)
def test_who_is_sent_where(words: str, handles: list[str]) -> None:
    assert list(sent_to(words, frozenset({"harbour_bot"}))) == handles


@pytest.mark.parametrize(
    ("handle", "helps"),
    [
        ("harbour_helpdesk", True),
        ("HarbourSupport", True),
        ("harb0ur_supp0rt", True),
        ("harbour", False),
        ("harbour_lisbon", False),
        ("harbour_fan", False),
        ("marta_oliveira", False),
        ("some_support", False),
    ],
)
def test_a_handle_reads_like_the_desks_support(handle: str, *, helps: bool) -> None:
    assert SCREEN.helps(handle) is helps


@pytest.mark.parametrize(
    ("name", "resembles"), [("Marta", True), ("Oliveira, M.", True), ("mo", True), ("Zoe Quill", False)]
)
def test_a_word_in_common_is_a_reason_to_look_at_the_picture(name: str, *, resembles: bool) -> None:
    assert SCREEN.nearness(Profile(None, (name,))) is (Nearness.ALIKE if resembles else Nearness.NONE)


@pytest.mark.parametrize(
    ("thread", "is_case"),
    [
        ("ticket-0482", True),
        ("Case #12", True),
        ("Harbour support 77", True),
        ("chamado 5", True),
        ("ticket for my deposit 300", False),
        ("top 10 tips", False),
        ("2026", False),
        ("help", False),
    ],
)
def test_a_thread_is_called_like_a_case(thread: str, *, is_case: bool) -> None:
    assert SCREEN.is_case(thread) is is_case
