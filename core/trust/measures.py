"""What is done to an account: out of every community, or what it wrote deleted."""

from collections.abc import Iterator
from datetime import datetime

from core.trust.suspects import MUTED, WIPED, Suspect
from core.words.effects import Effect, Expel, Remove
from core.words.refs import Place


def out(
    suspect: Suspect,
    places: tuple[Place, ...],
    now: datetime,
    *,
    banned: bool,
    spares: tuple[Place, ...] = (),
) -> Iterator[Effect]:
    """Out of these communities for good, or silenced for a day. `spares` as in `Expel`."""
    for place in places:
        if banned:
            yield Expel(place, suspect.account, wipe=WIPED, spares=spares)
        else:
            yield Expel(place, suspect.account, now + MUTED, spares=spares)
    if banned and not suspect.wiped:
        yield from removals(suspect, spares)


def removals(suspect: Suspect, spares: tuple[Place, ...] = ()) -> Iterator[Remove]:
    """Everything that was kept of what it wrote."""
    for each in suspect.wrote:
        yield Remove(each.ref.place, each.ref.id, suspect.account, spares)
