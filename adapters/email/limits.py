"""What mail allows, and how fast the desk sends it.

RFC 5321 limits lines, not messages; providers refuse what is larger than about 25 MB.
"""

from datetime import timedelta
from typing import Final

from core.ports import Budget
from core.words.deliveries import Limits

SUBJECT: Final = 200
"""Characters; RFC 5322, 2.1.1 limits a line to 998."""
TIMEOUT: Final = timedelta(seconds=10)
"""For a whole sending: less than a lease, which is 20 seconds."""
AGAIN: Final = timedelta(seconds=5)
LATER: Final = timedelta(seconds=30)
"""After the server has put a mail off: it asks for patience, where one that cannot be reached may be back at once."""

LIMITS: Final = Limits(
    text=1_000_000,
    caption=0,
    file=0,
    files=0,
    buttons=0,
    label=0,
    idempotent=False,
    edit_window=None,
    delete_window=None,
    lists_rooms=False,
    forms=False,
)

EVERYBODY: Final = Budget("mail", rate=5.0, burst=20.0)


def mailbox(to: str) -> Budget:
    """One recipient's: what is put off for one need not wait for all."""
    return Budget(f"mail {to}", rate=0.5, burst=5.0)
