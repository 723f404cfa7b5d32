"""Reading what is typed about an incident: a title, words, and lines that begin with a key.

    Card payments fail
    We are looking into it.
    components: cards, app
    level: major
    eta: 2h

The keys are understood in every language of the catalogues, whoever writes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from core.status.components import IMPACTS, LEVELS, Affected, Impact, Level
from core.status.incidents import CAUSES, STAGES, Cause, Stage
from core.status.maintenance import KINDS, MaintenanceKind
from core.status.maintenance import STAGES as OF_MAINTENANCE
from core.status.rules import StatusRules, Template
from core.words.terms import first_length

Key = Literal[
    "title",
    "words",
    "stage",
    "components",
    "level",
    "impact",
    "eta",
    "since",
    "when",
    "kind",
    "by_hand",
    "cause",
    "template",
]
KEYS: dict[str, Key] = {
    "title": "title", "título": "title",
    "text": "words", "texto": "words", "words": "words",
    "stage": "stage", "fase": "stage", "estado": "stage",
    "components": "components", "component": "components", "componentes": "components", "componente": "components",
    "level": "level", "nível": "level",
    "impact": "impact", "impacto": "impact",
    "eta": "eta", "previsão": "eta",
    "since": "since", "desde": "since",
    "when": "when", "quando": "when",
    "kind": "kind", "tipo": "kind",
    "manual": "by_hand",
    "fault": "cause", "responsável": "cause",
    "template": "template", "modelo": "template",
}  # fmt: skip
STAGE_NAMES: dict[str, Stage] = {
    **{stage: stage for stage in (*STAGES, *OF_MAINTENANCE)},
    "in progress": "in_progress", "em curso": "in_progress", "em andamento": "in_progress",
    "verificando": "verifying", "a verificar": "verifying",
    "concluído": "completed", "concluída": "completed", "done": "completed",
    "cancelado": "cancelled", "cancelada": "cancelled", "canceled": "cancelled",
    "investigando": "investigating", "a investigar": "investigating",
    "identificado": "identified",
    "monitorando": "monitoring", "a monitorizar": "monitoring",
    "resolvido": "resolved",
}  # fmt: skip
NOTHING = frozenset({"-", "none", "nenhum", "nenhuma", "?"})
"""What says that there is none: of an estimate, of the components."""

_LINE = re.compile(r"\s*([^\W\d_]+)\s*[:=]\s*(.*)")
_CLOCK = re.compile(r"(?:(\d{4}-\d{2}-\d{2})[ T])?(\d{1,2}):(\d{2})")
_NUMBER = re.compile(r"\s*#?(\d{1,9})(?=\s|$)")
Wrong = Literal[
    "component",
    "level",
    "impact",
    "eta",
    "since",
    "stage",
    "title",
    "words",
    "past",
    "when",
    "kind",
    "cause",
    "template",
]


@dataclass(frozen=True, slots=True)
class Mistake:
    """What cannot be understood, and the words that say it."""

    what: Wrong
    written: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What was typed, taken apart. None is what was not said; `no_eta`: that there is no estimate any more."""

    title: str = ""
    words: str = ""
    stage: Stage | None = None
    affected: tuple[Affected, ...] | None = None
    impact: Impact | None = None
    eta: datetime | None = None
    no_eta: bool = False
    since: datetime | None = None
    level: Level | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    kind: MaintenanceKind | None = None
    cause: Cause | None = None
    by_hand: bool = False
    """It begins and ends when somebody says so."""


def number_of(words: str) -> tuple[int | None, str]:
    """The number that the words begin with, and what follows."""
    found = _NUMBER.match(words)
    return (None, words) if found is None else (int(found[1]), words[found.end() :].lstrip())


def read(
    words: str,
    filled: Sequence[tuple[str, str]],
    rules: StatusRules,
    zone: str,
    now: datetime,
    *,
    titled: bool,
) -> Written | Mistake:
    """What the words and the fields of a form say; `titled`: the first line is a title, unless a field or a template
    has it. `zone` is the desk's.
    """
    fields = dict(filled)
    titled = titled and "title" not in fields and "template" not in {*fields, *_lines(words, titled=False)}
    given = _lines(words, titled=titled)
    for name in dict.fromkeys(name for name, _ in filled):
        key = KEYS.get(name)
        if key is not None:
            given[key] = ", ".join(value.strip() for each, value in filled if each == name)
    named = given.pop("template", "")
    template = rules.template(named) if named else None
    if named and template is None:
        return Mistake("template", named)
    if template is not None:
        given = _from_template(template) | given
    elif not titled and not given.get("stage"):
        given = _leading_stage(given)
    return _understood(given, rules, zone, now)


def _from_template(template: Template) -> dict[Key, str]:
    """What the template says, as it would be written."""
    said: dict[Key, str] = {"title": template.title, "words": template.words, "level": template.level}
    if template.components:
        said["components"] = ", ".join(template.components)
    if template.eta is not None:
        said["eta"] = f"{template.eta // timedelta(minutes=1)}m"
    return said


def _lines(words: str, *, titled: bool) -> dict[Key, str]:
    given: dict[Key, str] = {}
    rest: list[str] = []
    for line in words.strip().splitlines():
        found = _LINE.fullmatch(line)
        key = KEYS.get(found[1].casefold()) if found else None
        if found is not None and key is not None:
            given[key] = found[2].strip()
        elif titled and "title" not in given and line.strip():
            given["title"] = line.strip()
        else:
            rest.append(line.rstrip())
    said = "\n".join(rest).strip()
    if said:
        given["words"] = f"{given['words']}\n{said}" if given.get("words") else said
    return given


def _leading_stage(given: dict[Key, str]) -> dict[Key, str]:
    """`identified The cause is …`: a stage may come first."""
    words = given.get("words", "")
    for name, stage in STAGE_NAMES.items():
        rest = words[len(name) :]
        if words.casefold().startswith(name) and (not rest or not rest[0].isalnum()):
            return {**given, "stage": stage, "words": rest.lstrip(" :.,-\n")}
    return given


def _understood(given: dict[Key, str], rules: StatusRules, zone: str, now: datetime) -> Written | Mistake:
    level = _level(given.get("level", ""))
    if given.get("level") and level is None:
        return Mistake("level", given["level"])
    impact = _impact(given.get("impact", ""))
    if given.get("impact") and impact is None:
        return Mistake("impact", given["impact"])
    stage = STAGE_NAMES.get(given.get("stage", "").casefold())
    if given.get("stage") and stage is None:
        return Mistake("stage", given["stage"])
    affected = _affected(given["components"], level, rules) if "components" in given else None
    if isinstance(affected, Mistake):
        return affected
    eta, no_eta = None, given.get("eta", "").casefold() in NOTHING
    if given.get("eta") and not no_eta:
        eta = moment(given["eta"], zone, now)
        if eta is None:
            return Mistake("eta", given["eta"])
        if eta <= now:
            return Mistake("past", given["eta"])
    since = moment(given["since"], zone, now, back=True) if given.get("since") else None
    if given.get("since") and (since is None or since > now):
        return Mistake("since", given["since"])
    kind = next((each for each in KINDS if each == given.get("kind", "").casefold()), None)
    if given.get("kind") and kind is None:
        return Mistake("kind", given["kind"])
    cause = next(
        (each for each in CAUSES if each == given.get("cause", "").casefold().replace(" ", "_")), None
    )
    if given.get("cause") and cause is None:
        return Mistake("cause", given["cause"])
    times = span(given["when"], zone, now) if given.get("when") else (None, None)
    if times is None:
        return Mistake("when", given["when"])
    starts, ends = times
    return Written(
        title=given.get("title", ""),
        words=given.get("words", ""),
        stage=stage,
        affected=affected,
        impact=impact,
        eta=eta,
        no_eta=no_eta,
        since=since,
        level=level,
        starts=starts,
        ends=ends,
        kind=kind,
        cause=cause,
        by_hand="by_hand" in given,
    )


def _affected(written: str, level: Level | None, rules: StatusRules) -> tuple[Affected, ...] | Mistake:
    """`cards=major, app`: by ids or labels, each with its level or the one for all."""
    if written.casefold() in NOTHING:
        return ()
    found: list[Affected] = []
    for each in filter(None, (part.strip() for part in re.split(r"[,;\n]", written))):
        name, _, own = each.partition("=")
        component = rules.component(name)
        if component is None:
            return Mistake("component", name.strip())
        meant = _level(own) if own else level or "partial"
        if meant is None:
            return Mistake("level", own.strip())
        found.append(Affected(component.id, meant))
    return tuple(found)


def _level(written: str) -> Level | None:
    return next((each for each in LEVELS if each == written.strip().casefold()), None)


def _impact(written: str) -> Impact | None:
    return next((each for each in IMPACTS if each == written.strip().casefold()), None)


def moment(written: str, zone: str, now: datetime, *, back: bool = False) -> datetime | None:
    """`2h`, `1h30m` from now (or ago, where `back`), `14:30` next (or last), or `2026-12-24 14:30`, in the zone."""
    length, rest = first_length(written)
    if length is not None and not rest:
        return now - length if back else now + length
    found = _CLOCK.fullmatch(written.strip())
    if found is None or int(found[2]) > 23 or int(found[3]) > 59:
        return None
    here = now.astimezone(ZoneInfo(zone))
    try:
        day = date.fromisoformat(found[1]) if found[1] else here.date()
    except ValueError:
        return None
    at = datetime(day.year, day.month, day.day, int(found[2]), int(found[3]), tzinfo=ZoneInfo(zone))
    if not found[1] and back and at > here:
        at -= timedelta(days=1)
    if not found[1] and not back and at <= here:
        at += timedelta(days=1)
    return at.astimezone(now.tzinfo)


def span(written: str, zone: str, now: datetime) -> tuple[datetime, datetime] | None:
    """`2026-12-24 22:00 2h`, `22:00-23:30`, `now 30m`, or `2h 30m` (in two hours, for half an hour); the end is after
    the start and to come.
    """
    said = " ".join(written.replace("–", "-").split())
    said = re.sub(r"(\d)\s*-\s*(\d{1,2}:\d{2})$", r"\1 - \2", said)
    first, dash, last = said.rpartition(" - ")
    if not dash:
        first, _, last = said.rpartition(" ")
    first = first.removesuffix(" for").strip()
    starts = now if first.casefold() in {"now", "agora", "já"} else moment(first, zone, now)
    if starts is None:
        return None
    length, rest = first_length(last)
    ends = starts + length if length is not None and not rest else moment(last, zone, starts)
    return None if ends is None or ends <= starts or ends <= now else (starts, ends)
