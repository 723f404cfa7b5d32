"""A desk's rules as data. `config` reads them from a file; nothing here knows where they come from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from core.people.console import ConsoleRules
from core.people.rules import NO_RULES, PeopleRules
from core.people.standing import Kind
from core.promises.hours import ALWAYS, Hours
from core.promises.notices import Rule
from core.promises.plans import Book
from core.status.rules import StatusRules
from core.trust.rules import Acts, RosterRules
from core.trust.texts import ALL, TextRules
from core.words.refs import Account, AgentId, Carrier, Destination, Place, carrier


@dataclass(frozen=True, slots=True)
class Agent:
    """One of the roster. `alias` is the name requesters see; `name` is for staff."""

    id: AgentId
    name: str
    accounts: tuple[Account, ...]
    capacity: int
    alias: str | None = None
    languages: tuple[str, ...] = ()
    admin: bool = False
    private: bool = False

    @property
    def shown(self) -> str:
        return self.alias or self.name


@dataclass(frozen=True, slots=True)
class Topic:
    """A choice in the form. `priority` puts its cases before lower ones.

    `who` may ask for it: at least a guest, a registered contact, or an authorised customer. `authorise`: what such a
    customer writes is kept as their order and shown to the agent first.

    `department`: every request of it is a ticket of its own there, which only an agent ends. `scope`: the desk does not
    do this; whoever asks is told these words, and may hand it in all the same.
    """

    id: str
    label: Mapping[str, str]
    priority: int = 0
    who: Kind = "guest"
    authorise: bool = False
    department: str | None = None
    scope: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Category:
    """A choice of the field by which cases are told apart in reports."""

    id: str
    label: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Department:
    """Those whom a case can be escalated to. `notify` is where they hear of it.

    One for `complaints` gets those about an agent's service, and serves them in its agents' private chats.
    """

    id: str
    label: Mapping[str, str]
    agents: tuple[AgentId, ...] = ()
    notify: tuple[Destination, ...] = ()
    complaints: bool = False


@dataclass(frozen=True, slots=True)
class Tickets:
    """How long a ticket waits for its requester: until they are reminded, and until it is closed."""

    remind_after: timedelta = timedelta(days=2)
    close_after: timedelta = timedelta(days=7)
    tell_promise: bool = True
    """The requester's card says by when they are answered."""
    useful_after: timedelta | None = None
    """So long after an answer that nobody has followed they are asked whether it was useful; None: they are not."""


@dataclass(frozen=True, slots=True)
class Macro:
    """A ready-made answer, by language. `{requester}` and `{agent}` (the alias) are filled in."""

    name: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class LiveChat:
    """When live chat takes people, and when it is full.

    Full: active + waiting ≥ capacity of the agents present × `fullness`. `first_response` is the promise shown;
    `wave` is how long a transfer waits for its answer; `silence` is how long an agent may leave a requester without
    an answer before being asked, and then `patience` before the case goes back; `heartbeat` is how long an agent may
    go unseen while on.
    """

    hours: Hours
    first_response: timedelta = timedelta(minutes=5)
    fullness: float = 2.0
    needs_agents: bool = True
    """With nobody present the form is the ticket's; otherwise people queue for whoever comes."""
    handover: timedelta = timedelta(minutes=3)
    silence: timedelta = timedelta(minutes=10)
    patience: timedelta = timedelta(minutes=3)
    heartbeat: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything a desk decides for itself."""

    desk: str
    name: str
    language: str
    zone: str
    live_chat: LiveChat
    languages: tuple[str, ...] = ()
    """Those that the desk speaks; empty is all there are."""
    agents: tuple[Agent, ...] = ()
    topics: tuple[Topic, ...] = ()
    tickets: Tickets = field(default_factory=Tickets)
    departments: tuple[Department, ...] = ()
    categories: tuple[Category, ...] = ()
    complaint_priority: int = 10
    macros: tuple[Macro, ...] = ()
    assignment: Literal["manual", "automatic"] = "manual"
    speak: Literal["reply", "direct"] = "reply"
    on_call: tuple[Destination, ...] = ()
    boards: tuple[Destination, ...] = ()
    """Where the queue board stands: one card for each place."""
    texts: TextRules = ALL
    """What staff never ask for."""
    roster: RosterRules = field(default_factory=RosterRules)
    moderators: tuple[Destination, ...] = ()
    """Where accounts that pass for staff are shown; where the boards stand, if nowhere else."""
    acts: Acts | None = None
    """What is done without anybody's press; None: nothing."""
    warns_askers: bool = False
    """Whoever asks in public is warned in private; only in `askers_at`, if there are any."""
    askers_at: tuple[Destination, ...] = ()
    warnings_per_hour: int = 20
    """On each platform."""
    shares: bool = False
    """What moderators decide about accounts is told to the other desks that share, and theirs is shown."""
    web_reports_per_hour: int = 0
    """So many accounts can be reported on the desk's page in an hour, by all together; 0: there is no such page."""
    communities: tuple[Place, ...] = ()
    """Those that the desk's file names, out of which an account can be taken."""
    rooms: tuple[tuple[str, str], ...] = ()
    """(carrier, "rooms" | "private"): where agents of that carrier get their cases."""
    reopen_within: timedelta = timedelta(days=7)
    requests_per_hour: int = 10
    """New cases one account may open in an hour; beyond it the answer says when."""
    intake: str | None = None
    """What helps, shown above the form; None shows the catalogue's."""
    retention: timedelta = timedelta(days=365)
    setup_codes: tuple[tuple[Carrier, str], ...] = field(default=(), repr=False)
    """By platform: what proves to `/setup` that somebody is the operator, until one was made an agent."""
    book: Book = field(default_factory=Book)
    """What is promised: calendars and plans."""
    ticket_hours: Hours = ALWAYS
    notices: tuple[Rule, ...] = ()
    status: StatusRules = field(default_factory=StatusRules)
    frozen: tuple[Agent, ...] = ()
    """Agents who are nobody for now."""
    removed: tuple[Agent, ...] = ()
    """Those whom the file names and who have left."""
    over_capacity: bool = False
    """An agent may take more than their capacity by an explicit take."""
    people: PeopleRules = NO_RULES
    console: ConsoleRules = field(default_factory=ConsoleRules)

    def topic(self, named: str | None) -> Topic | None:
        return next((each for each in self.topics if each.id == named), None)

    def agent(self, named: str) -> Agent | None:
        """One who serves, as `called` says."""
        return called(named, self.agents)

    def department(self, named: str) -> Department | None:
        """By its id, or its label in any language."""
        wanted = named.strip().casefold()
        return next(
            (
                each
                for each in self.departments
                if wanted in {each.id.casefold(), *(label.casefold() for label in each.label.values())}
            ),
            None,
        )

    def served_in_private(self, agent: Agent, account: Account) -> bool:
        """Whether some of the agent's cases may be in the private chat with the desk."""
        return self.in_private(agent, account) or any(
            each.complaints and agent.id in each.agents for each in self.departments
        )

    def in_private(self, agent: Agent, account: Account) -> bool:
        """Whether the agent, acting from this account, gets cases in the private chat with the desk."""
        return agent.private or dict(self.rooms).get(carrier(account)) == "private"


def called(named: str, agents: Iterable[Agent]) -> Agent | None:
    """The one of this id; else of this name; else of this account, or whom requesters see under it."""
    wanted = named.strip().removeprefix("@").casefold()
    found: list[tuple[int, Agent]] = []
    for each in agents:
        ways = (each.id, each.name, each.shown, *each.accounts)
        found += [(rank, each) for rank, way in enumerate(ways) if way.casefold() == wanted]
    return min(found, key=lambda match: match[0])[1] if found else None


@dataclass(frozen=True, slots=True)
class Roster:
    """The agents by account and by id."""

    by_account: Mapping[Account, Agent] = field(default_factory=dict)
    by_id: Mapping[AgentId, Agent] = field(default_factory=dict)

    @classmethod
    def of(cls, agents: tuple[Agent, ...]) -> "Roster":
        return cls(
            {account: agent for agent in agents for account in agent.accounts},
            {agent.id: agent for agent in agents},
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """Drawn once for each command: the time, and 128 bits that nobody can guess."""

    now: datetime
    nonce: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """What every decision may know beside the records: the rules, the roster, the moment."""

    policy: Policy
    roster: Roster
    moment: Moment

    @property
    def now(self) -> datetime:
        return self.moment.now
