"""The settings: `switchboard.toml`, and the environment over it.

    settings = load(Path("switchboard.toml"), os.environ)

`SWITCHBOARD__DISCORD__TOKEN` in the environment is `token` in `[discord]`; lists and tables are JSON there.
`SWITCHBOARD__DISCORD__TOKEN_FILE` names a file that holds the secret. Nothing is read when this is imported.
"""

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator

from config.environment import overlaid
from config.guarantees import GuaranteeTable
from config.opening import Section
from config.people import Directory, Mail, People
from config.problems import Problem, SettingsError, explained
from config.promises import ALWAYS, Calendar, Notice, Plan
from config.sections import (
    Agent,
    Component,
    ComponentGroup,
    Desk,
    Discord,
    LiveChat,
    Macro,
    Monitor,
    Status,
    Store,
    Telegram,
    Topic,
    WebServer,
    Where,
)
from config.tickets import Category, Department, Tickets
from config.trust import Trust
from config.values import meant
from core.status.subscribing import TAKEN

__all__ = ["FILE", "Problem", "Settings", "SettingsError", "load"]

FILE = "switchboard.toml"


class Settings(Section):
    """Everything that an operator decides."""

    desk: Desk = Field(default_factory=Desk)
    discord: Discord = Field(default_factory=Discord)
    telegram: Telegram = Field(default_factory=Telegram)
    store: Store = Field(default_factory=Store)
    web: WebServer = Field(default_factory=WebServer)
    mail: Mail = Field(default_factory=Mail)
    people: People = Field(default_factory=People)
    directory: Directory = Field(default_factory=Directory)
    live_chat: LiveChat = Field(default_factory=LiveChat)
    agents: tuple[Agent, ...] = ()
    topics: tuple[Topic, ...] = ()
    macros: tuple[Macro, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    tickets: Tickets = Field(default_factory=Tickets)
    plans: tuple[Plan, ...] = ()
    notices: tuple[Notice, ...] = ()
    departments: tuple[Department, ...] = ()
    categories: tuple[Category, ...] = ()
    trust: Trust = Field(default_factory=Trust)
    status: Status = Field(default_factory=Status)
    component_groups: tuple[ComponentGroup, ...] = ()
    components: tuple[Component, ...] = ()
    monitors: tuple[Monitor, ...] = ()
    guarantees: tuple[GuaranteeTable, ...] = ()
    on_call: tuple[Where, ...] = Field(default=(), description="Told when nobody answers in time.")
    boards: tuple[Where, ...] = Field(
        default=(), description="Where else than in discord.board_channel the queue board stands."
    )

    @field_validator("agents")
    @classmethod
    def _each_once(cls, agents: tuple[Agent, ...]) -> tuple[Agent, ...]:
        owners: dict[str, str] = {}
        problems: list[str] = []
        for agent in agents:
            named = [(f'the id "{agent.key}"', agent.key), *((f'"{each}"', each) for each in agent.accounts)]
            for what, key in named:
                if key in owners:
                    problems.append(f'{what} of "{agent.name}" is already that of "{owners[key]}"')
                owners.setdefault(key, agent.name)
        if problems:
            raise ValueError("\n".join(problems))
        return agents

    @field_validator("topics")
    @classmethod
    def _topics_once(cls, topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
        _refuse_twice([topic.id for topic in topics])
        return topics

    @field_validator("departments")
    @classmethod
    def _departments_once(cls, departments: tuple[Department, ...]) -> tuple[Department, ...]:
        _refuse_twice([department.id for department in departments])
        return departments

    @field_validator("categories")
    @classmethod
    def _categories_once(cls, categories: tuple[Category, ...]) -> tuple[Category, ...]:
        _refuse_twice([category.id for category in categories])
        return categories

    @field_validator("component_groups")
    @classmethod
    def _groups_once(cls, groups: tuple[ComponentGroup, ...]) -> tuple[ComponentGroup, ...]:
        _refuse_twice([group.id for group in groups])
        return groups

    @field_validator("components")
    @classmethod
    def _components_sound(
        cls, components: tuple[Component, ...], info: ValidationInfo
    ) -> tuple[Component, ...]:
        _refuse_twice([component.id for component in components])
        _refuse(
            *(
                f'"{each.id}" means something else after /subscribe; call it otherwise'
                for each in components
                if each.id.casefold() in TAKEN
            )
        )
        groups = [each.id for each in info.data.get("component_groups", ())]
        if "component_groups" in info.data:
            _refuse(*(_unknown("group", each.group, groups) for each in components if each.group is not None))
        return components

    @field_validator("guarantees")
    @classmethod
    def _guarantees_sound(
        cls, guarantees: tuple[GuaranteeTable, ...], info: ValidationInfo
    ) -> tuple[GuaranteeTable, ...]:
        _refuse_twice([guarantee.id for guarantee in guarantees])
        _refuse(*(_unknown_calendar(guarantee.calendar, info) for guarantee in guarantees))
        if "components" in info.data:
            known = [each.id for each in info.data["components"]]
            named = [component for guarantee in guarantees for component in guarantee.components]
            _refuse(*(_unknown("component", each, known) for each in named))
            _refuse_twice(named)
        return guarantees

    @field_validator("monitors")
    @classmethod
    def _monitors_sound(cls, monitors: tuple[Monitor, ...], info: ValidationInfo) -> tuple[Monitor, ...]:
        _refuse_twice([monitor.id for monitor in monitors])
        known = [each.id for each in info.data.get("components", ())]
        if "components" in info.data:
            _refuse(
                *(
                    _unknown("component", each.component, known)
                    for each in monitors
                    if each.component is not None
                )
            )
        shared = info.data.get("status")
        if shared is not None and shared.hook_secret is None:
            _refuse(
                *(
                    f'monitor "{each.id}" needs a secret, or status.hook_secret: anybody could report outages'
                    for each in monitors
                    if each.secret is None
                )
            )
        return monitors

    @model_validator(mode="after")
    def _status_known(self) -> Self:
        known = [each.id for each in self.components]
        _refuse_twice([each.id for each in self.status.templates])
        _refuse_twice([str(each.role) for each in self.status.roles])
        _refuse(
            *(
                f'status.templates: "{template.id}": {wrong}'
                for template in self.status.templates
                for each in template.components
                if (wrong := _unknown("component", each, known))
            ),
            *(
                f"status.roles: {wrong}"
                for each in self.status.roles
                for component in each.components
                if (wrong := _unknown("component", component, known))
            ),
            *(
                f'status.roles: "{each.place}" is no channel of Discord among status.places'
                for each in self.status.roles
                if each.place not in self.status.places or not each.place.startswith("discord:channel:")
            ),
            *(
                f'status.places: "{place}" needs mail.url, the server by which mail goes'
                for place in self.status.places
                if place.startswith("mail:") and self.mail.url is None
            ),
            *(
                f"status.own.{of}: {wrong}"
                for of, each in self.status.own.named().items()
                if (wrong := _unknown("component", each, known))
            ),
        )
        return self

    @model_validator(mode="after")
    def _shares_somewhere(self) -> Self:
        if self.trust.shares and self.store.url is None:
            raise ValueError("trust.shares needs store.url: the built-in store is this desk's alone")
        return self

    @model_validator(mode="after")
    def _departments_known(self) -> Self:
        known = [agent.key for agent in self.agents]
        problems = [
            f'departments: "{department.id}" names "{each}", who is none of the agents{meant(each, known)}'
            for department in self.departments
            for each in department.agents
            if each not in known
        ]
        departments = [each.id for each in self.departments]
        problems += [
            f'topics: "{topic.id}" goes to "{topic.department}", which is none of the departments'
            f"{meant(topic.department, departments)}"
            for topic in self.topics
            if topic.department is not None and topic.department not in departments
        ]
        if problems:
            raise ValueError("\n".join(problems))
        return self

    @field_validator("macros")
    @classmethod
    def _macros_once(cls, macros: tuple[Macro, ...]) -> tuple[Macro, ...]:
        _refuse_twice([macro.name for macro in macros])
        return macros

    @field_validator("calendars")
    @classmethod
    def _calendars_once(cls, calendars: tuple[Calendar, ...]) -> tuple[Calendar, ...]:
        _refuse_twice([calendar.name for calendar in calendars])
        return calendars

    @field_validator("tickets")
    @classmethod
    def _tickets_known(cls, tickets: Tickets, info: ValidationInfo) -> Tickets:
        _refuse(_unknown_calendar(tickets.calendar, info))
        return tickets

    @field_validator("plans")
    @classmethod
    def _plans_sound(cls, plans: tuple[Plan, ...], info: ValidationInfo) -> tuple[Plan, ...]:
        _refuse_twice([plan.id for plan in plans])
        _refuse(
            *(
                f'plan "{plan.id}": {wrong}'
                for plan in plans
                for wrong in (
                    _unknown_calendar(plan.calendar, info),
                    *(_unknown_topic(topic, info) for promise in plan.promises for topic in promise.topics),
                )
                if wrong
            )
        )
        return plans

    @field_validator("notices")
    @classmethod
    def _notices_sound(cls, notices: tuple[Notice, ...], info: ValidationInfo) -> tuple[Notice, ...]:
        _refuse_twice([" ".join((each.kind, str(each.date or ""), *each.plans)).strip() for each in notices])
        _refuse(*(_unknown_plan(plan, info) for each in notices for plan in each.plans))
        found = info.data.get("directory")
        if notices and found is not None and found.url is not None:
            _refuse("notices need a directory that is known as a whole: directory.file, not directory.url")
        return notices


def _unknown_calendar(name: str, info: ValidationInfo) -> str:
    # Calendars that were refused themselves are not here to compare with.
    if "calendars" not in info.data:
        return ""
    return _unknown("calendar", name, [ALWAYS, *(each.name for each in info.data["calendars"])])


def _unknown_topic(name: str, info: ValidationInfo) -> str:
    if "topics" not in info.data:
        return ""
    return _unknown("topic", name, [each.id for each in info.data["topics"]])


def _unknown_plan(name: str, info: ValidationInfo) -> str:
    if "plans" not in info.data:
        return ""
    return _unknown("plan", name, [each.id for each in info.data["plans"]])


def _unknown(what: str, name: str, known: Sequence[str]) -> str:
    return "" if name in known else f'there is no {what} "{name}"{meant(name, known)}'


def _refuse(*problems: str) -> None:
    found = [problem for problem in problems if problem]
    if found:
        raise ValueError("\n".join(found))


def _refuse_twice(names: Sequence[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError("\n".join(f'"{name}" is there more than once' for name in twice))


def load(path: Path | None, environ: Mapping[str, str]) -> Settings:
    """The settings of the file with the environment over them.

    Without a path `switchboard.toml` in the working folder is read, if it is there; else the defaults hold.

    Raises:
        SettingsError: with everything that is wrong, not only the first thing.
    """
    file = Path(FILE) if path is None else path
    table, problems = _read(file, required=path is not None)
    overlay = overlaid(table, environ, Settings)
    try:
        settings = Settings.model_validate(overlay.table)
    except ValidationError as wrong:
        found = explained(wrong, Settings, str(file), overlay.sources)
        raise SettingsError((*problems, *overlay.problems, *found)) from None
    if problems or overlay.problems:
        raise SettingsError((*problems, *overlay.problems))
    return settings


def _read(file: Path, *, required: bool) -> tuple[dict[str, object], tuple[Problem, ...]]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8")), ()
    except FileNotFoundError:
        near = sorted(each.name for each in file.absolute().parent.glob("*.toml"))
        advice = f"; beside it there are {', '.join(near)}" if near else ""
        return {}, (Problem(str(file), "", f"there is no such file{advice}"),) if required else ()
    except OSError as wrong:
        return {}, (Problem(str(file), "", f"it cannot be read: {wrong.strerror}"),)
    except UnicodeDecodeError:
        return {}, (Problem(str(file), "", "it is not text in UTF-8"),)
    except tomllib.TOMLDecodeError as wrong:
        return {}, (Problem(str(file), "", f"it is not TOML: {wrong}"),)
