"""What monitoring tells."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Severity = Literal["degraded", "partial", "major"]
"""How well the thing works that an alert is about."""


@dataclass(frozen=True, slots=True)
class Alert:
    """What a monitor says of one thing. `key` is the same for the same thing, whenever it says so."""

    key: str
    firing: bool
    title: str
    words: str
    component: str
    level: Severity
    at: datetime
