"""The catalogues against the code: what it says can be said in every language, and nothing else is kept."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from config.catalogue import Catalogue, Hole, MissingTextError, read
from config.values import TEXTS
from core.cases.case import Again, Called, ClosedBy, Phase, TicketReason
from core.cases.seats import Presence
from core.cases.timekeeping import Wrong
from core.cases.useful import NO, YES
from core.people.proof import Flaw
from core.people.standing import Kind as AskerKind
from core.people.standing import Lack
from core.policy import Policy
from core.promises.notices import NoticeKind
from core.promises.packs import GrantKind
from core.promises.plans import PromiseKind, Strength
from core.status.components import Impact, Level
from core.status.guarantees import Trigger
from core.status.incidents import CAUSES, OVER, Stage
from core.status.maintenance import KINDS as KINDS_OF_WORK
from core.status.writing import Wrong as Unread
from core.trust.rules import Act
from core.trust.suspects import End, What
from core.trust.texts import Forbidden
from core.words.cards import FormKind
from core.words.deliveries import Reason
from core.words.documents import Document, Kind, Mark
from core.words.effects import Stamp
from core.words.menu import FAMILIES as COMMANDS
from core.words.menu import MENU
from core.words.secrets import SecretKind
from core.words.texts import Text, text

ROOT = Path(__file__).parents[2]
SCANNED = ("core", "adapters", "bots", "config")
UNSCANNED = ROOT / "bots" / "sandbox"
LANGUAGES = ("en", "pt-BR", "pt-PT")
KEY = re.compile(r"[a-z][a-z0-9]*(\.[a-z][a-z0-9_]*)+")
COMMAND = re.compile(r"/\w+")
FILES = (".html", ".json", ".toml", ".po")
LOGS = frozenset({"debug", "info", "warning", "error", "exception", "critical", "getLogger"})


def values_of(owner: type, name: str) -> tuple[str, ...]:
    """The values of a field that is a Literal."""
    return get_args(owner.__annotations__[name])


KINDS: tuple[str, ...] = get_args(FormKind)
LOST: tuple[TicketReason, ...] = ("unreachable", "room_lost")
BACK = ("released", "left", "vanished", "silent")
ENFORCED = tuple(end for end in get_args(End) if end != "fine")
FAMILIES: dict[str, tuple[str, ...]] = {
    "stats.*": ("first", "solved"),
    "account.*": get_args(GrantKind),
    "appeal.*": ("muted", "wiped", "lifted", "upheld"),
    "appeal.ruled_*": ("muted", "wiped"),
    "board.seat_*": ("on", "away"),
    "button.*_case": ("view", "reopen"),
    "button.useful_*": (YES, NO),
    "call.*": get_args(Called),
    "claim.for_*": get_args(Trigger),
    "claim.not_*": (*CAUSES, "maintenance"),
    "clock.told_*": ("due_soon", "broken"),
    "closed.*": get_args(TicketReason),
    "command.*": (*(entry.key for entry in MENU), *COMMANDS),
    "complaint.*": ("first", "second"),
    "event.*": BACK,
    "event.broken_*": get_args(PromiseKind),
    "event.closed_*": get_args(ClosedBy),
    "event.handover_*": ("declined", "unanswered"),
    "event.late_*": get_args(PromiseKind),
    "form.*": ("chat", "ticket"),
    "form.words.*": KINDS,
    "header.speak_*": values_of(Policy, "speak"),
    "component.*": get_args(Level),
    "incident.impact_*": get_args(Impact),
    "incident.ended_*": tuple(sorted(OVER)),
    "maintenance.*": KINDS_OF_WORK,
    "maintenance.kind_*": KINDS_OF_WORK,
    "incident.stage_*": get_args(Stage),
    "statuspage.now_*": get_args(Impact),
    "language.*": LANGUAGES,
    "mark.*": ("failed", "uncertain"),
    "proof.flaw_*": get_args(Flaw),
    "proof.lacks_*": tuple(lack for lack in get_args(Lack) if lack not in ("", "waiting")),
    "refusal.incident_*": get_args(Unread),
    "refusal.time_*": get_args(Wrong),
    "refusal.only_*": tuple(kind for kind in get_args(AskerKind) if kind != "guest"),
    "notice.title_*": get_args(NoticeKind),
    "notices.of_*": get_args(NoticeKind),
    "promise.*": get_args(PromiseKind),
    "promises.*.business_days": get_args(PromiseKind),
    "promises.*.business_time": get_args(PromiseKind),
    "promises.*.clock_time": get_args(PromiseKind),
    "promises.strength.*": get_args(Strength),
    "report.outcome_*": get_args(End),
    "report.over_*": ENFORCED,
    "suspect.doing_*": get_args(End),
    "suspect.ended_*": get_args(End),
    "suspect.going_*": ENFORCED,
    "held.*": get_args(Forbidden),
    "staff.noted_*": ("invited", "joined", "let_in", "refused", "removed", "frozen", "thawed", "signed_in"),
    "secret.*": get_args(SecretKind),
    "report.by_mail_*": (*get_args(End), "seen"),
    "report.on_web_*": (*get_args(End), "seen"),
    "suspect.elsewhere_*": ("banned", "fine"),
    "suspect.acts_*": get_args(Act),
    "suspect.asks_*": get_args(Forbidden),
    "suspect.did_*": get_args(What),
    "suspect.trick_*": ("figures", "invisible", "marks", "reversed", "scripts", "separators", "styled"),
    "suspect.trouble_*": ("forbidden", "nowhere", "place_gone", "refused", "spared"),
    "stamp.*": tuple(stamp for stamp in get_args(Stamp) if stamp),
    "state.*": tuple(get_args(phase.__annotations__["kind"])[0] for phase in get_args(Phase)),
    "told.back_*": get_args(Again),
    "told.handover_*": ("declined", "unanswered"),
    "told.presence_*": get_args(Presence),
    "told.requester_*": LOST,
    "told.requeued_*": BACK,
    "undelivered.*": (*(each for each in get_args(Reason) if each != "spared"), "unknown"),
    "unposted.*": (*(each for each in get_args(Reason) if each != "spared"), "unknown"),
}
"""What stands for `*` in the keys that the code puts together."""


@dataclass
class Use:
    """One place in the code where a key is named. `values` is None where they cannot be told."""

    where: str
    key: str
    values: frozenset[str] | None


@dataclass
class Scan:
    """Everything that the code says: keys in full, keys with `*`, and strings that look like keys."""

    uses: list[Use] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)


@cache
def scan() -> Scan:
    found = Scan()
    for folder in SCANNED:
        for file in sorted((ROOT / folder).rglob("*.py")):
            if UNSCANNED not in file.parents:
                _scan_file(file, found)
    return found


def _scan_file(file: Path, found: Scan) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    passed_over = {id(part) for call in calls if _name(call.func) in LOGS for part in ast.walk(call)}
    passed_over |= {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values
    }
    for call in calls:
        where = f"{file.relative_to(ROOT)}:{call.lineno}"
        match _name(call.func), call.args:
            case ("text" | "Text") as name, [argument, *_]:
                given = frozenset(each.arg for each in call.keywords if each.arg is not None)
                told = name == "text" and len(given) == len(call.keywords)
                found.uses += [Use(where, key, given if told else None) for key in _keys(argument)]
            case "button", [ast.Attribute(value=ast.Name(id="Verb"), attr=verb), *_]:
                if not any(each.arg == "label" for each in call.keywords):
                    found.uses.append(Use(where, f"button.{verb.lower()}", frozenset()))
            case _:
                pass
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str() as words) if id(node) not in passed_over:
                if KEY.fullmatch(words) and not words.endswith(FILES):
                    found.named.setdefault(words, f"{file.relative_to(ROOT)}:{node.lineno}")
            case _:
                pass


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def _keys(argument: ast.expr) -> Iterator[str]:
    match argument:
        case ast.Constant(value=str() as key):
            yield key
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts)
        case ast.IfExp(body=body, orelse=orelse):
            yield from _keys(body)
            yield from _keys(orelse)
        case _:
            pass  # A variable: the key it holds is found as a string that looks like one.


CATALOGUE = Catalogue.load("en", "Europe/Lisbon", strict=True)
LOADED = {language.tag: language for language in (read(file) for file in sorted(TEXTS.glob("*.po")))}
KEYS = CATALOGUE.keys("en")
ROOMS = {key.partition(".")[0] for key in KEYS}


def expanded() -> Iterator[Use]:
    """Every use with its key in full."""
    for use in scan().uses:
        if "*" not in use.key:
            yield use
        elif use.key != "button.*":  # Told by the calls of `button`.
            for value in FAMILIES[use.key]:
                if value == "holiday" and use.values is not None and "holiday" not in use.values:
                    continue  # Where the code gives no holiday it means another reason.
                yield Use(use.where, use.key.replace("*", value), use.values)


def holes(tag: str, key: str) -> frozenset[tuple[str, str]]:
    """The values, and how they are written, in all plural forms of a text."""
    forms = LOADED[tag].patterns[key].values()
    return frozenset((piece.name, piece.style) for form in forms for piece in form if isinstance(piece, Hole))


def every_form(tag: str, key: str) -> Iterator[str]:
    for form in LOADED[tag].patterns[key].values():
        yield "".join("000" if isinstance(piece, Hole) else piece.words for piece in form)


def test_every_family_of_keys_is_listed_with_its_values() -> None:
    put_together = {use.key for use in scan().uses if "*" in use.key} - {"button.*"}
    assert put_together == set(FAMILIES)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_everything_that_the_code_says_can_be_said(tag: str) -> None:
    said = {use.key: use.where for use in expanded()}
    said |= {key: where for key, where in scan().named.items() if key.partition(".")[0] in ROOMS}
    assert {key: where for key, where in said.items() if key not in CATALOGUE.keys(tag)} == {}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_nothing_is_kept_that_the_code_does_not_say(tag: str) -> None:
    said = {use.key for use in expanded()} | set(scan().named)
    assert CATALOGUE.keys(tag) - said == set()


def test_words_ask_for_no_value_that_the_code_does_not_give() -> None:
    lacking = [
        f"{use.where}: {use.key} needs {name}"
        for use in expanded()
        if use.values is not None and use.key in KEYS
        for name, _ in holes("en", use.key)
        if name not in use.values
    ]
    assert lacking == []


def test_what_has_plural_forms_is_given_a_count() -> None:
    plural = {key for key in KEYS if len(LOADED["en"].patterns[key]) > 1}
    assert [
        u for u in expanded() if u.key in plural and u.values is not None and "count" not in u.values
    ] == []


def test_the_languages_are_those_that_were_promised_and_equally_full() -> None:
    assert CATALOGUE.languages() == LANGUAGES
    assert {tag: CATALOGUE.keys(tag) ^ KEYS for tag in LANGUAGES} == dict.fromkeys(LANGUAGES, frozenset())


@pytest.mark.parametrize("tag", LANGUAGES)
def test_all_languages_use_the_same_values(tag: str) -> None:
    other = {key for key in KEYS if {n for n, _ in holes(tag, key)} != {n for n, _ in holes("en", key)}}
    assert other == set()


@pytest.mark.parametrize("tag", LANGUAGES)
def test_a_text_has_plural_forms_in_every_language_or_in_none(tag: str) -> None:
    mine, english = LOADED[tag].patterns, LOADED["en"].patterns
    assert {key for key in KEYS if (len(mine[key]) > 1) != (len(english[key]) > 1)} == set()


@pytest.mark.parametrize(
    ("room", "longest"),
    [
        ("button.", 24),
        ("language.pt", 24),
        ("command.", 100),
        ("option.", 100),
        ("command.private_case", 32),
        ("setup.name.", 32),
        ("form.", 45),
        ("room.", 90),
    ],
)
@pytest.mark.parametrize("tag", LANGUAGES)
def test_labels_fit_where_they_are_shown(tag: str, room: str, longest: int) -> None:
    keys = [key for key in KEYS if key.startswith(room)]
    assert keys
    assert [form for key in keys for form in every_form(tag, key) if len(form) > longest] == []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_words_are_put_down_properly(tag: str) -> None:
    for key in KEYS:
        for form in every_form(tag, key):
            assert form == form.strip(), key
            assert "  " not in form, key
            assert not set(form) & set("{}*`<>@\\"), key  # Nothing that reads as formatting or as a mention.


@pytest.mark.parametrize(("tag", "foreign"), [
    ("pt-PT", r"\b(você|tela|arquivo|equipe|senha|contato|time|registrad|usuário)"),
    ("pt-BR", r"\b(consigo|ecrã|ficheiro|equipa\b|palavra-passe|contacto|utilizador|registad|à espera)"),
])  # fmt: skip
def test_each_portuguese_keeps_to_its_own_words(tag: str, foreign: str) -> None:
    found = {
        form
        for key in KEYS
        if not key.startswith("language.")
        for form in every_form(tag, key)
        if re.search(foreign, COMMAND.sub("", form), re.IGNORECASE)
    }
    assert found == set()


@pytest.mark.parametrize(
    ("tag", "count", "said"),
    [
        ("en", 0, "0 people waiting"),
        ("en", 1, "1 person waiting"),
        ("en", 2, "2 people waiting"),
        ("en", 1_000_000, "1,000,000 people waiting"),
        ("pt-BR", 0, "0 pessoa esperando"),
        ("pt-BR", 1, "1 pessoa esperando"),
        ("pt-BR", 2, "2 pessoas esperando"),
        ("pt-BR", 1_000_000, "1.000.000 de pessoas esperando"),
        ("pt-PT", 0, "0 pessoas à espera"),
        ("pt-PT", 1, "1 pessoa à espera"),
        ("pt-PT", 2, "2 pessoas à espera"),
        ("pt-PT", 1_000_000, "1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 de pessoas à espera"),
    ],
)
def test_plurals_follow_each_language(tag: str, count: int, said: str) -> None:
    assert CATALOGUE.say(tag, text("board.waiting", count=count)) == said


@pytest.mark.parametrize(
    ("saved", "locale", "chosen"),
    [
        (None, None, "en"),
        (None, "en-GB", "en"),
        (None, "pt-br", "pt-BR"),
        (None, "pt_PT", "pt-PT"),
        (None, "pt", "pt-PT"),
        (None, "pt-AO", "pt-PT"),
        (None, "de", "en"),
        ("pt-BR", "en-US", "pt-BR"),
        ("tlh", "pt-BR", "pt-BR"),
        (None, "", "en"),
    ],
)
def test_a_language_is_the_saved_one_then_the_nearest_then_the_desks(
    saved: str | None, locale: str | None, chosen: str
) -> None:
    assert CATALOGUE.choose(saved, locale) == chosen


def test_portuguese_that_does_not_say_whose_is_that_of_a_portuguese_desk() -> None:
    brazilian = Catalogue.load("pt-BR", "America/Sao_Paulo")
    assert brazilian.choose(None, "pt") == "pt-BR"
    assert brazilian.choose(None, "pt-PT") == "pt-PT"


NINE = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("tag", "zone", "said"),
    [
        ("en", None, "Live chat opens again: Mon, Nov 23, 9:00\u202fAM (Lisbon time)."),
        ("en", "Etc/GMT", "Live chat opens again: Mon, Nov 23, 9:00\u202fAM GMT."),
        ("en", "Asia/Kolkata", "Live chat opens again: Mon, Nov 23, 2:30\u202fPM (Kolkata time)."),
        ("pt-BR", "America/Sao_Paulo", "O chat ao vivo reabre: seg., 23 de nov., 06:00 (hora de São Paulo)."),
        ("pt-PT", None, "O chat em direto reabre: segunda, 23/11, 09:00 (hora de Lisboa)."),
    ],
)
def test_times_are_in_the_zone_and_name_it(tag: str, zone: str | None, said: str) -> None:
    assert CATALOGUE.say(tag, text("closed.opens", at=NINE), zone) == said


@pytest.mark.parametrize(
    ("tag", "wait", "said"),
    [
        ("en", timedelta(minutes=6), "Expected wait: about 6 minutes"),
        ("en", timedelta(seconds=1), "Expected wait: about 1 minute"),
        ("en", timedelta(minutes=67), "Expected wait: about 1 hour, 10 minutes"),
        ("pt-BR", timedelta(seconds=301), "Espera prevista: cerca de 6 minutos"),
        ("pt-PT", timedelta(days=1, hours=2), "Espera prevista: cerca de 1 dia e 2 horas"),
    ],
)
def test_waits_are_said_roughly(tag: str, wait: timedelta, said: str) -> None:
    assert CATALOGUE.say(tag, text("queue.wait", wait=wait)) == said


@pytest.mark.parametrize(
    ("position", "said"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (22, "22nd"), (1003, "1,003rd")]
)
def test_english_positions_are_ordinal(position: int, said: str) -> None:
    assert CATALOGUE.say("en", text("queue.position", count=position)) == f"You are {said} in line."


@pytest.mark.parametrize(
    ("tag", "kept", "said"),
    [
        ("en", Fraction(1), "100 % uptime"),
        ("en", Fraction(99_999_999, 100_000_000), "99.999 % uptime"),
        ("en", Fraction(1, 2), "50.000 % uptime"),
        ("en", Fraction(0), "0.000 % uptime"),
        ("pt-BR", Fraction(2_973, 2_976), "99,899 % no ar"),
        ("pt-PT", Fraction(2_973, 2_976), "99,899 % disponível"),
    ],
)
def test_what_was_not_kept_is_never_rounded_up_to_what_was(tag: str, kept: Fraction, said: str) -> None:
    uptime = text(
        "claim.uptime", component="Post", month=NINE.date(), share=kept, guaranteed=Fraction(99, 100)
    )
    assert said in CATALOGUE.say(tag, uptime)


@pytest.mark.parametrize(
    ("tag", "kept", "said"),
    [
        ("en", Fraction(1), "100 % uptime"),
        ("en", Fraction(99_999, 100_000), "99.99 % uptime"),
        ("en", Fraction(9_995, 10_000), "99.95 % uptime"),
        ("pt-BR", Fraction(1, 2), "50,00 % no ar"),
        ("pt-PT", Fraction(0), "0,00 % disponível"),
    ],
)
def test_a_share_is_said_in_short_where_many_stand_together(tag: str, kept: Fraction, said: str) -> None:
    assert said in CATALOGUE.say(tag, text("statuspage.uptime", share=kept, count=90))


def test_case_numbers_are_not_grouped() -> None:
    assert CATALOGUE.say("en", text("card.title", case=12345)) == "Case #12345"


def test_texts_inside_texts_are_in_the_same_language() -> None:
    why = text("event.ticket", why=text("closed.holiday", holiday="Natal"))
    assert (
        CATALOGUE.say("pt-PT", why) == "O pedido passou a ticket. O chat em direto está fechado hoje: Natal."
    )


def test_a_document_has_the_catalogues_bold_and_peoples_words_plain() -> None:
    said = CATALOGUE.document("en", text("card.with_agent", agent="**Ana**\n\u202eevil"))
    assert said == Document("You are with **Ana** evil.", (Mark(13, 25, Kind.BOLD),))


def test_an_address_of_the_desk_is_a_link_to_itself() -> None:
    said = CATALOGUE.document("en", text("console.link", url="https://desk.example/console"))
    assert said.marks == (Mark(0, 28, Kind.LINK, "https://desk.example/console"),)


def test_a_missing_key_or_value_raises_where_it_must() -> None:
    with pytest.raises(MissingTextError, match=r"no\.such in en"):
        CATALOGUE.say("en", Text("no.such"))
    with pytest.raises(MissingTextError, match="case"):
        CATALOGUE.say("en", text("card.title"))


def test_a_missing_key_is_shown_and_logged_once_in_production(caplog: pytest.LogCaptureFixture) -> None:
    forgiving = Catalogue.load("en", "UTC")
    assert [forgiving.say("en", Text("no.such")) for _ in range(3)] == ["no.such"] * 3
    assert [record.message for record in caplog.records] == ["texts.missing"]
