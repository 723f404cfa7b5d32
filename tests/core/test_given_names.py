"""The list of given names is what the script makes of Faker's lists with signs read as they are now."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_list_is_what_its_script_makes() -> None:
    made = subprocess.run(
        [sys.executable, ROOT / ".ci" / "givennames"],
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert made.stdout == (ROOT / "core" / "trust" / "given.names").read_bytes()
