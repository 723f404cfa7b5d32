"""The Bot API's methods by subject; importing a module adds its methods."""

from bots.sandbox.telegram.methods import (
    callbacks,
    messages,
    reactions,
    topics,
    updates,
)

__all__ = ["callbacks", "messages", "reactions", "topics", "updates"]
