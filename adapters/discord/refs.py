"""Discord's ids as the opaque references of core, and back. Every make and parse pair stands here."""

import hashlib
import re
from typing import Final

from core.words.people import Profile
from core.words.refs import Account, Carrier, CommandId, MessageRef, Place, Role

CARRIER = Carrier("discord")
_PASTED: Final = re.compile(
    r"<@!?(\d{1,20})>|https://(?:discord|discordapp)\.com/users/(\d{1,20})/?|discord:(\d{1,20})|(\d{5,20})",
    re.ASCII,
)

_USERNAME: Final = re.compile(r"[a-z0-9_.]{2,32}", re.ASCII)


def account(user: int) -> Account:
    return Account(f"discord:{user}")


def user_of(account: Account) -> int:
    """The user's id.

    Raises:
        ValueError: it is no account on Discord.
    """
    carrier, _, user = account.partition(":")
    if carrier != CARRIER:
        raise ValueError(f"not a Discord account: {account!r}")
    return int(user)


def pasted(words: str) -> Account | None:
    """The account that an id, a mention or a link means."""
    found = _PASTED.fullmatch(words.strip())
    return None if found is None else account(int(next(number for number in found.groups() if number)))


def accused(words: str) -> Profile | None:
    """The account that somebody reports: by its id, else by its user name; None where it is neither.

    https://support.discord.com/hc/en-us/articles/12620128861463
    """
    numbered = pasted(words)
    if numbered is not None:
        return Profile(numbered, ())
    username = words.strip().removeprefix("@").lower()
    if _USERNAME.fullmatch(username) is None:
        return None
    return Profile(Account(f"discord:@{username}"), (), username, by_name=True)


def dm(channel: int) -> Place:
    """The private chat of the bot with one user, by its channel."""
    return Place(f"discord:dm:{channel}")


def channel(channel: int) -> Place:
    return Place(f"discord:channel:{channel}")


def thread(thread: int) -> Place:
    """A thread, or a forum's post."""
    return Place(f"discord:thread:{thread}")


def guild(guild: int) -> Place:
    """A whole server. Nothing is said there; what `/setup` made is remembered under it."""
    return Place(f"discord:guild:{guild}")


def guild_at(place: Place) -> int | None:
    """The server's id, where the place is a whole server."""
    match place.split(":"):
        case ["discord", "guild", number]:
            return int(number)
        case _:
            return None


def role(role: int) -> Role:
    return Role(f"discord:role:{role}")


def role_of(role: Role) -> int:
    """The role's id.

    Raises:
        ValueError: it is no role on Discord.
    """
    match role.split(":"):
        case ["discord", "role", number]:
            return int(number)
        case _:
            raise ValueError(f"not a Discord role: {role!r}")


def channel_of(place: Place) -> int:
    """The id under which Discord's API knows the place.

    Raises:
        ValueError: it is no place on Discord.
    """
    match place.split(":"):
        case ["discord", "dm" | "channel" | "thread", number]:
            return int(number)
        case _:
            raise ValueError(f"not a Discord channel: {place!r}")


def is_dm(place: Place) -> bool:
    return place.startswith("discord:dm:")


def message(place: Place, message: int) -> MessageRef:
    return MessageRef(place, str(message))


def said_id(message: int) -> CommandId:
    return CommandId(f"discord:m:{message}")


def edited_id(message: int, milliseconds: int) -> CommandId:
    return CommandId(f"discord:e:{message}:{milliseconds}")


def deleted_id(message: int) -> CommandId:
    return CommandId(f"discord:d:{message}")


def reacted_id(message: int, user: int, emoji: str, mark: str) -> CommandId:
    """`mark` tells one setting of the same reaction from the next; Discord gives these events no id."""
    return CommandId(f"discord:r:{message}:{user}:{emoji}:{mark}")


def interaction_id(interaction: int) -> CommandId:
    return CommandId(f"discord:i:{interaction}")


def settled_id(interaction: int) -> CommandId:
    """That what an interaction asked to be set up stands."""
    return CommandId(f"discord:s:{interaction}")


def gone_id(channel: int, member: int | None = None) -> CommandId:
    return CommandId(f"discord:g:{channel}" if member is None else f"discord:g:{channel}:{member}")


def nonce(row: str, part: int) -> str:
    """The idempotency key of one part of an outbox row: the same for every try, at most 25 characters.

    https://discord.com/developers/docs/resources/message#create-message
    """
    return hashlib.sha256(f"{row}/{part}".encode()).hexdigest()[:25]
