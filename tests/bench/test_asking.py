"""How many requests for secrets, and ways of sending people elsewhere, are found in lines that were left out of the
learning; how many others are found beside them, and how fast a message is looked at.
"""

import time
from collections.abc import Callable

import numpy as np
import pytest

from adapters.reading.second import second_reading
from core.trust.texts import JUDGED, Judged, TextRules, screen
from tests.bench import learning
from tests.bench.learning import Line
from tests.bench.load import quantile

pytestmark = [pytest.mark.bench, pytest.mark.timeout(1_800)]

REMEMBERED = 0.0005
"""Seconds; what is quicker was not read again."""
FASTEST = 0.0005
"""Seconds of the processor that a message may take at the median."""
LEAST = {"secret": (0.60, 0.45), "elsewhere": (0.65, 0.55)}
"""What is found at least, as anybody's words and as staff's: below these the learning has been broken."""
GROUPS: dict[str, Callable[[Line], bool]] = {
    "all": lambda _: True,
    "English": lambda line: line.lang == "en",
    "Portuguese": lambda line: line.lang == "pt",
    "Spanish": lambda line: line.lang == "es",
    "by members": lambda line: line.by == "anyone",
    "by agents": lambda line: line.by == "agent",
}


def test_lines_that_were_left_out() -> None:
    lines, ordinary = learning.written(), learning.ordinary()
    everything, made = [*lines, *ordinary], learning.framed()
    said = np.array([line.by == "desk" for line in everything])
    clear = np.array([line.verdict == "clear" for line in everything]) & ~said
    agents = np.array([line.by == "agent" for line in everything])
    for what in JUDGED:
        scores = learning.left_out(what, everything, made)
        asks = np.array([line.verdict == learning.VERDICTS[what] for line in everything])
        anybody = learning.threshold(scores, clear, learning.CARDS[what])
        staff = learning.threshold(scores, clear & agents, learning.HELD[what])
        print(f"\n| {learning.VERDICTS[what]} | lines | found | by staff | clear | taken for it | by staff |")
        print("|---|---|---|---|---|---|---|")
        for name, belongs in GROUPS.items():
            of = np.array([belongs(line) for line in everything])
            found = [f"{(scores[asks & of] > limit).mean():.1%}" for limit in (anybody, staff)]
            wrong = [f"{(scores[clear & of] > limit).mean():.2%}" for limit in (anybody, staff)]
            print(
                f"| {name} | {(asks & of).sum()} | {' | '.join(found)} | {(clear & of).sum()} | {' | '.join(wrong)} |"
            )
        wrong = [f"{(scores[said] > limit).mean():.2%}" for limit in (anybody, staff)]
        print(f"| ordinary texts | | | | {said.sum()} | {' | '.join(wrong)} |")
        assert (scores[asks] > anybody).mean() >= LEAST[what][0]
        assert (scores[asks] > staff).mean() >= LEAST[what][1]


@pytest.mark.parametrize("twice", [False, True])
@pytest.mark.parametrize("kept", ["apart", "aside", "usual", "short"])
def test_lines_that_were_kept_apart(kept: str, twice: bool) -> None:
    lines, rules = learning.written(kept), TextRules(second=second_reading if twice else None)
    for staff in (False, True):
        kinds = [{each.kind for each in screen(line.text, rules, staff=staff)} for line in lines]
        how = f"{kept}, read {'twice' if twice else 'once'}, {'by staff' if staff else 'by anybody'}"
        print(f"\n| {how} | request_secret | redirect | clear, found all the same |")
        print("|---|---|---|---|")
        for name, belongs in GROUPS.items():
            shares = []
            for verdict in (*learning.VERDICTS.values(), "clear"):
                found = [
                    bool(kind) if verdict == "clear" else verdict in kind
                    for line, kind in zip(lines, kinds, strict=True)
                    if line.verdict == verdict and belongs(line)
                ]
                shares.append(f"{sum(found) / len(found):.1%} of {len(found)}" if found else "–")
            print(f"| {name} | {' | '.join(shares)} |")
        asks = [
            line.verdict in kind for line, kind in zip(lines, kinds, strict=True) if line.verdict != "clear"
        ]
        assert sum(asks) >= (0.65 if staff else 0.75) * len(asks)


def test_a_message_is_looked_at_quickly() -> None:
    texts = [line.text for line in learning.written()]
    took = []
    for text in texts:
        before = time.process_time()
        screen(text)
        took.append(time.process_time() - before)
    half, most = quantile(took, 0.5), quantile(took, 0.99)
    print(f"\na message in {half * 1_000:.3f} ms, the slowest of a hundred in {most * 1_000:.3f} ms")
    assert half <= FASTEST


def test_what_is_read_twice() -> None:
    took = []

    def timed(passage: str, what: Judged, first: float, *, staff: bool) -> bool:
        before = time.process_time()
        found = second_reading(passage, what, first, staff=staff)
        took.append(time.process_time() - before)
        return found

    second_reading("the weights are read", "secret", 0.0, staff=True)
    texts = [line.text for line in learning.ordinary()]
    read, found = 0, 0
    for text in texts:
        before = len(took)
        found += bool(screen(text, TextRules(second=timed), staff=True))
        read += len(took) > before
    anew = [each for each in took if each > REMEMBERED]
    print(
        f"\nof {len(texts)} ordinary texts {read / len(texts):.1%} are read twice, {found} found as staff's"
    )
    print(
        f"a second reading in {quantile(anew, 0.5) * 1_000:.1f} ms, p99 {quantile(anew, 0.99) * 1_000:.1f} ms"
    )
    assert found / len(texts) <= 0.01
