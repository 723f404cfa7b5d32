"""What the console's pages show, ready to be put into the templates: cards, forms, matters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from markupsafe import Markup

from adapters.web import statusview
from adapters.web.statusview import Say
from core.policy import Facts
from core.status import showing
from core.status.further import further
from core.status.incidents import Incident
from core.status.maintenance import Matter
from core.status.spreading import Spread
from core.words.cards import Action, Card, Field, Form, Verb
from core.words.neutralising import neutralise
from core.words.texts import Text, text

Draw = Callable[[Text], Markup]
Filled = tuple[tuple[str, str], ...]

TITLE: Final = 200
WORDS: Final = 4_000
LINE: Final = 200
PATHS: Final[dict[str, Verb]] = {
    "incident": Verb.INCIDENT,
    "known": Verb.KNOWN,
    "maintenance": Verb.MAINTENANCE,
    "update": Verb.UPDATE,
    "resolve": Verb.RESOLVE,
    "progress": Verb.PROGRESS,
}
"""What is written, by its word in addresses."""
WORD_OF: Final = {verb: word for word, verb in PATHS.items()}
_CONCERNS: Final = {"component": "components", "past": "eta", "cause": "fault"}
"""Where a mistake is said beside another field than the one it is called after."""


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press: a form of its own."""

    verb: str
    argument: str
    label: str
    style: str


@dataclass(frozen=True, slots=True)
class Link:
    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A card."""

    title: Markup
    lines: tuple[Markup, ...]
    tone: str
    buttons: tuple[Button, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One update: when, and by whom."""

    stage: str
    said: str
    words: str


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Input:
    """One field as it is drawn, with what was typed and what is wrong with it."""

    name: str
    label: str
    kind: Literal["line", "area", "one", "many"]
    value: str
    longest: int
    required: bool
    options: tuple[Option, ...]
    error: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form. `error` is what is wrong with none of its fields in particular."""

    title: str
    action: str
    inputs: tuple[Input, ...]
    more: tuple[Input, ...]
    error: str = ""

    @property
    def wrong(self) -> tuple[Input, ...]:
        return tuple(each for each in (*self.inputs, *self.more) if each.error)

    @property
    def more_given(self) -> bool:
        """Whether something is said or wrong among what nobody needs to fill in."""
        return any(each.error or each.value or any(o.chosen for o in each.options) for each in self.more)


def shown(card: Card, draw: Draw, say: Say) -> Shown:
    """A card with its buttons; those that ask what to write about are links."""
    buttons = tuple(
        Button(each.verb.value, each.argument, say(each.label), each.style)
        for each in card.actions
        if each.verb not in WORD_OF
    )
    links = tuple(_link(each, say) for each in card.actions if each.verb in WORD_OF)
    return Shown(draw(card.title), tuple(map(draw, card.lines)), card.tone, buttons, links)


def sheet(form: Form, verb: Verb, filled: Filled | None, wrong: Text | None, say: Say) -> Sheet:
    """A form with what was `filled` in, or with what is chosen at first, and what is wrong with it."""
    inputs = tuple(_input(each, filled, say) for each in form.fields)
    more = tuple(_input(each, filled, say) for each in further(verb))
    path = f"/console/write/{WORD_OF[verb]}" + (f"/{form.argument}" if form.argument else "")
    if wrong is None:
        return Sheet(say(form.title), path, inputs, more)
    said, name = say(wrong), _concerned(wrong)
    known = any(each.name == name for each in (*inputs, *more))
    return Sheet(
        say(form.title),
        path,
        _with_error(inputs, name, said),
        _with_error(more, name, said),
        "" if known else said,
    )


def matter_card(matter: Matter, spread: Spread | None, facts: Facts, draw: Draw, say: Say) -> Shown:
    """One of several: how it stands, how far its news have got, and what can be done about it."""
    lines = list(showing.in_brief(matter, facts, facts.policy.language)[1:])
    if spread is not None and spread.turn != "done":
        lines += showing.progress(spread, matter, facts).lines
    href = f"/console/{matter.number}"
    links = (*ways(matter, say), Link(href, say(text("console.look"))))
    tone = showing.timeline(matter, matter.last.part, facts).tone
    return Shown(draw(showing.titled(matter)), tuple(map(draw, lines)), tone, (), links)


def told(matter: Matter, facts: Facts, say: Say) -> tuple[Entry, ...]:
    """Every update, the latest first, with who said it: colleagues may know."""
    found: list[Entry] = []
    for update, shown in zip(reversed(matter.updates), statusview.told(matter, say), strict=True):
        agent = None if update.by is None else facts.roster.by_id.get(update.by)
        by = say(text("mark.automatic")) if update.by is None else agent.name if agent else update.by
        found.append(Entry(shown.stage, f"{shown.at} · {neutralise(by)}", shown.words))
    return tuple(found)


def ways(matter: Matter, say: Say) -> tuple[Link, ...]:
    """What can be written about it."""
    number = matter.number
    if not isinstance(matter, Incident):
        label = say(text("console.update"))
        return () if matter.over else (Link(f"/console/write/progress/{number}", label),)
    if matter.over:
        return (Link(f"/console/write/update/{number}", say(text("console.afterword"))),)
    return (
        Link(f"/console/write/update/{number}", say(text("console.update"))),
        Link(f"/console/write/resolve/{number}", say(text("console.resolve"))),
    )


def too_long(filled: Filled) -> str | None:
    """The field in which there is more than it takes."""
    return next(
        (name for name, value in filled if len(value) > (WORDS if name == "words" else LINE)),
        None,
    )


def _link(action: Action, say: Say) -> Link:
    return Link(f"/console/write/{WORD_OF[action.verb]}/{action.argument}", say(action.label))


def _input(asked: Field, filled: Filled | None, say: Say) -> Input:
    given = [value for name, value in filled or () if name == asked.name]
    options = tuple(
        Option(each.value, say(each.label), each.chosen if filled is None else each.value in given)
        for each in asked.choices
    )
    kind: Literal["line", "area", "one", "many"] = "area" if asked.long else "line"
    if asked.choices:
        kind = "many" if asked.many else "one"
    longest = WORDS if asked.long else TITLE
    return Input(
        asked.name,
        say(asked.label),
        kind,
        given[0] if given else asked.value,
        longest,
        asked.required,
        options,
    )


def _with_error(inputs: Sequence[Input], name: str, said: str) -> tuple[Input, ...]:
    return tuple(replace(each, error=said) if each.name == name else each for each in inputs)


def _concerned(wrong: Text) -> str:
    if wrong.key == "console.too_long":
        return str(dict(wrong.values)["field"])
    what = wrong.key.partition(".incident_")[2]
    return _CONCERNS.get(what, what)


def headings(say: Say) -> dict[str, str]:
    """The fixed texts of the pages."""
    return {
        "home": say(text("console.home")),
        "enter": say(text("console.enter")),
        "enter_how": say(text("console.enter_how")),
        "leave": say(text("console.leave")),
        "back": say(text("console.back")),
        "write": say(text("console.write")),
        "draft": say(text("console.draft")),
        "open": say(text("console.open")),
        "nothing": say(text("console.nothing")),
        "lately": say(text("console.lately")),
        "told": say(text("console.told")),
        "progress": say(text("console.progress")),
        "follow": say(text("console.follow")),
        "still": say(text("console.still")),
        "more": say(text("console.more")),
        "preview": say(text("console.preview")),
        "change": say(text("console.change")),
        "wrong": say(text("console.wrong")),
        "required": say(text("console.required")),
        "page": say(text("console.page")),
        "new_incident": say(text("form.incident")),
        "new_known": say(text("form.known")),
        "new_maintenance": say(text("form.maintenance")),
    }
