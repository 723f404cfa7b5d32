"""`switchboard screen`, as another program uses it: lines in, lines out, in order."""

import json
import os
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


def test_what_somebody_says_of_themselves_is_looked_at(tmp_path: Path) -> None:
    desk = tmp_path / "switchboard.toml"
    desk.write_text('[desk]\nid = "acme"\nname = "Acme"\n[trust]\ndomains = ["acme.org"]\n')
    speaks = [
        "Official support of Acme",
        "Here to help. Acme support agent | DM me",
        "Suporte oficial da Acme",
        "Verify your wallet at https://acme-support.org",
        "Your assets are safe with us, send your seed phrase to restore them",
    ]
    others = [
        "Acme | Globex | Initech",
        "I love Acme support",
        "Beware of fake Acme support",
        "Not affiliated with Acme support",
        "See https://acme.org/support",
        "Support your local library",
        "",
    ]
    lines = [json.dumps({"name": "Kim", "bio": bio}) for bio in (*speaks, *others)]
    answers = screened(lines, "--config", str(desk))
    assert [each["verdict"] for each in answers] == ["imitation"] * len(speaks) + ["clear"] * len(others)
    assert all(each["reasons"] for each in answers[: len(speaks)])


@pytest.mark.parametrize("options", [["--text"], ["--desk-name", "Acme", "--roster"]])
def test_a_line_that_is_no_text_at_all_is_answered_and_the_next_one_too(
    roster: Path, options: list[str]
) -> None:
    given = [*options, str(roster)] if "--roster" in options else options
    done = subprocess.run(
        [PROGRAM, "screen", *given],
        input=b'{"name": "\xff", "text": "\xff"}\n{"name": "Kim", "text": "Hello"}\n',
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["verdict"] for each in answers] == ["unknown", "clear"]


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
