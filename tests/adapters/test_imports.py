"""What a program that serves a desk holds in memory from the start."""

import subprocess
import sys


def test_libraries_that_few_desks_need_are_not_imported_before_they_are() -> None:
    large = {"PIL", "redis", "icalendar", "holidays", "numpy", "simcord"}
    asked = "import sys, bots.cli; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert large & set(found.stdout.split()) == set()
