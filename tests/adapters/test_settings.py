"""The settings file: what is taken, what is refused and in which words, and the policy it makes."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from config.policy import Places, policy, reloaded
from config.problems import table_at
from config.promises import Promise
from config.schema import schema
from config.settings import Settings, SettingsError, load
from config.watch import watch
from core.people.directory import PlanId
from core.policy import Agent, Policy
from core.promises.hours import ALWAYS, Span, standing
from core.promises.notices import Rule
from core.promises.plans import Blocks, BusinessDays, BusinessTime, ClockTime, Nothing, Plan
from core.promises.plans import Promise as PromiseRule
from core.words.refs import Account, AgentId, Place, Role, direct

DESKS = Path(__file__).parents[2] / "config" / "desks"
Read = Callable[..., Settings]
Refused = Callable[..., list[str]]

PLACES = Places(
    discord=lambda guild, channel: Place(f"discord:channel:{channel}@{guild}"),
    telegram=lambda chat, thread: Place(f"telegram:chat:{chat}/{thread}"),
    server=lambda guild: Place(f"discord:guild:{guild}"),
    role=lambda role: Role(f"discord:role:{role}"),
)
NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(words: str, environ: Mapping[str, str] | None = None) -> Settings:
        file = tmp_path / "switchboard.toml"
        file.write_text(words, encoding="utf-8")
        return load(file, environ or {})

    return reading


@pytest.fixture
def refused(read: Read, tmp_path: Path) -> Refused:
    """The lines with which it is refused, the folder left out."""

    def refusing(words: str, environ: Mapping[str, str] | None = None) -> list[str]:
        with pytest.raises(SettingsError) as wrong:
            read(words, environ)
        return str(wrong.value).replace(f"{tmp_path}/", "").splitlines()

    return refusing


def rules(settings: Settings) -> Policy:
    return policy(settings, PLACES, NOW)


# ---- what is taken


def test_an_empty_file_is_a_desk(read: Read) -> None:
    settings = read("")
    assert (settings.desk.id, settings.desk.language, settings.desk.zone) == ("desk", "en", "UTC")
    assert (settings.discord.requests_per_second, settings.discord.token) == (48.7, None)
    telegram = settings.telegram
    assert (telegram.messages_per_second, telegram.chat_per_second, telegram.group_per_minute) == (
        29.2,
        1,
        20,
    )
    assert (settings.store.path, settings.web.host, settings.web.port) == ("./data", "127.0.0.1", 8080)
    assert rules(settings).live_chat.hours.week == ALWAYS.week


def test_without_any_file_the_defaults_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(None, {}) == Settings()
    (tmp_path / "switchboard.toml").write_text('[desk]\nid = "here"', encoding="utf-8")
    assert load(None, {}).desk.id == "here"


@pytest.mark.parametrize("desk", ["demo", "plutus", "plugcloud", "webplug", "plugin"])
def test_the_ready_made_desks_are_fine(desk: str) -> None:
    made = rules(load(DESKS / f"{desk}.toml", {}))
    assert made.topics
    assert {len(topic.label) for topic in made.topics} == {3}


def test_the_environment_goes_over_the_file(read: Read) -> None:
    environ = {
        "SWITCHBOARD__DESK__NAME": "From the environment",
        "SWITCHBOARD__LIVE_CHAT__FULLNESS": "3.5",
        "SWITCHBOARD__LIVE_CHAT__NEEDS_AGENTS": "false",
        "SWITCHBOARD__DISCORD__GUILD": "77",
        "SWITCHBOARD__TELEGRAM__AGENT_GROUPS": "[-1001, -1002]",
        "SWITCHBOARD__LIVE_CHAT__HOURS": '{"daily": ["10:00-11:00"]}',
        "SWITCHBOARD__STORE__URL": "redis://:pass@store/0",
        "SWITCHBOARD_OTHER": "ignored",
    }
    settings = read('[desk]\nid = "mine"\nname = "From the file"', environ)
    assert (settings.desk.id, settings.desk.name) == ("mine", "From the environment")
    assert (settings.live_chat.fullness, settings.live_chat.needs_agents) == (3.5, False)
    assert (settings.discord.guild, settings.telegram.agent_groups) == (77, (-1001, -1002))
    assert settings.live_chat.hours.spans()[0] == (Span(time(10), time(11)),)
    assert settings.store.url is not None
    assert settings.store.url.get_secret_value() == "redis://:pass@store/0"


def test_a_secret_comes_from_a_file_and_is_never_shown(read: Read, tmp_path: Path) -> None:
    secret = tmp_path / "token"
    secret.write_text("hush-hush\n", encoding="utf-8")
    settings = read(
        '[telegram]\ntoken = "murmur"\n[store]\nurl = "redis://:whisper@host"',
        {"SWITCHBOARD__DISCORD__TOKEN_FILE": str(secret)},
    )
    assert settings.discord.token is not None
    assert settings.discord.token.get_secret_value() == "hush-hush"
    for shown in (repr(settings), str(settings), settings.model_dump_json()):
        assert re.search("hush|murmur|whisper", shown) is None


@pytest.mark.parametrize(
    ("written", "length"),
    [
        ("90s", timedelta(seconds=90)),
        ("5m", timedelta(minutes=5)),
        ("1h30m", timedelta(minutes=90)),
        ("2d", timedelta(days=2)),
        ("1h 5s", timedelta(hours=1, seconds=5)),
    ],
)
def test_durations(read: Read, written: str, length: timedelta) -> None:
    assert read(f'[live_chat]\nfirst_response = "{written}"').live_chat.first_response == length


def test_a_day_goes_before_weekdays_and_those_before_daily(read: Read) -> None:
    hours = read(
        """
        [live_chat.hours]
        daily = ["08:00-20:00"]
        weekdays = ["13:00-17:00", "09:00-12:00"]
        fri = ["09:00-24:00"]
        sun = []
        """
    ).live_chat.hours.spans()
    split = (Span(time(9), time(12)), Span(time(13), time(17)))
    assert hours == (split, split, split, split, (Span(time(9)),), (Span(time(8), time(20)),), ())


def test_holidays_and_exceptions(read: Read) -> None:
    hours = rules(
        read(
            """
            [desk]
            zone = "Europe/Lisbon"
            language = "pt-PT"
            [live_chat]
            hours = { daily = ["09:00-17:00"] }
            holidays = { country = "PT" }
            [[live_chat.exceptions]]
            date = 2026-12-24
            hours = ["09:00-12:00"]
            [[live_chat.exceptions]]
            date = 2026-12-31
            closed = true
            name = "Inventário"
            [[live_chat.exceptions]]
            date = "2026-12-25"
            hours = ["10:00-11:00"]
            [[live_chat.exceptions]]
            date = 2026-12-30
            closed = true
            """
        )
    ).live_chat.hours
    assert hours.holidays[date(2026, 12, 8)] == "Imaculada Conceição"
    assert {day.year for day in hours.holidays} == {2026, 2027, 2028}
    at = [standing(hours, datetime(2026, 12, day, 10, 30, tzinfo=UTC)) for day in (8, 24, 25, 30, 31)]
    assert [(each.why, each.holiday) for each in at] == [
        ("holiday", "Imaculada Conceição"),
        ("open", ""),
        ("open", ""),
        ("hours", ""),
        ("holiday", "Inventário"),
    ]


def test_live_chat_has_its_own_zone_or_the_desks(read: Read) -> None:
    own = '[desk]\nzone = "Europe/London"\n[live_chat]\nhours = { daily = ["09:00-10:00"] }\n'
    assert rules(read(own)).live_chat.hours.zone == "Europe/London"
    assert rules(read(f'{own}zone = "Etc/GMT"')).live_chat.hours.zone == "Etc/GMT"


def test_agents(read: Read) -> None:
    made = rules(
        read(
            """
            [[agents]]
            name = "Sara | Support"
            alias = "Sara"
            accounts = { discord = 12, telegram = [34, "56"] }
            capacity = 5
            languages = ["pt_PT", "en"]
            admin = true
            [[agents]]
            id = "bo"
            name = "Bo"
            accounts = ["telegram:78"]
            private = true
            """
        )
    ).agents
    accounts = (Account("discord:12"), Account("telegram:34"), Account("telegram:56"))
    assert made == (
        Agent(AgentId("sara-support"), "Sara | Support", accounts, 5, "Sara", ("pt-PT", "en"), admin=True),
        Agent(AgentId("bo"), "Bo", (Account("telegram:78"),), 3, private=True),
    )


def test_words_are_given_for_all_languages_or_by_language(read: Read) -> None:
    made = rules(
        read(
            """
            [[topics]]
            id = "vpn"
            label = "VPN"
            priority = 2
            [[macros]]
            name = "hi"
            words = { en = "Hi", pt_BR = "Oi" }
            """
        )
    )
    assert made.topics[0].label == {"en": "VPN", "pt-BR": "VPN", "pt-PT": "VPN"}
    assert made.macros[0].words == {"en": "Hi", "pt-BR": "Oi"}


def test_places_come_from_the_adapters(read: Read) -> None:
    made = rules(
        read(
            """
            on_call = ["telegram:99", "telegram:topic:-1001:7"]
            boards = ["telegram:chat:-1001", "discord:channel:8"]
            [discord]
            guild = 1
            staff_guild = 2
            board_channel = 5
            """
        )
    )
    assert made.on_call == (direct(Account("telegram:99")), "telegram:chat:-1001/7")
    assert made.boards == ("discord:channel:5@2", "telegram:chat:-1001/None", "discord:channel:8@2")


@pytest.mark.parametrize(
    ("words", "rooms"),
    [
        ("", {"discord": "private", "telegram": "private"}),
        (
            "[discord]\nagents_forum = 3\n[telegram]\nagent_groups = [-5]",
            {"discord": "rooms", "telegram": "rooms"},
        ),
        ('[telegram]\nagent_groups = [-5]\nrooms = "private"', {"discord": "private", "telegram": "private"}),
    ],
)
def test_agents_have_rooms_where_there_is_a_place_for_them(
    read: Read, words: str, rooms: dict[str, str]
) -> None:
    assert dict(rules(read(words)).rooms) == rooms


def test_a_new_file_changes_the_rules_but_neither_the_roster_nor_the_id(read: Read) -> None:
    old = rules(read('[desk]\nid = "one"\n[[agents]]\nname = "Ana"\naccounts = ["discord:1"]'))
    new = reloaded(old, rules(read('[desk]\nid = "two"\nrequests_per_hour = 3')))
    assert (new.desk, new.agents, new.requests_per_hour) == ("one", old.agents, 3)


def test_calendars_plans_ticket_hours_and_notices(read: Read) -> None:
    made = rules(
        read("""
        desk.zone = "Europe/Lisbon"
        tickets.calendar = "office"
        [[calendars]]
        name = "office"
        hours = { weekdays = ["09:00-13:00", "14:00-18:00"] }
        holidays = { country = "PT" }
        exceptions = [{ date = 2026-12-24, hours = "09:00-12:00" }]
        [[calendars]]
        name = "overseas"
        zone = "America/New_York"
        hours = { daily = "09:00-17:00" }
        [[topics]]
        id = "outage"
        label = "Outage"
        [[plans]]
        id = "gold"
        label = "Gold"
        calendar = "overseas"
        credit = "2h"
        blocks = { inside = "10m" }
        lines = ["email:gold@example.org"]
        open_to = ["contact"]
        due_soon = 0.5
        [[plans.promises]]
        answer = "first"
        within = "4h"
        [[plans.promises]]
        answer = "first"
        clock = "5m"
        contact = "own"
        topics = ["outage"]
        [[plans.promises]]
        answer = "resolution"
        days = 2
        strength = "average"
        lines = ["email"]
        stage = 2
        [[plans.promises]]
        answer = "next"
        nothing = true
        [[notices]]
        kind = "renewal"
        days_ahead = [14, 60, 30]
        [[notices]]
        kind = "price"
        days_ahead = [30]
        date = 2027-01-01
        plans = ["gold"]
        who = "authorised"
        words = { en = "Dear {customer}" }
        """)
    )
    assert made.ticket_hours is made.book.hours("office")
    assert made.ticket_hours.zone == made.book.zone == "Europe/Lisbon"
    assert made.ticket_hours.days == {date(2026, 12, 24): (Span(time(9), time(12)),)}
    assert date(2026, 12, 25) in made.ticket_hours.holidays
    assert made.book.hours("overseas").zone == "America/New_York"
    assert made.book.hours("always") == ALWAYS
    assert made.notices == (
        Rule("renewal", (60, 30, 14)),
        Rule("price", (30,), date(2027, 1, 1), (PlanId("gold"),), "authorised", (("en", "Dear {customer}"),)),
    )
    assert made.book.plans == (
        Plan(
            "gold",
            {"en": "Gold", "pt-BR": "Gold", "pt-PT": "Gold"},
            "overseas",
            (
                PromiseRule("first", BusinessTime(timedelta(hours=4))),
                PromiseRule("first", ClockTime(timedelta(minutes=5)), reach="own", topics=("outage",)),
                PromiseRule("resolution", BusinessDays(2), "average", lines=("email",), stage=2),
                PromiseRule("next", Nothing()),
            ),
            timedelta(hours=2),
            Blocks(timedelta(minutes=10), timedelta(minutes=30)),
            ("email:gold@example.org",),
            ("contact",),
            0.5,
        ),
    )


def test_without_a_word_of_them_nothing_is_promised_and_tickets_are_for_all_hours(read: Read) -> None:
    made = rules(read(""))
    assert (made.book.plans, made.notices, made.ticket_hours) == ((), (), ALWAYS)


# ---- what is refused, and how it is said


def _refusals() -> Iterator[tuple[str, list[str]]]:
    """The table beside this file: what stands in a file, and in which words it is refused."""
    blocks = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").split("\n\n")[1:]
    for block in blocks:
        lines = block.strip().splitlines()
        said = [line.removeprefix("! ") for line in lines if line.startswith("! ")]
        yield "\n".join(line for line in lines if not line.startswith("! ")), said


@pytest.mark.parametrize(("words", "said"), [pytest.param(*row, id=row[1][0]) for row in _refusals()])
def test_what_is_wrong_is_refused_in_plain_words(refused: Refused, words: str, said: list[str]) -> None:
    assert refused(words) == [f"switchboard.toml: {line}" for line in said]


def test_everything_that_is_wrong_is_said_at_once_and_where_it_came_from(refused: Refused) -> None:
    assert refused(
        '[desk]\nzone = "Mars"\nnmae = "x"\n[web]\nport = 1',
        {
            "SWITCHBOARD__WEB__PORT": "70000",
            "SWITCHBOARD__DISCORD__TOKEN_FILE": "/nowhere",
            "SWITCHBOARD__DESK__ID__MORE": "x",
            "SWITCHBOARD__DESK__ID": "ok",
            "SWITCHBOARD__WBE__PORT": "1",
        },
    ) == [
        'SWITCHBOARD__DESK__ID__MORE: desk.id.more: "id" is not a table; give the whole of it as JSON',
        "SWITCHBOARD__DISCORD__TOKEN_FILE: discord.token: /nowhere cannot be read: No such file or directory",
        'switchboard.toml: desk.zone: there is no time zone "Mars"',
        'switchboard.toml: desk.nmae: there is no such key; did you mean "name"?',
        "SWITCHBOARD__WEB__PORT: web.port: it should be less than or equal to 65535",
        'SWITCHBOARD__WBE__PORT: wbe: there is no such key; did you mean "web"?',
    ]


ODD: tuple[object, ...] = (
    5,
    -1,
    1.5,
    True,
    "",
    "x",
    "9" * 400,
    [],
    [5],
    [[]],
    [{}],
    {},
    {"x": 1},
    {"": []},
    None,
)


@pytest.mark.parametrize("section", sorted(Settings.model_fields))
def test_whatever_stands_there_is_taken_or_refused_but_never_a_crash(section: str) -> None:
    table = table_at((section,), Settings)
    several = section in {"agents", "topics", "macros", "calendars", "plans", "notices"}
    tries: list[object] = list(ODD)
    if table is not None:
        filled = [{key: odd} for key in table.model_fields for odd in ODD]
        tries += [[each] for each in filled] if several else filled
    if section == "live_chat":
        tries += [{"hours": {day: odd}} for day in ("mon", "daily", "always") for odd in ODD]
        tries += [
            {"holidays": {key: odd, "country": "PT"}} for key in ("country", "subdivision") for odd in ODD
        ]
        tries += [{"exceptions": [{"date": odd, "closed": True}]} for odd in ODD]
    if section == "plans":
        line = {"answer": "first", "days": 1}
        filled = [{**line, key: odd} for key in Promise.model_fields for odd in ODD]
        tries += [[{"id": "a", "label": "A", "promises": [each]}] for each in filled]
    taken = explained = 0
    for odd in tries:
        try:
            rules(load(None, {f"SWITCHBOARD__{section.upper()}": json.dumps(odd)}))
        except SettingsError as wrong:
            explained += all(problem.wrong for problem in wrong.problems)
        else:
            taken += 1
    assert taken + explained == len(tries)
    assert explained


def test_a_secret_given_twice_or_empty_is_refused(refused: Refused, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.write_text("\n", encoding="utf-8")
    token, file = "SWITCHBOARD__DISCORD__TOKEN", "SWITCHBOARD__DISCORD__TOKEN_FILE"
    other = tmp_path / "other"
    other.write_text("sesame", encoding="utf-8")
    assert refused("", {token: "open", file: str(other)}) == [
        f"{file}: discord.token: it is given twice, by {token}"
    ]
    assert refused("", {file: str(empty)}) == [f"{file}: discord.token: empty is empty"]


@pytest.mark.parametrize(
    "secret", ["whsec_MDEyMzQ1Njc4OWFiY2RlZg==", "whsec_MDEyMzQ1Njc4OWFiY2RlZg", "0" * 16]
)
def test_a_monitors_secret_is_base64_padded_or_not_or_any_words(read: Read, secret: str) -> None:
    found = read(f'[status]\nhook_secret = "{secret}"').status.hook_secret
    assert found is not None
    assert found.get_secret_value() == secret


def test_no_secret_is_in_what_is_said(refused: Refused) -> None:
    said = refused(
        '[discord]\ntoken = ["hush"]\n[telegram]\nwebhook_secret = "hush hush"\n[store]\nurl = "ftp://:hush@x"\n'
    )
    assert len(said) == 3
    assert "hush" not in "".join(said)


def test_a_missing_file_is_named_with_its_neighbours(tmp_path: Path) -> None:
    (tmp_path / "desk.toml").touch()
    with pytest.raises(
        SettingsError, match=r"dsk\.toml: there is no such file; beside it there are desk\.toml"
    ):
        load(tmp_path / "dsk.toml", {})


# ---- reloading, and the schema


async def test_a_changed_file_is_taken_and_a_bad_one_refused(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "switchboard.toml"
    file.write_text('[desk]\nname = "One"', encoding="utf-8")
    contents = iter(
        [
            '[desk]\nname = "One"',  # touched, the same
            '[desk]\nnmae = "Two"',  # bad
            None,  # gone
            '[desk]\nname = "Three"',
        ]
    )
    looks = 0

    async def sleep(_: timedelta) -> None:
        nonlocal looks
        looks += 1
        words = next(contents)
        file.unlink(missing_ok=True)
        if words is not None:
            file.with_suffix(".new").write_text(f"{words}\n# {looks}", encoding="utf-8")
            file.with_suffix(".new").rename(file)

    changes = watch(file, {}, sleep)
    changed = await anext(changes)
    assert (changed.desk.name, looks) == ("Three", 4)
    refusals = [vars(record)["wrong"] for record in caplog.records if record.message == "settings.refused"]
    assert refusals == ['there is no such key; did you mean "name"?', "there is no such file"]


async def test_a_changed_directory_is_read_anew_though_the_settings_say_the_same(tmp_path: Path) -> None:
    file, customers = tmp_path / "switchboard.toml", tmp_path / "customers.toml"
    customers.write_text("")
    file.write_text(f'[directory]\nfile = "{customers}"')
    contents = iter(["", "", "# one more", "# one more", "# and another"])
    looks = 0

    async def sleep(_: timedelta) -> None:
        nonlocal looks
        looks += 1
        words = next(contents)
        if words != customers.read_text():
            customers.write_text(words)

    changes = watch(file, {}, sleep)
    assert (await anext(changes)).directory.file == str(customers)
    assert looks == 3
    await anext(changes)
    assert looks == 5


def test_the_schema_describes_every_key() -> None:
    described = json.loads(schema())
    assert set(described["properties"]) == set(Settings.model_fields)
    assert described["additionalProperties"] is False
    chat = described["$defs"]["LiveChat"]["properties"]
    assert chat["first_response"]["default"] == "5m"
    assert chat["first_response"]["type"] == "string"
    assert described["$defs"]["Desk"]["properties"]["speak"]["enum"] == ["reply", "direct"]
