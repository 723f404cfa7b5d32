"""The command line, as a process of its own."""

import asyncio
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest

from adapters.redis.store import open_store
from core.cases.case import Case, Closed, indexes
from core.cases.people import Draft, Requester
from core.ports import Commit
from core.words.documents import plain
from core.words.refs import Account, CaseId, CommandId, direct
from tests.forking import spawn
from tests.stage import PATIENCE, ROOT, staged
from tests.walks.parts import on


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, object]:
        return cast("dict[str, object]", json.loads(self.out))


async def switchboard(*arguments: str, given: bytes = b"", **environ: str) -> Ran:
    """Run one command to its end; it is `given` so much on standard input."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SWITCHBOARD__")}
    if given:
        return await _fed(given, *arguments, env={**kept, **environ})
    with tempfile.TemporaryFile() as said:
        process = await spawn("bots", *arguments, env={**kept, **environ}, stderr=said.fileno())
        out = await asyncio.wait_for(process.stdout.read(), PATIENCE)
        code = await asyncio.wait_for(process.wait(), PATIENCE)
        said.seek(0)
        return Ran(code, out.decode(), said.read().decode())


async def _fed(given: bytes, *arguments: str, env: dict[str, str]) -> Ran:
    """With something on standard input, which what is forked has none of."""
    piped = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bots", *arguments),
        cwd=ROOT,
        env=env,
        stdin=piped,
        stdout=piped,
        stderr=piped,
    )
    out, err = await asyncio.wait_for(process.communicate(given), PATIENCE)
    return Ran(process.returncode or 0, out.decode(), err.decode())


async def test_the_schema_is_printed(tmp_path: Path) -> None:
    ran = await switchboard("schema")
    assert ran.code == 0
    assert set(cast("dict[str, object]", ran.data["properties"])) >= {"desk", "discord", "telegram", "agents"}


async def test_a_wrong_file_is_refused_with_the_key_and_what_was_meant(tmp_path: Path) -> None:
    file = tmp_path / "switchboard.toml"
    file.write_text("[desk]\nlanguag = 'en'\n")
    ran = await switchboard("check", "--json", "--config", str(file))
    assert ran.code == 2
    assert ran.data["ok"] is False
    assert 'did you mean "language"' in str(ran.data["problems"])


async def test_run_without_a_token_says_which_to_set(tmp_path: Path) -> None:
    ran = await switchboard("run", SWITCHBOARD__STORE__PATH=str(tmp_path))
    assert ran.code == 2
    assert "SWITCHBOARD__DISCORD__TOKEN" in ran.err


async def test_a_copy_of_the_running_store_comes_back_with_one_persons_cases(
    tmp_path: Path,
) -> None:
    async with staged(tmp_path) as stage:
        rita, tess, ben = stage.rita, stage.tess, stage.ben
        await tess.start()
        await ben.start()
        await ben.command("/on")
        await rita.say("My card was charged twice")
        await rita.sees("1st")
        await tess.say("Where is my parcel?")
        await tess.sees("2nd")
        copy = tmp_path / "copy.tar"
        options = ("--config", str(stage.config))
        env = dict(stage.environment)
        ran = await switchboard("backup", str(copy), *options, **env)
        assert (ran.code, copy.exists()) == (0, True), ran.err
        again = await switchboard("backup", str(copy), *options, **env)
        assert again.code == 1, "a copy is never written over"

        refused = await switchboard("restore", str(copy), *options, **env)
        assert (refused.code, "not empty" in refused.err) == (1, True)
        elsewhere = {**env, "SWITCHBOARD__STORE__PATH": str(tmp_path / "elsewhere")}
        restored = await switchboard("restore", str(copy), "--json", *options, **elsewhere)
        assert (restored.code, restored.data["ok"]) == (0, True), restored.err

        exported = await switchboard("export", f"discord:{rita.id}", *options, **elsewhere)
        assert exported.data["name"] == "Rita"
        assert "charged twice" in exported.out
        assert "parcel" not in exported.out

        erased = await switchboard("erase", f"discord:{rita.id}", *options, **env)
        assert erased.code == 0, erased.err
        gone = await switchboard("export", f"discord:{rita.id}", *options, **env)
        assert gone.data["cases"] == []
        kept = await switchboard("export", f"telegram:{tess.id}", *options, **env)
        assert "parcel" in kept.out
        await tess.say("Still waiting")
        await ben.press("Take next")
        await ben.sees("Still waiting")
        data = b"".join(each.read_bytes() for each in (tmp_path / "data").rglob("*") if each.is_file())
        assert b"charged twice" not in data


def closed(number: int, ago: timedelta) -> Case:
    at = datetime.now(UTC) - ago
    rita = Account("discord:2101")
    return Case(CaseId(number), rita, "Rita", "en", direct(rita), None, 0, at, Closed(at, "requester", None))


def drafted(who: str, ago: timedelta) -> Requester:
    return Requester(Account(who), "Tess", draft=Draft(plain("my card"), (), None, datetime.now(UTC) - ago))


async def test_closed_cases_and_forgotten_drafts_go_when_their_time_is_over(tmp_path: Path) -> None:
    old, young = closed(1, timedelta(days=31)), closed(2, timedelta(days=29))
    stale, fresh = drafted("telegram:1", timedelta(days=8)), drafted("telegram:2", timedelta(days=6))
    async with staged(tmp_path, "[desk]\nretention_days = 30", running=False) as stage:
        async with open_store(None, tmp_path / "data", "harbour") as store:
            put = {
                "case/1": old,
                "case/2": young,
                **{f"requester/{each.account}": each for each in (stale, fresh)},
            }
            commit = Commit(CommandId("x"), datetime.now(UTC), {}, put, tuple(indexes(old) | indexes(young)))
            await store.commit(commit)
        await stage.start()
        await stage.logged("retention.done")
        kept = await switchboard("export", "discord:2101", "--config", str(stage.config), **stage.environment)
        assert [case["case"] for case in cast("list[dict[str, object]]", kept.data["cases"])] == [2]
        await stage.stop()
        async with open_store(None, tmp_path / "data", "harbour") as store:
            left = await store.load([f"requester/{each.account}" for each in (stale, fresh)])
            assert [each.record for each in left] == [None, fresh]


async def test_an_account_is_written_with_its_platform() -> None:
    ran = await switchboard("erase", "rita")
    assert ran.code == 2
    assert "discord:123456789012345678" in ran.err


@pytest.mark.parametrize("page", ["configuration", "states"])
def test_the_pages_made_from_the_code_are_current(page: str) -> None:
    checked = subprocess.run(
        [sys.executable, ROOT / ".ci" / page, "--check"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


async def test_the_operator_thaws_the_last_admin_beside_the_running_program(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        mo, ben = stage.mo, stage.ben
        await on(ben, mo)
        await ben.command("/staff freeze mo")
        await ben.sees("switchboard thaw mo")
        await mo.command("/on", place="support")
        await mo.sees("Only this desk's agents")
        options = ("--config", str(stage.config))
        wrong = await switchboard("thaw", "ben", *options, **stage.environment)
        assert (wrong.code, "these are: mo" in wrong.err) == (2, True), wrong.err
        ran = await switchboard("thaw", "Mo", *options, **stage.environment)
        assert (ran.code, ran.out) == (0, "Mo is staff again\n"), ran.err
        await ben.sees("Mo is staff again, says the operator")

        async def audited() -> bool:
            await mo.command("/staff audit", place="support")
            return any("the operator thawed Mo" in each.text for each in await mo.messages("support"))

        assert await mo.until(audited, PATIENCE)
        again = await switchboard("thaw", "Mo", *options, **stage.environment)
        assert (again.code, "nobody is frozen" in again.err) == (2, True), again.err
