"""Stolen pictures found and strangers' left alone, on pictures drawn from a seed that no threshold was chosen by.

`PHOTOGRAPHS=/a/folder` measures on photographs of your own too: all of different subjects, at least a hundred.
Each fifty of them are the roster once.
"""

import io
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from PIL import Image, ImageOps

from adapters.pictures.likeness import Likeness
from adapters.pictures.reading import read
from adapters.pictures.views import Print, prepared
from core.trust.pictures import Match, NoMatch
from core.words.refs import AgentId
from tests.bench.load import quantile
from tests.bench.pictures import FURTHER, KINDS, PREPARED, SLIGHT, Edit

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1200)]

STAFF = 50
STRANGERS = int(os.environ.get("STRANGERS", "600"))
"""Of each kind; each is compared with all fifty: 30,000 pairs of different pictures."""
SEED = int(os.environ.get("SEED", "20261127"))
"""Held out. Thresholds were chosen with seeds below 100."""
TARGETS = ((SLIGHT, 0.98), (PREPARED, 0.95), (FURTHER, 0.65))
FALSE_ALARMS = 0.005
ROUNDS = 5
Given = TypeVar("Given")


def test_stolen_pictures_are_found_and_strangers_left_alone() -> None:
    print(f"\n\nseed {SEED}, {STAFF} staff; recall of each edit, in %, the right member named")
    columns: dict[str, dict[str, float]] = {}
    alarms: dict[str, tuple[int, int]] = {}
    plain: dict[str, int] = {}
    for kind, pictures, rosters in _kinds():
        columns[kind], alarms[kind], plain[kind] = _measured(pictures, rosters)
    print(f"{'edit':26}" + "".join(f"{kind:>12}" for kind in columns))
    for edits, target in TARGETS:
        for name in edits:
            print(f"{name:26}" + "".join(f"{100 * column[name]:12.1f}" for column in columns.values()))
        means = [sum(column[name] for name in edits) / len(edits) for column in columns.values()]
        print(f"{f'= mean, target {target:.0%}':26}" + "".join(f"{100 * mean:12.1f}" for mean in means))
    shares = [100 * wrong / of for wrong, of in alarms.values()]
    print(f"{'strangers flagged, %':26}" + "".join(f"{share:12.2f}" for share in shares))
    print(f"{'of so many strangers':26}" + "".join(f"{of:12}" for _, of in alarms.values()))
    print(f"{'of the roster, too plain':26}" + "".join(f"{many:12}" for many in plain.values()))
    for edits, target in TARGETS:
        reached = [column[name] for column in columns.values() for name in edits]
        assert sum(reached) / len(reached) >= target, list(edits)
    assert all(wrong / of <= FALSE_ALARMS for wrong, of in alarms.values())


def test_a_picture_is_compared_with_fifty_in_two_milliseconds() -> None:
    draw = np.random.default_rng(SEED)
    roster = [_saved(KINDS["face"](draw)) for _ in range(STAFF)]
    prints = {
        AgentId(str(n)): [made] for n, each in enumerate(roster) if isinstance(made := prepared(each), Print)
    }
    likeness = Likeness(prints)
    strangers = [_saved(KINDS["face"](draw)) for _ in range(150)]
    strangers += [_saved(PREPARED["border"](KINDS["face"](draw), draw)) for _ in range(50)]
    greys = [grey for each in strangers if isinstance(grey := read(each), Image.Image)]
    compared = _timed(likeness.compare, greys)
    whole = _timed(likeness.look, strangers)
    preparing = _timed(prepared, [roster[0]] * 10)
    print(f"\n\ncompared with {STAFF}, after decoding: p50 {quantile(compared, 0.5) * 1e3:.2f} ms", end=", ")
    print(f"p99 {quantile(compared, 0.99) * 1e3:.2f} ms")
    print(f"with decoding, 256 x 256: p50 {quantile(whole, 0.5) * 1e3:.2f} ms", end=", ")
    print(f"preparing one of the roster: {quantile(preparing, 0.5) * 1e3:.1f} ms")
    assert quantile(compared, 0.5) <= 0.002


def _kinds() -> Iterator[tuple[str, list[Image.Image], int]]:
    """Pictures of each kind, and how many rosters are made of them."""
    for number, (kind, make) in enumerate(KINDS.items()):
        draw = np.random.default_rng([SEED, number])
        yield kind, [make(draw) for _ in range(STAFF + STRANGERS)], 1
    if folder := os.environ.get("PHOTOGRAPHS"):
        paths = sorted(path for path in Path(folder).iterdir() if path.is_file())
        photographs = [Image.open(path).convert("RGB") for path in paths]
        yield "photograph", photographs, max(1, len(photographs) // STAFF)


def _measured(pictures: list[Image.Image], rosters: int) -> tuple[dict[str, float], tuple[int, int], int]:
    """How many of each edit are found, how many strangers are taken for somebody, and of how many; who is too plain."""
    draw = np.random.default_rng([SEED, 99])
    shown = [_saved(each) for each in pictures]
    found: dict[str, list[bool]] = defaultdict(list)
    wrong: list[bool] = []
    plain = 0
    for first in range(0, rosters * STAFF, STAFF):
        own = range(first, first + STAFF)
        prints = {AgentId(str(n)): made for n in own if isinstance(made := prepared(shown[n]), Print)}
        likeness = Likeness({staff: [made] for staff, made in prints.items()})
        plain += STAFF - len(prints)
        for name, edit in chain.from_iterable(edits.items() for edits, _ in TARGETS):
            for staff in prints:
                found[name] += _found(likeness, staff, pictures[int(staff)], edit, draw)
        looks = [likeness.look(each) for n, each in enumerate(shown) if n not in own]
        assert all(isinstance(look, Match | NoMatch) for look in looks)
        wrong += [isinstance(look, Match) for look in looks]
    return {name: sum(each) / len(each) for name, each in found.items()}, (sum(wrong), len(wrong)), plain


def _found(
    likeness: Likeness, staff: AgentId, picture: Image.Image, edit: Edit, draw: np.random.Generator
) -> Iterator[bool]:
    for _ in range(3):
        look = likeness.look(_saved(edit(picture, draw)))
        yield isinstance(look, Match) and look.staff == staff


def _saved(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    ImageOps.contain(picture.convert("RGB"), (512, 512)).save(out, "JPEG", quality=85)
    return out.getvalue()


def _timed(act: Callable[[Given], object], over: Sequence[Given]) -> list[float]:
    """Of the processor, for each: the round with the lowest median, since others work on the machine too."""
    rounds = [[_spent(act, each) for each in over] for _ in range(ROUNDS)]
    return min(rounds, key=lambda each: quantile(each, 0.5))


def _spent(act: Callable[[Given], object], given: Given) -> float:
    start = time.thread_time()
    act(given)
    return time.thread_time() - start
