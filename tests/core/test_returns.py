"""What the desk is told of something that was refused."""

import pytest

from core.returns import returned
from core.words.commands import Undelivered
from core.words.deliveries import Attempt, Reason, Rejected
from core.words.documents import plain
from core.words.effects import Effect, Hand, OpenRoom, Say, Tell, Voice
from core.words.refs import EntryId, Place, RoomKey, room_key
from core.words.texts import text
from tests.core.setting import NOW, ONE, ROOM

HERS = room_key(ONE, "requester", 1, "moor")
SAID = EntryId("requester:1:x")


def line(to: RoomKey) -> Effect:
    return Tell(to, text("told.hello"), "en")


@pytest.mark.parametrize("reason", ["forbidden", "unreachable"])
@pytest.mark.parametrize(
    ("effect", "becomes"),
    [
        (line(ROOM), "no_room"),
        (OpenRoom(ROOM, ONE, "agent", text("room.agent"), (), "en"), "no_room"),
        # Its files may be what is forbidden: that is said in the room, if anything can be said there.
        (Say(ROOM, SAID, Voice("Rita", staff=False), plain("x"), "en"), None),
        (Hand(ROOM, ONE, "en"), None),
        (line(HERS), None),
    ],
)
def test_a_room_where_not_even_a_line_may_be_written_is_none(
    effect: Effect, becomes: str | None, reason: Reason
) -> None:
    told = returned(Attempt("row", effect, Place("sea:topic")), Rejected(reason), NOW)
    assert isinstance(told, Undelivered)
    assert told.reason == (becomes or reason)
