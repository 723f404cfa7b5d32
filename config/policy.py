"""From the settings to the rules that core decides by."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from config.opening import Calendar
from config.promises import ALWAYS
from config.sections import Agent as AgentSettings
from config.settings import Settings
from config.tickets import Department as DepartmentSettings
from core.people.addresses import mailbox
from core.people.console import ConsoleRules
from core.people.directory import Book as Customers
from core.people.rules import PeopleRules
from core.policy import Agent, Category, Department, LiveChat, Macro, Policy, Tickets, Topic
from core.promises import hours
from core.promises.plans import Book
from core.status.calls import Call
from core.status.components import Component, ComponentId, Group, Monitor
from core.status.own import OWN
from core.status.rules import StatusRules, Template
from core.words.refs import Account, AgentId, Destination, Place, Role, direct


@dataclass(frozen=True, slots=True)
class Places:
    """How the adapters name what the file gives by number; their `refs` make the places.

    `discord` takes the server, where one is set, and the channel; `telegram` the chat and the topic in it; `server` is
    a server of Discord's as a whole, `role` one of its roles.
    """

    discord: Callable[[int | None, int], Place]
    telegram: Callable[[int, int | None], Place]
    server: Callable[[int], Place]
    role: Callable[[int], Role]


def policy(settings: Settings, places: Places, now: datetime | None = None) -> Policy:
    """The rules of the desk, with the holidays of the year of `now` (the present where None) and two more."""
    desk, chat = settings.desk, settings.live_chat
    calendar = Calendar(chat.hours, chat.zone or desk.zone, chat.exceptions, chat.holidays)
    year = (now or datetime.now(UTC)).year
    book = _book(settings, year)
    return Policy(
        desk=desk.id,
        name=desk.name,
        language=desk.language,
        languages=desk.languages,
        zone=desk.zone,
        live_chat=LiveChat(
            hours=calendar.hours(year, desk.language),
            first_response=chat.first_response,
            fullness=chat.fullness,
            needs_agents=chat.needs_agents,
            handover=chat.handover,
            silence=chat.silence,
            patience=chat.patience,
            heartbeat=chat.heartbeat,
        ),
        agents=tuple(map(_agent, settings.agents)),
        topics=tuple(
            Topic(
                topic.id,
                topic.label,
                topic.priority,
                topic.who,
                topic.authorise,
                topic.department,
                topic.scope or {},
            )
            for topic in settings.topics
        ),
        macros=tuple(Macro(macro.name, macro.words) for macro in settings.macros),
        tickets=Tickets(
            settings.tickets.remind_after,
            settings.tickets.close_after,
            settings.tickets.tell_promise,
            settings.tickets.useful_after,
        ),
        departments=tuple(_department(each, settings, places) for each in settings.departments),
        categories=tuple(Category(each.id, each.label) for each in settings.categories),
        reopen_within=settings.tickets.reopen_within,
        assignment=desk.assignment,
        speak=desk.speak,
        on_call=tuple(_destination(each, settings, places) for each in settings.on_call),
        boards=_boards(settings, places),
        texts=settings.trust.texts(),
        roster=replace(settings.trust.roster(), marked=_marked(settings, places)),
        moderators=tuple(_destination(each, settings, places) for each in settings.trust.moderators),
        acts=settings.trust.rule(),
        warns_askers=settings.trust.warns_askers,
        askers_at=tuple(_destination(each, settings, places) for each in settings.trust.askers_at),
        warnings_per_hour=settings.trust.warnings_per_hour,
        shares=settings.trust.shares,
        web_reports_per_hour=settings.trust.web_reports_per_hour,
        communities=() if settings.discord.guild is None else (places.server(settings.discord.guild),),
        rooms=_rooms(settings),
        requests_per_hour=desk.requests_per_hour,
        intake=desk.intake,
        retention=timedelta(days=desk.retention_days),
        over_capacity=desk.over_capacity,
        people=PeopleRules(
            mail=settings.mail.url is not None,
            book=None if settings.directory.url is not None else Customers.of(()),
            link_wait=settings.people.link_wait,
            proof_lasts=settings.people.proof_lasts,
        ),
        console=ConsoleRules(settings.web.url or "", settings.web.session),
        book=book,
        ticket_hours=book.hours(settings.tickets.calendar),
        notices=tuple(notice.rule() for notice in settings.notices),
        status=_status(settings, places, book),
    )


def reloaded(old: Policy, new: Policy) -> Policy:
    """The new rules with the old roster, which the file only seeds, the old id, which all keys carry, and the way to
    other desks, which is opened at the start.
    """
    return replace(new, desk=old.desk, agents=old.agents, shares=old.shares)


def _book(settings: Settings, year: int) -> Book:
    desk = settings.desk
    calendars = {
        each.name: Calendar(each.hours, each.zone or desk.zone, each.exceptions, each.holidays).hours(
            year, desk.language
        )
        for each in settings.calendars
    }
    return Book(desk.zone, {ALWAYS: hours.ALWAYS, **calendars}, tuple(plan.rule() for plan in settings.plans))


def _agent(agent: AgentSettings) -> Agent:
    return Agent(
        id=AgentId(agent.key),
        name=agent.name,
        accounts=tuple(map(Account, agent.accounts)),
        capacity=agent.capacity,
        alias=agent.alias,
        languages=agent.languages,
        admin=agent.admin,
        private=agent.private,
    )


def _department(department: DepartmentSettings, settings: Settings, places: Places) -> Department:
    """With nowhere given, its agents hear in private, wherever they are."""
    given = tuple(_destination(each, settings, places) for each in department.notify)
    own = tuple(
        direct(Account(account))
        for agent in settings.agents
        if agent.key in department.agents
        for account in agent.accounts
    )
    agents = tuple(map(AgentId, department.agents))
    return Department(department.id, department.label, agents, given or own, department.complaints)


def _status(settings: Settings, places: Places, book: Book) -> StatusRules:
    return StatusRules(
        places=tuple(_destination(each, settings, places) for each in settings.status.places),
        components=tuple(
            Component(ComponentId(each.id), each.label, each.group, each.topics)
            for each in settings.components
        ),
        groups=tuple(Group(each.id, each.label) for each in settings.component_groups),
        monitors=(
            *(Monitor(each.id, each.opens_after, each.closes_after) for each in settings.monitors),
            Monitor(OWN, settings.status.own.opens_after, settings.status.own.closes_after, dated=True),
        ),
        guarantees=tuple(each.guarantee(book.hours(each.calendar)) for each in settings.guarantees),
        templates=tuple(
            Template(
                each.id,
                each.title,
                each.words,
                tuple(map(ComponentId, each.components)),
                each.level,
                each.eta,
            )
            for each in settings.status.templates
        ),
        remind_before=settings.status.remind_before,
        calls=tuple(
            Call(
                _destination(each.place, settings, places),
                places.role(each.role),
                each.label,
                each.least,
                tuple(map(ComponentId, each.components)),
            )
            for each in settings.status.roles
        ),
        follow=settings.status.follow,
        own={of: ComponentId(component) for of, component in settings.status.own.named().items()},
    )


def _marked(settings: Settings, places: Places) -> tuple[Place, ...]:
    """The communities in which staff bear a mark."""
    discord, telegram = settings.discord, settings.telegram
    servers = () if discord.guild is None or discord.staff_role is None else (places.server(discord.guild),)
    groups = () if telegram.staff_tag is None else telegram.communities
    return (*servers, *(places.telegram(each, None) for each in groups))


def _boards(settings: Settings, places: Places) -> tuple[Destination, ...]:
    channel = settings.discord.board_channel
    own = () if channel is None else (places.discord(_staff_guild(settings), channel),)
    return (*own, *(_destination(each, settings, places) for each in settings.boards))


def _destination(written: str, settings: Settings, places: Places) -> Destination:
    match written.split(":"):
        case ["discord", "channel", number]:
            return places.discord(_staff_guild(settings), int(number))
        case ["telegram", "chat", number]:
            return places.telegram(int(number), None)
        case ["telegram", "topic", chat, thread]:
            return places.telegram(int(chat), int(thread))
        case ["mail", address]:
            return Place(mailbox(address))
        case _:
            return direct(Account(written))


def _staff_guild(settings: Settings) -> int | None:
    return settings.discord.staff_guild or settings.discord.guild


def _rooms(settings: Settings) -> tuple[tuple[str, str], ...]:
    """Where there is nowhere to open rooms, agents of that platform serve in their private chats."""
    topics = settings.telegram.rooms == "topics" and settings.telegram.agent_groups
    return (
        ("discord", "private" if settings.discord.agents_forum is None else "rooms"),
        ("telegram", "rooms" if topics else "private"),
    )
