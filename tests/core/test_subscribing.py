"""What is written after `/subscribe`."""

import pytest

from core.status.subscribing import apart


@pytest.mark.parametrize(
    ("said", "wanted", "mailed"),
    [
        ("", "", False),
        ("mail", "", True),
        ("Mail", "", True),
        ("mail:cards", "cards", True),
        ("mail stop", "stop", True),
        ("mailboxes", "mailboxes", False),
        ("mail-boxes", "mail-boxes", False),
        (" cards ", "cards", False),
    ],
)
def test_by_mail_is_a_word_of_its_own(said: str, wanted: str, *, mailed: bool) -> None:
    assert apart(said) == (wanted, mailed)
