"""People whose names pass for staff's, where walks have them act."""

from bots import demo
from bots.sandbox.client import DiscordPerson, TelegramPerson
from tests.stage import Stage

BAIT = "Write to my private support account"
GROUP = "Harbour"


def on_discord(stage: Stage) -> DiscordPerson:
    """Goes by the name of Mo, who is staff."""
    return DiscordPerson(stage.sandbox, 2666, demo.BOT)


def on_telegram(stage: Stage) -> TelegramPerson:
    """Goes by the name of Ben, who is staff."""
    return TelegramPerson(stage.sandbox, 5666, demo.TELEGRAM_BOT)
