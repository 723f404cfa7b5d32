"""Quiet hours: when somebody does not want to be told, in their own zone, and until when that lasts."""

import re
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache
from zoneinfo import available_timezones

from core.promises.hours import Hours, Span, standing

NIGHT = (time(22), time(7))
_SPAN = re.compile(r"(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})(?:\s+(\S+))?")


@dataclass(frozen=True, slots=True)
class Quiet:
    """From `start` to `end` of every day, over midnight where it ends before it starts; `zone` is an IANA name."""

    start: time
    end: time
    zone: str

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    def until(self, now: datetime) -> datetime | None:
        """When it ends, where it is quiet now."""
        spans = (
            (Span(self.start, self.end),)
            if self.start < self.end
            else (*((Span(time(0), self.end),) if self.end > time(0) else ()), Span(self.start))
        )
        now_ = standing(Hours(self.zone, (spans,) * 7), now)
        return now_.until if now_.open else None


def read(written: str, zone: str) -> Quiet | None:
    """`22:00-07:00`, with a zone behind it where it is not the one that is given; None where it makes no sense."""
    found = _SPAN.fullmatch(written.strip())
    if found is None:
        return None
    named = _zones().get(found[5].casefold()) if found[5] else zone
    try:
        start, end = time(int(found[1]), int(found[2])), time(int(found[3]) % 24, int(found[4]))
    except ValueError:
        return None
    return None if named is None or start == end else Quiet(start, end, named)


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones()}
