"""When somebody was warned of swindlers, and how often of late anybody was on a platform."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Warnings:
    """`of` is an account, or a platform as a whole."""

    of: str
    at: tuple[datetime, ...] = ()

    def since(self, then: datetime) -> tuple[datetime, ...]:
        return tuple(each for each in self.at if each > then)


def warnings_key(of: str) -> str:
    return f"warnings/{of}"
