"""The Bot API's methods by subject; importing a module adds its methods."""

from bots.sandbox.telegram.methods import (
    callbacks,
    chats,
    commands,
    copies,
    edits,
    media,
    members,
    messages,
    reactions,
    topics,
    updates,
    webhooks,
)
from bots.sandbox.telegram.registry import METHODS

__all__ = [
    "METHODS",
    "callbacks",
    "chats",
    "commands",
    "copies",
    "edits",
    "media",
    "members",
    "messages",
    "reactions",
    "topics",
    "updates",
    "webhooks",
]
