"""The command line.

    switchboard demo                    try it without tokens
    switchboard run --config FILE       serve a desk
    switchboard check                   read the configuration and say what is wrong
    switchboard doctor                  look at tokens, intents, permissions, store and clock
    switchboard schema                  the configuration as a JSON Schema
    switchboard backup FILE             copy the built-in store, running or not
    switchboard restore FILE            put a copy into an empty data folder
    switchboard report < MAIL           a mail that reports a fake, as mail servers give it to a command
    switchboard screen --config FILE    names in, one JSON line each; whom they pass for out
    switchboard export ACCOUNT          what is kept of a person ("discord:1234", "telegram:5678")
    switchboard erase ACCOUNT           erase it
    switchboard thaw AGENT              let a frozen member of staff go on

Exit codes: 0 fine, 1 a fault, 2 wrong usage or configuration; of `report` those that mail servers know.
"""

import argparse
import asyncio
import gc
import json
import os
import resource
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, replace
from importlib.util import find_spec
from pathlib import Path

import uvloop

from adapters.discord.client import FatalDiscordError
from adapters.email.inbound import LARGEST
from adapters.reading.second import second_reading
from adapters.redis.embedded import EmbeddedError
from adapters.telegram.adapter import FatalTelegramError
from bots import doctor, logs, mailreports, thawing, upkeep, wiring
from config.catalogue import Catalogue
from config.problems import Problem
from config.schema import schema
from config.settings import FILE, Settings, SettingsError, load
from config.values import account
from core.ports import StoreUnavailable
from core.trust.names import of_policy
from core.trust.texts import ALL
from core.words.refs import Account

FINE, FAULT, USAGE = 0, 1, 2
FAULTS = (
    FatalDiscordError,
    FatalTelegramError,
    EmbeddedError,
    StoreUnavailable,
    FileExistsError,
    FileNotFoundError,
)
"""What an operator can mend: told in one line, without a trace."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        code: int = options.command(options)
    except SettingsError as error:
        return _refused(error, options)
    except (*FAULTS, BaseExceptionGroup) as raised:
        faults = _leaves(raised)
        if not all(isinstance(fault, FAULTS) for fault in faults):
            raise
        for fault in faults:
            print(f"switchboard: {fault}", file=sys.stderr)
        return FAULT
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="switchboard", description="A support desk on Discord and Telegram."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="serve a desk")
    run.add_argument("--config", type=Path, metavar="FILE")
    run.add_argument("--only", metavar="PART,PART", help=f"of {', '.join(wiring.PARTS)}; needs store.url")
    run.add_argument("--log-level", default="info", choices=["debug", "info", "warning", "error"])
    run.set_defaults(command=_run)
    trial = commands.add_parser("demo", help="a desk on a simulated Discord and Telegram, without tokens")
    trial.add_argument("--port", type=int, default=8080)
    trial.add_argument("--no-browser", action="store_true")
    trial.add_argument("--json", action="store_true", help="the ready line as JSON")
    trial.set_defaults(command=_demo)
    screen = commands.add_parser("screen", help="which names pass for staff: JSON lines in, JSON lines out")
    screen.add_argument("--config", type=Path, metavar="FILE", help="the desk whose agents are the staff")
    screen.add_argument(
        "--roster", type=Path, metavar="FILE", help='the staff, as lines {"name", "username"?}'
    )
    screen.add_argument("--desk-name", metavar="NAME", help="what the desk is called; with --roster")
    screen.add_argument("--text", action="store_true", help='messages instead of names: lines {"text"}')
    screen.set_defaults(command=_screen)
    mailed = commands.add_parser("report", help="take a mail that reports a fake, on standard input")
    mailed.add_argument("--config", type=Path, metavar="FILE")
    mailed.set_defaults(command=_report)
    for name, does, command, argument in (
        ("check", "read the configuration and say what is wrong", _check, ""),
        ("doctor", "look at tokens, intents, permissions, store and clock", _doctor, ""),
        ("schema", "the configuration as a JSON Schema", _schema, ""),
        ("backup", "copy the built-in store to a file, running or not", _backup, "FILE"),
        ("restore", "put a copy into an empty data folder", _restore, "FILE"),
        ("export", "what is kept of a person, as JSON", _export, "ACCOUNT"),
        ("erase", "erase what is kept of a person", _erase, "ACCOUNT"),
        ("thaw", "let a frozen member of staff go on, by id or name", _thaw, "AGENT"),
    ):
        parser_of = commands.add_parser(name, help=does)
        parser_of.add_argument("--config", type=Path, metavar="FILE")
        parser_of.add_argument("--json", action="store_true")
        if argument:
            parser_of.add_argument(
                argument.lower(), metavar=argument, type=Path if argument == "FILE" else str
            )
        parser_of.set_defaults(command=command)
    return parser


def _run(options: argparse.Namespace) -> int:
    settings = load(options.config, os.environ)
    parts = _parts(options.only)
    if options.only and settings.store.url is None:
        print("switchboard: --only needs a store server that all parts share: set store.url", file=sys.stderr)
        return USAGE
    if settings.discord.token is None and settings.telegram.token is None:
        print(
            "switchboard: no platform: set SWITCHBOARD__DISCORD__TOKEN or SWITCHBOARD__TELEGRAM__TOKEN, "
            "or try `switchboard demo`",
            file=sys.stderr,
        )
        return USAGE
    logs.to_stderr(options.log_level, _secrets(settings))

    async def serve(stop: asyncio.Event) -> None:
        async with wiring.assembled(settings, file=_file(options)) as program:
            program.on_hangup()
            platforms = " ".join(program.adapters)

            def ready(url: str) -> None:
                print(f"ready {url} {platforms}".rstrip(), flush=True)
                for on, code in program.unsettled():
                    print(
                        f"nobody answers on {on} yet: send /setup {code} there to become the first",
                        flush=True,
                    )

            await program.run(ready, stop, parts)

    _until_signalled(serve)
    return FINE


def _demo(options: argparse.Namespace) -> int:
    if find_spec("simcord") is None:
        print("switchboard: the demo needs the extra `sandbox`; `make demo` brings it", file=sys.stderr)
        return USAGE
    from bots import demo  # noqa: PLC0415 - it is there with the extra alone

    logs.to_stderr("warning", ())
    browser = not (options.no_browser or os.environ.get("CI") or os.environ.get("NO_BROWSER"))

    async def serve(stop: asyncio.Event) -> None:
        await demo.run(options.port, stop, browser=browser, as_json=options.json)

    _until_signalled(serve)
    return FINE


def _check(options: argparse.Namespace) -> int:
    settings = load(options.config, os.environ)
    wiring.desk_rules(settings)
    platforms = [
        name
        for name, token in (("discord", settings.discord.token), ("telegram", settings.telegram.token))
        if token
    ]
    if options.json:
        print(json.dumps({"ok": True, "desk": settings.desk.id, "platforms": platforms, "problems": []}))
    else:
        print(f"fine: desk {settings.desk.id!r}, platforms with a token: {', '.join(platforms) or 'none'}")
    return FINE


def _doctor(options: argparse.Namespace) -> int:
    settings = load(options.config, os.environ)
    logs.to_stderr("critical", _secrets(settings))
    lines = asyncio.run(doctor.look(settings))
    fine = not doctor.fatal(lines)
    if options.json:
        print(json.dumps({"ok": fine, "lines": [asdict(line) for line in lines]}, ensure_ascii=False))
    else:
        print(*lines, sep="\n")
    return FINE if fine else FAULT


def _schema(_options: argparse.Namespace) -> int:
    print(schema(), end="")
    return FINE


def _screen(options: argparse.Namespace) -> int:
    if options.roster is not None and options.desk_name is None:
        print("switchboard: --roster needs --desk-name: what the desk is called", file=sys.stderr)
        return USAGE
    from bots import screening  # noqa: PLC0415 - what compares pictures is large, and `run` starts without it

    if options.text:
        rules = load(options.config, os.environ).trust.texts() if options.config else ALL
        screening.run_texts(sys.stdin.buffer, sys.stdout.buffer, replace(rules, second=second_reading))
        return FINE
    if options.roster is not None:
        roster = screening.of_roster(options.roster, options.desk_name)
    else:
        desk = wiring.desk_rules(load(options.config, os.environ))
        roster = screening.Roster(of_policy(desk), rules=desk.texts)
    roster = replace(roster, rules=replace(roster.rules, second=second_reading))
    screening.run(sys.stdin.buffer, sys.stdout.buffer, roster, Catalogue.load("en", "UTC"))
    return FINE


def _backup(options: argparse.Namespace) -> int:
    settings = load(options.config, os.environ)
    asyncio.run(upkeep.backup(settings, options.file))
    return _did(options, f"copied to {options.file}", file=str(options.file))


def _restore(options: argparse.Namespace) -> int:
    settings = load(options.config, os.environ)
    asyncio.run(upkeep.restore(settings, options.file))
    return _did(options, f"restored into {settings.store.path}", folder=settings.store.path)


def _export(options: argparse.Namespace) -> int:
    settings = load(options.config, os.environ)
    found = asyncio.run(upkeep.export(settings, wiring.desk_rules(settings), _account(options)))
    print(json.dumps(asdict(found), indent=2, ensure_ascii=False))
    return FINE


def _erase(options: argparse.Namespace) -> int:
    settings = load(options.config, os.environ)
    touched = asyncio.run(upkeep.erase(settings, _account(options)))
    return _did(options, f"erased: {touched} keys touched", keys=touched)


def _report(options: argparse.Namespace) -> int:
    data = sys.stdin.buffer.read(LARGEST + 1)
    try:
        heard = asyncio.run(mailreports.report(load(options.config, os.environ), data))
    except SettingsError as error:
        _refused(error, options)
        return mailreports.LATER
    if heard.said:
        print(f"switchboard: {heard.said}", file=sys.stderr)
    return heard.code


def _thaw(options: argparse.Namespace) -> int:
    settings = load(options.config, os.environ)
    asyncio.run(thawing.thaw(settings, wiring.desk_rules(settings), options.agent))
    return _did(options, f"{options.agent} is staff again", agent=options.agent)


def _did(options: argparse.Namespace, said: str, **facts: str | int) -> int:
    print(json.dumps({"ok": True, **facts}) if options.json else said)
    return FINE


def _account(options: argparse.Namespace) -> Account:
    try:
        return Account(account(options.account))
    except ValueError as wrong:
        raise SettingsError((Problem("ACCOUNT", "", str(wrong)),)) from None


def _file(options: argparse.Namespace) -> Path | None:
    """The file that the settings came from, if there is one."""
    file: Path = options.config or Path(FILE)
    return file if file.is_file() else None


def _refused(error: SettingsError, options: argparse.Namespace) -> int:
    if getattr(options, "json", False):
        print(json.dumps({"ok": False, "problems": [str(problem) for problem in error.problems]}))
    for problem in error.problems:
        print(f"switchboard: {problem}", file=sys.stderr)
    return USAGE


def _parts(only: str | None) -> tuple[wiring.Part, ...]:
    if only is None:
        return wiring.PARTS
    named = {part.strip() for part in only.split(",")}
    unknown = named - set(wiring.PARTS)
    if unknown:
        print(f"switchboard: no such part: {', '.join(sorted(unknown))}", file=sys.stderr)
        raise SystemExit(USAGE)
    return tuple(part for part in wiring.PARTS if part in named)


def _secrets(settings: Settings) -> tuple[str, ...]:
    held = (
        settings.discord.token,
        settings.telegram.token,
        settings.telegram.webhook_secret,
        settings.store.url,
        settings.mail.password,
        settings.directory.token,
        settings.people.secret,
    )
    return tuple(secret.get_secret_value() for secret in held if secret is not None)


def _until_signalled(serve: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    """Serve until SIGINT or SIGTERM asks for an orderly stop; a second one stops at once."""

    async def work() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        # What was imported lives as long as the program: looking through it again and again for garbage costs
        # a tenth of the throughput.
        gc.freeze()
        gc.set_threshold(20_000, 20, 50)
        # A crowd of readers must not take the connections to the platforms and the store.
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))

        def signalled() -> None:
            if stop.is_set():
                os._exit(FAULT)
            stop.set()

        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, signalled)
        await serve(stop)

    uvloop.run(work())


def _leaves(raised: BaseException) -> list[BaseException]:
    if not isinstance(raised, BaseExceptionGroup):
        return [raised]
    return [leaf for each in raised.exceptions for leaf in _leaves(each)]


if __name__ == "__main__":
    sys.exit(main())
