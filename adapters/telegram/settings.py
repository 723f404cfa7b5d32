"""What an operator decides about Telegram."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit


@dataclass(frozen=True, slots=True)
class Webhook:
    """`url` is the public address under which Telegram reaches us; its path is the route's.

    `secret` is what Telegram repeats in each call: 1 to 256 of `A-Za-z0-9_-`.
    """

    url: str
    secret: str = field(repr=False)

    @property
    def path(self) -> str:
        """The route; a url without a path gets one."""
        path = urlsplit(self.url).path
        return path if path.strip("/") else "/telegram/webhook"

    @property
    def address(self) -> str:
        """What Telegram is told."""
        return urlunsplit(urlsplit(self.url)._replace(path=self.path))


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """One bot.

    `api_url` is the root of a Bot API server; `/bot<token>/` and `/file/bot<token>/` are appended to it.
    `agent_groups` are the groups with topics in which agents work; in `communities` staff bear `staff_tag`; `news` are
    the groups and channels in which incidents are told. Rates are messages; 0 means unpaced.
    """

    token: str = field(repr=False)
    api_url: str | None = None
    agent_groups: tuple[int, ...] = ()
    communities: tuple[int, ...] = ()
    news: tuple[int, ...] = ()
    staff_tag: str = ""
    messages_per_second: float = 29.2
    chat_per_second: float = 1.0
    group_per_minute: float = 20.0
    webhook: Webhook | None = None

    @property
    def root(self) -> str:
        return (self.api_url or "https://api.telegram.org").rstrip("/")
