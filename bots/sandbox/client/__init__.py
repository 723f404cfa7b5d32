"""The sandbox as tests and the demo use it: order a world, act as its people, look through their eyes."""

from bots.sandbox.client.control import Control, ControlError, Sandbox
from bots.sandbox.client.discord import DiscordPerson
from bots.sandbox.client.mail import Mail, Mailboxes
from bots.sandbox.client.person import NotSeenError, Person, Upload
from bots.sandbox.client.process import started
from bots.sandbox.client.seen import Button, Message, Place, SeenFile, Select
from bots.sandbox.client.telegram import TelegramPerson

__all__ = [
    "Button",
    "Control",
    "ControlError",
    "DiscordPerson",
    "Mail",
    "Mailboxes",
    "Message",
    "NotSeenError",
    "Person",
    "Place",
    "Sandbox",
    "SeenFile",
    "Select",
    "TelegramPerson",
    "Upload",
    "started",
]
