"""What a program that serves a desk holds in memory from the start."""

import subprocess
import sys


def test_libraries_that_few_desks_need_are_not_imported_before_they_are() -> None:
    asked = "import sys, bots.cli; print(*{'PIL', 'redis', 'icalendar', 'holidays', 'numpy', 'simcord'} & sys.modules.keys())"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert found.stdout.split() == []
