"""Random calendars around the nights on which clocks change, and a clock that ticks through their minutes."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from core.promises.hours import Hours, Span, spans_on

MINUTE = timedelta(minutes=1)
LONDON = "Europe/London"
NIGHTS = (
    ("Europe/Lisbon", date(2026, 3, 29)),  # 01:00 to 02:00
    ("Europe/Lisbon", date(2026, 10, 25)),  # 02:00 to 01:00
    ("Atlantic/Azores", date(2026, 3, 29)),  # midnight does not exist
    ("Atlantic/Azores", date(2026, 10, 25)),  # 01:00 to midnight of the same day
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("America/Sao_Paulo", date(2018, 2, 17)),  # midnight to 23:00 of the day before
    ("America/Sao_Paulo", date(2018, 11, 4)),  # begins at 01:00
    ("Australia/Lord_Howe", date(2026, 4, 5)),  # half an hour
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/St_Johns", date(2010, 11, 7)),  # 00:01 to 23:01 of the day before
    ("Asia/Kathmandu", date(2026, 6, 1)),  # never, at +05:45
    ("Pacific/Apia", date(2011, 12, 30)),  # a day that was left out
    ("UTC", date(2028, 2, 29)),
)


@cache
def minutes(zone: str, middle: date) -> tuple[tuple[datetime, date, time], ...]:
    """Each minute of some days around a date, with what the wall says."""
    wall = ZoneInfo(zone)
    start = datetime.combine(middle - timedelta(days=2), time(0), UTC)
    ticks = (start + count * MINUTE for count in range(5 * 1440))
    return tuple((now, now.astimezone(wall).date(), now.astimezone(wall).time()) for now in ticks)


def ticked(hours: Hours, middle: date) -> set[datetime]:
    """The minutes that are open.

    For each day, from the first that is not before a span's start to the last that is before its end,
    whatever the wall says in between.
    """
    ticks = minutes(hours.zone, middle)
    found: set[datetime] = set()
    for day in {day for _, day, _ in ticks}:
        mine = [(now, clock) for now, each, clock in ticks if each == day]
        for span in spans_on(hours, day):
            begun = [now for now, clock in mine if clock >= span.start]
            unended = [now for now, clock in mine if span.end is None or clock < span.end]
            if begun and unended:
                found |= {now for now, _, _ in ticks if begun[0] <= now <= unended[-1]}
    return found


@st.composite
def days(draw: st.DrawFn) -> tuple[Span, ...]:
    """Up to three spans, some touching, some to midnight; biased to the hours in which clocks change."""
    edges = st.one_of(st.integers(0, 240), st.integers(0, 1440), st.integers(1380, 1440))
    cuts = sorted(draw(st.sets(edges, max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return tuple(
        Span(time(*divmod(start, 60)), None if end == 1440 else time(*divmod(end, 60)))
        for start, end in pairs
    )


@st.composite
def around_changes(draw: st.DrawFn) -> tuple[Hours, date]:
    zone, night = draw(st.sampled_from(NIGHTS))
    near = st.integers(-2, 2).map(lambda days: night + timedelta(days=days))
    return (
        Hours(
            zone,
            tuple(draw(days()) for _ in range(7)),
            draw(st.dictionaries(near, st.just("Holiday"), max_size=2)),
            draw(st.dictionaries(near, days(), max_size=2)),
        ),
        night,
    )


def at(*parts: int, zone: str = LONDON, fold: int = 0) -> datetime:
    return datetime(*parts, tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)  # type: ignore[misc,arg-type]


def daily(*spans: Span, zone: str = LONDON) -> Hours:
    return Hours(zone, (spans,) * 7)
