"""Telegram: its updates as commands, a desk's effects as calls of the Bot API."""
