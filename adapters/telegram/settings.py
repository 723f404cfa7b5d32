"""What an operator decides about Telegram."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Webhook:
    """`url` is the public address of the route `path`.

    `secret` is what Telegram repeats in each call: 1 to 256 of `A-Za-z0-9_-`.
    """

    url: str
    secret: str = field(repr=False)
    path: str = "/telegram/webhook"


@dataclass(frozen=True, slots=True)
class TelegramSettings:
    """One bot.

    `api_url` is the root of a Bot API server; `/bot<token>/` and `/file/bot<token>/` are appended to it.
    `agent_groups` are the groups with topics in which agents work. Rates are messages; 0 means unpaced.
    """

    token: str = field(repr=False)
    api_url: str | None = None
    agent_groups: tuple[int, ...] = ()
    messages_per_second: float = 29.7
    chat_per_second: float = 1.0
    group_per_minute: float = 20.0
    webhook: Webhook | None = None

    @property
    def root(self) -> str:
        return (self.api_url or "https://api.telegram.org").rstrip("/")
