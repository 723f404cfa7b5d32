"""`switchboard screen`, as another program uses it: lines in, lines out, in order."""

import json
import random
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageOps

PROGRAM = Path(__file__).parents[2] / ".venv" / "bin" / "switchboard"


def picture(seed: int, file: Path) -> Image.Image:
    """Large soft spots, as different pictures have at different places."""
    dice = random.Random(seed)
    small = Image.new("RGB", (6, 6))
    small.putdata([tuple(dice.randrange(256) for _ in range(3)) for _ in range(36)])
    drawn = small.resize((240, 240), Image.Resampling.BICUBIC)
    drawn.save(file)
    return drawn


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    picture(1, tmp_path / "jane.png")
    lines = [
        {"name": "Jane | Acme (Support)", "username": "jane_acme", "picture": str(tmp_path / "jane.png")},
        {"name": "Omar Haddad"},
    ]
    file = tmp_path / "staff.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    return file


def screened(lines: list[str], *options: str) -> list[dict[str, object]]:
    done = subprocess.run(
        [PROGRAM, "screen", *options], input="\n".join(lines), capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_line_is_answered_in_order_whatever_it_is(roster: Path) -> None:
    names = [{"name": "Jаne | Acme (Support)"}, {"name": "Kim"}, {"name": "x", "username": "jane.acme"}]
    answers = screened(
        [*map(json.dumps, names), "{", "[]", '{"name": 3}'], "--roster", str(roster), "--desk-name", "Acme"
    )
    assert [each["verdict"] for each in answers] == ["imitation", "clear", "imitation", *["unknown"] * 3]
    assert answers[0]["staff"] == "Jane | Acme (Support)"
    assert answers[0]["reasons"]


def test_a_stolen_picture_is_told_and_one_that_cannot_be_looked_at_clears_nobody(
    roster: Path, tmp_path: Path
) -> None:
    stolen = picture(1, tmp_path / "again.png")
    ImageOps.mirror(stolen).resize((96, 96)).save(tmp_path / "stolen.jpg", quality=40)
    picture(2, tmp_path / "other.png")
    (tmp_path / "broken.png").write_bytes(b"\x89PNG nothing")
    files = ["stolen.jpg", "other.png", "broken.png", "absent.png"]
    lines = [json.dumps({"name": "Kim", "picture": str(tmp_path / file)}) for file in files]
    answers = screened(lines, "--roster", str(roster), "--desk-name", "Acme")
    assert [each["verdict"] for each in answers] == ["imitation", "clear", "unknown", "unknown"]
    assert answers[0]["staff"] == "Jane | Acme (Support)"
    assert "mirrored" in str(answers[0]["reasons"])


def test_messages_are_screened_too() -> None:
    said = ["Please send me your seed phrase", "Hello", "my card is 4111 1111 1111 1111"]
    answers = screened([*(json.dumps({"text": each}) for each in said), "{}"], "--text")
    assert [each["verdict"] for each in answers] == ["request_secret", "clear", "secret_leak", "unknown"]


def test_a_roster_that_cannot_be_read_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "staff.jsonl"
    file.write_text('{"name": "Jane"}\n{"nom": "Omar"}\n')
    done = subprocess.run(
        [PROGRAM, "screen", "--roster", file, "--desk-name", "Acme"],
        input="",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "line 2" in done.stderr
