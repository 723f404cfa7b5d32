"""Names that people are given, folded. By bearing one of these alone, nobody passes for staff."""

from pathlib import Path
from typing import Final

GIVEN: Final = frozenset(
    Path(__file__).with_name("given.names").read_text("ascii").partition("\n")[2].split()
)
