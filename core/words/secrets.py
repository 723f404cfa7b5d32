"""Kinds of secrets that people write by mistake."""

from typing import Literal

SecretKind = Literal["phrase", "key", "token", "card"]
"""A wallet's seed phrase, a private key, a program's token, a card's number."""
