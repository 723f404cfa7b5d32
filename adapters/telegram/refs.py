"""Telegram's ids and the core's opaque names: every pair of making and parsing is here.

    account  telegram:<user id>
    place    telegram:chat:<chat id>              a private chat, or a group outside of its topics
             telegram:topic:<chat id>:<thread id> a topic of a group
    message  its number within the chat, as text

A private chat has the number of its user, so the private place of an account is known without asking. Group
numbers are negative; none of them fits into 32 bits.
"""

import re
from dataclasses import dataclass
from typing import Final

from core.words.people import Profile
from core.words.refs import (
    Account,
    Carrier,
    CommandId,
    Destination,
    Direct,
    MessageRef,
    Place,
    account_of,
    direct,
    is_direct,
    is_room,
)

CARRIER = Carrier("telegram")
_NUMBER: Final = re.compile(r"(?:tg://user\?id=|telegram:)?(\d{1,16})", re.ASCII)
_NAMED: Final = re.compile(r"(?:(?:https?://)?t\.me/(\w{4,32})/?|@(\S+))", re.ASCII)

_USERNAME: Final = re.compile(r"[a-z]\w{3,31}", re.ASCII | re.IGNORECASE)


class ForeignRefError(ValueError):
    """A name that this adapter did not make."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a message goes: a chat, and its topic if any."""

    chat: int
    thread: int | None = None

    @property
    def private(self) -> bool:
        return self.chat > 0


def account(user: int) -> Account:
    return Account(f"telegram:{user}")


def pasted(words: str) -> Profile:
    """Whom pasted words mean: an account by its number, which a user name does not tell; else a name."""
    given = words.strip()
    if number := _NUMBER.fullmatch(given):
        return Profile(account(int(number[1])), ())
    username = _NAMED.fullmatch(given)
    return Profile(None, (given,)) if username is None else Profile(None, (), username[1] or username[2])


def accused(words: str) -> Profile | None:
    """The account that somebody reports: by its number, else by its user name; None where it is neither."""
    about = pasted(words.strip())
    if about.account is not None:
        return about
    username = _USERNAME.fullmatch(about.username or about.shown)
    if username is None:
        return None
    return Profile(Account(f"telegram:@{username[0].lower()}"), (), username[0], by_name=True)


def user_of(name: Account) -> int:
    """The user's number.

    Raises:
        ForeignRefError: not one of Telegram's accounts.
    """
    carrier, _, number = name.partition(":")
    if carrier != CARRIER or not number.isdecimal():
        raise ForeignRefError(name)
    return int(number)


def sender_of(name: Account) -> int:
    """The number of a person, or (below zero) of a channel or group that speaks as itself.

    Raises:
        ForeignRefError: not one of Telegram's accounts.
    """
    carrier, _, number = name.partition(":")
    if carrier != CARRIER or not number.removeprefix("-").isdecimal():
        raise ForeignRefError(name)
    return int(number)


def own(token: str) -> Direct:
    """Under which is remembered what concerns no single chat. A token begins with its bot's number."""
    return direct(Account(f"telegram:{token.partition(':')[0]}"))


def settled_id(chat: int, message: int) -> CommandId:
    """That what a message asked to be set up stands."""
    return CommandId(f"telegram:s:{chat}:{message}")


def place(chat: int, thread: int | None = None) -> Place:
    return Place(f"telegram:chat:{chat}" if thread is None else f"telegram:topic:{chat}:{thread}")


def place_at(spot: Spot) -> Place:
    return place(spot.chat, spot.thread)


def private_place(name: Account) -> Place:
    return place(user_of(name))


def spot_of(name: Place) -> Spot:
    """The chat and topic.

    Raises:
        ForeignRefError: not one of Telegram's places.
    """
    try:
        match name.split(":"):
            case ["telegram", "chat", chat]:
                return Spot(int(chat))
            case ["telegram", "topic", chat, thread]:
                return Spot(int(chat), int(thread))
            case _:
                raise ForeignRefError(name)
    except ValueError as error:
        raise ForeignRefError(name) from error


def destination_spot(to: Destination, known: Place | None) -> Spot | None:
    """Where a destination is, as far as it can be told: None for a room not yet opened."""
    if known is not None:
        return spot_of(known)
    if is_direct(to):
        return Spot(user_of(account_of(Direct(to))))
    if is_room(to):
        return None
    return spot_of(Place(to))


def message(spot: Spot, number: int) -> MessageRef:
    return MessageRef(place_at(spot), str(number))


def number_of(message_id: str) -> int:
    """A message's number within its chat.

    Raises:
        ForeignRefError: not a number.
    """
    try:
        return int(message_id)
    except ValueError as error:
        raise ForeignRefError(message_id) from error


# ---- ids of commands. Updates are numbered anew after a quiet week, so the ids name the thing itself.


def said_id(chat: int, number: int) -> CommandId:
    return CommandId(f"telegram:m:{chat}:{number}")


def edited_id(chat: int, number: int, at: int, digest: str) -> CommandId:
    return CommandId(f"telegram:e:{chat}:{number}:{at}:{digest}")


def pressed_id(query: str) -> CommandId:
    return CommandId(f"telegram:q:{query}")


def reacted_id(chat: int, number: int, user: int, at: int, emoji: str) -> CommandId:
    return CommandId(f"telegram:r:{chat}:{number}:{user}:{at}:{emoji}")


def membership_id(chat: int, at: int, status: str) -> CommandId:
    return CommandId(f"telegram:b:{chat}:{at}:{status}")


def gone_id(chat: int, thread: int, number: int) -> CommandId:
    return CommandId(f"telegram:g:{chat}:{thread}:{number}")
