"""Names of people, places and things. Opaque to core: a platform's adapter makes and parses them in its `refs`.

An account or a place begins with its carrier and a colon (`somewhere:1234`): the carrier says which messenger
reaches it, and nothing else about the text may be read here.
"""

from dataclasses import dataclass
from typing import Literal, NewType

Account = NewType("Account", str)
"""Who says it: one account on one platform."""

Place = NewType("Place", str)
"""Where something can be said: a private chat, a channel, a thread, a topic."""

Carrier = NewType("Carrier", str)
CaseId = NewType("CaseId", int)
AgentId = NewType("AgentId", str)
CommandId = NewType("CommandId", str)

EntryId = NewType("EntryId", str)
"""One thing said in a case: `<side>:<case>:<command>`, the side being r(equester), a(gent), n(ote) or s(ystem)."""

RoomKey = NewType("RoomKey", str)
"""The logical name of a room of a case, known before the platform has opened it."""

Direct = NewType("Direct", str)
"""The private chat with an account, whatever place that is."""

Destination = Place | RoomKey | Direct
"""Where an effect goes. Everything for one destination is delivered in the order of its commits."""

CardKey = NewType("CardKey", str)
"""The logical name of a card at a destination: showing it again edits it in place."""

Role = NewType("Role", str)
"""What some members of a community bear, by which they can be called together."""

Side = Literal["requester", "agent"]


@dataclass(frozen=True, slots=True)
class MessageRef:
    """A platform's message: its place and the platform's own id there."""

    place: Place
    id: str


def carrier(ref: Account | Place | Role) -> Carrier:
    """Which messenger reaches this account, place or role."""
    return Carrier(ref.partition(":")[0])


def direct(account: Account) -> Direct:
    return Direct(f"direct/{account}")


def account_of(destination: Direct) -> Account:
    return Account(destination.removeprefix("direct/"))


def is_direct(destination: Destination) -> bool:
    return destination.startswith("direct/")


def room_key(case: CaseId, side: Side, turn: int, on: Carrier) -> RoomKey:
    """The `turn`th room of that side of the case, on that carrier."""
    return RoomKey(f"room/{case}/{side}/{turn}/{on}")


def is_room(destination: Destination) -> bool:
    return destination.startswith("room/")


def case_of(room: RoomKey) -> CaseId:
    return CaseId(int(room.split("/")[1]))


def side_of(room: RoomKey) -> Side:
    return "requester" if room.split("/")[2] == "requester" else "agent"


def carrier_of(destination: Destination) -> Carrier:
    """Which messenger delivers to this destination."""
    if is_room(destination):
        return Carrier(destination.split("/")[4])
    return carrier(Account(destination.removeprefix("direct/")))


def case_of_entry(entry: EntryId) -> CaseId:
    return CaseId(int(entry.split(":", 2)[1]))


def side_of_entry(entry: EntryId) -> Literal["requester", "agent", "note", "system"]:
    match entry[0]:
        case "r":
            return "requester"
        case "a":
            return "agent"
        case "n":
            return "note"
        case _:
            return "system"
