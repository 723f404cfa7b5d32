"""Reading what is typed about incidents and maintenance."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.status.components import Affected, Component, ComponentId
from core.status.rules import StatusRules, Template
from core.status.writing import Mistake, Written, moment, number_of, read, span

NOW = datetime(2026, 3, 2, 12, 30, tzinfo=UTC)
CARDS, APP = ComponentId("cards"), ComponentId("app")
RULES = StatusRules(
    components=(
        Component(CARDS, {"en": "Card payments", "pt-PT": "Pagamentos"}),
        Component(APP, {"en": "App"}),
    )
)


def written(words: str, *filled: tuple[str, str], titled: bool = True) -> Written | Mistake:
    return read(words, filled, RULES, "Europe/Lisbon", NOW, titled=titled)


def test_a_title_words_and_lines_with_keys_are_told_apart() -> None:
    said = "Payments fail\nWe look.\nNote: cash works.\ncomponents: cards=major, app\neta: 2h\nsince: 30m"
    assert written(said) == Written(
        "Payments fail",
        "We look.\nNote: cash works.",
        affected=(Affected(CARDS, "major"), Affected(APP, "partial")),
        eta=NOW + timedelta(hours=2),
        since=NOW - timedelta(minutes=30),
    )


def test_keys_are_read_in_portuguese_and_components_by_their_labels() -> None:
    read_ = written("Falha\nJá vemos.\nComponentes: Pagamentos\nNível: degraded\nPrevisão: 14:30")
    assert read_ == Written(
        "Falha",
        "Já vemos.",
        affected=(Affected(CARDS, "degraded"),),
        level="degraded",
        eta=datetime(2026, 3, 2, 14, 30, tzinfo=UTC),
    )


def test_a_form_says_the_same_as_a_message() -> None:
    filled = (("title", "Payments fail"), ("components", "cards"), ("components", "app"), ("level", "major"))
    assert written("We look.", *filled) == Written(
        "Payments fail",
        "We look.",
        affected=(Affected(CARDS, "major"), Affected(APP, "major")),
        level="major",
    )


@pytest.mark.parametrize(
    ("words", "stage", "left"),
    [
        ("identified The cause is known.", "identified", "The cause is known."),
        ("Monitoring: it looks well", "monitoring", "it looks well"),
        ("in progress", "in_progress", ""),
        ("Identifiedly nothing", None, "Identifiedly nothing"),
        ("We look.\nstage: monitoring", "monitoring", "We look."),
    ],
)
def test_an_update_may_begin_with_its_stage(words: str, stage: str | None, left: str) -> None:
    said = written(words, titled=False)
    assert isinstance(said, Written)
    assert (said.stage, said.words) == (stage, left)


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("components: boats", Mistake("component", "boats")),
        ("level: awful", Mistake("level", "awful")),
        ("components: cards=awful", Mistake("level", "awful")),
        ("impact: huge", Mistake("impact", "huge")),
        ("eta: soon", Mistake("eta", "soon")),
        ("eta: 2026-01-01 10:00", Mistake("past", "2026-01-01 10:00")),
        ("since: 2027-01-01 10:00", Mistake("since", "2027-01-01 10:00")),
        ("stage: asleep", Mistake("stage", "asleep")),
        ("when: some day", Mistake("when", "some day")),
        ("kind: odd", Mistake("kind", "odd")),
    ],
)
def test_what_cannot_be_understood_is_named(line: str, mistake: Mistake) -> None:
    assert written(f"Title\nWords\n{line}") == mistake


@pytest.mark.parametrize(
    ("said", "back", "at"),
    [
        ("1h30m", False, "2026-03-02T14:00"),
        ("1h30m", True, "2026-03-02T11:00"),
        ("14:30", False, "2026-03-02T14:30"),
        ("12:00", False, "2026-03-03T12:00"),
        ("13:00", True, "2026-03-01T13:00"),
        ("2026-07-01 10:00", False, "2026-07-01T09:00"),  # summer time in Lisbon
        ("25:00", False, None),
        ("2026-02-30 10:00", False, None),
    ],
)
def test_moments_are_in_the_desks_zone(said: str, back: bool, at: str | None) -> None:
    found = moment(said, "Europe/Lisbon", NOW, back=back)
    assert found == (None if at is None else datetime.fromisoformat(at).replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("said", "starts", "ends"),
    [
        ("2026-03-05 22:00 2h", "2026-03-05T22:00", "2026-03-06T00:00"),
        ("2026-03-05 22:00 for 2h", "2026-03-05T22:00", "2026-03-06T00:00"),
        ("22:00-23:30", "2026-03-02T22:00", "2026-03-02T23:30"),
        ("22:00 - 01:00", "2026-03-02T22:00", "2026-03-03T01:00"),
        ("now 30m", "2026-03-02T12:30", "2026-03-02T13:00"),
        ("2h 30m", "2026-03-02T14:30", "2026-03-02T15:00"),
    ],
)
def test_spans_have_a_start_and_an_end(said: str, starts: str, ends: str) -> None:
    expected = tuple(datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (starts, ends))
    assert span(said, "Europe/Lisbon", NOW) == expected


@pytest.mark.parametrize("said", ["", "22:00", "22:00 x", "2026-03-01 10:00 1h"])
def test_what_is_no_span_to_come_is_none(said: str) -> None:
    assert span(said, "Europe/Lisbon", NOW) is None


@pytest.mark.parametrize(
    ("said", "number", "rest"), [("#3 found", 3, "found"), ("3", 3, ""), ("3rd", None, "3rd")]
)
def test_a_number_may_come_first(said: str, number: int | None, rest: str) -> None:
    assert number_of(said) == (number, rest)


DOWN = Template("down", "Cards fail", "We look.", (CARDS,), "major", timedelta(minutes=90))
WITH_TEMPLATE = replace(RULES, templates=(DOWN,))
AS_IT_IS = Written(
    "Cards fail",
    "We look.",
    affected=(Affected(CARDS, "major"),),
    level="major",
    eta=NOW + timedelta(minutes=90),
)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("template: down", AS_IT_IS),
        ("Modelo: DOWN", AS_IT_IS),
        ("template: down\nOnly in shops.", replace(AS_IT_IS, words="Only in shops.")),
        (
            "template: down\ntitle: Tills fail\neta: -",
            replace(AS_IT_IS, title="Tills fail", eta=None, no_eta=True),
        ),
        (
            "template: down\ncomponents: app=degraded",
            replace(AS_IT_IS, affected=(Affected(APP, "degraded"),)),
        ),
        ("template: up", Mistake("template", "up")),
    ],
)
def test_what_is_not_written_comes_from_the_template(words: str, meant: Written | Mistake) -> None:
    assert read(words, (), WITH_TEMPLATE, "Europe/Lisbon", NOW, titled=True) == meant


def test_a_template_begins_with_nothing_that_is_not_in_it() -> None:
    bare = replace(RULES, templates=(Template("odd", "Odd", "We look."),))
    found = read("template: odd", (), bare, "Europe/Lisbon", NOW, titled=True)
    assert found == Written("Odd", "We look.", level="partial")
