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
def minutes(zone: str, middle: date) -> dict[date, list[tuple[datetime, time]]]:
    """Each minute of some days around a date, with what the wall says, by the wall's day."""
    wall = ZoneInfo(zone)
    start = datetime.combine(middle - timedelta(days=2), time(0), UTC)
    found: dict[date, list[tuple[datetime, time]]] = {}
    for now in (start + count * MINUTE for count in range(5 * 1440)):
        shown = now.astimezone(wall)
        found.setdefault(shown.date(), []).append((now, shown.time()))
    return found


def ticked(hours: Hours, middle: date) -> set[datetime]:
    """The minutes that are open.

    For each day, from the first that is not before a span's start to the last that is before its end,
    whatever the wall says in between.
    """
    found: set[datetime] = set()
    for day, mine in minutes(hours.zone, middle).items():
        for span in spans_on(hours, day):
            begun = next((now for now, clock in mine if clock >= span.start), None)
            unended = next(
                (now for now, clock in reversed(mine) if span.end is None or clock < span.end), None
            )
            while begun is not None and unended is not None and begun <= unended:
                found.add(begun)
                begun += MINUTE
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
