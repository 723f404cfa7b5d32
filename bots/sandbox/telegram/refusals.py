"""How the Bot API says no, and how the control API does.

Wordings follow Telegram's own server (github.com/tdlib/telegram-bot-api, `Client.cpp`), because clients
tell refusals apart by their descriptions.
"""

from dataclasses import dataclass, field
from math import ceil

Wire = dict[str, object]


@dataclass(slots=True)
class RefusedError(Exception):
    """The Bot API's answer to a request it does not carry out."""

    code: int
    description: str
    parameters: Wire = field(default_factory=dict)

    def body(self) -> Wire:
        body: Wire = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


class ControlError(Exception):
    """The control API was misused; the sentence says how."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


def bad_request(what: str) -> RefusedError:
    return RefusedError(400, f"Bad Request: {what}")


def forbidden(what: str) -> RefusedError:
    return RefusedError(403, f"Forbidden: {what}")


def too_many(seconds: float) -> RefusedError:
    """429: come back after `seconds`, told in whole seconds and at least one."""
    after = max(1, ceil(seconds))
    return RefusedError(429, f"Too Many Requests: retry after {after}", {"retry_after": after})


def migrated(chat_id: int) -> RefusedError:
    refusal = bad_request("group chat was upgraded to a supergroup chat")
    refusal.parameters = {"migrate_to_chat_id": chat_id}
    return refusal
