"""Updates carried to a bot's own address, https://core.telegram.org/bots/api#setwebhook.

Order is kept within a lane only (a chat's messages; a user's pressed buttons), so lanes overtake one another,
as github.com/tdlib/telegram-bot-api, `WebhookActor.cpp`, does it. A lane whose update fails waits twice as
long each time, up to a minute and over, and then offers the same update again.
"""

from dataclasses import dataclass

from bots.sandbox.telegram.model import Bot, World


@dataclass(slots=True)
class Hook:
    """Where a bot wants its updates; an empty address means it polls."""

    url: str = ""


def hook_of(world: World, bot: Bot) -> Hook:
    return Hook()


def webhook_info(world: World, bot: Bot) -> dict[str, object]:
    return {
        "url": hook_of(world, bot).url,
        "has_custom_certificate": False,
        "pending_update_count": len(bot.queue.pending),
    }
