"""What people type: `/name@bot arguments`, and the menus that offer it."""

import logging
from dataclasses import dataclass
from typing import Final

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    Message,
    MessageEntity,
)
from telegram.error import TelegramError

from adapters.telegram.formatting import to_document
from adapters.telegram.wire import Wire
from core.words.cards import Verb
from core.words.documents import Document, Edit, edited
from core.words.menu import BY_NAME, FAMILIES, MENU, Entry
from core.words.refs import CaseId
from core.words.texts import Texts, text

log = logging.getLogger(__name__)

_DESCRIPTION: Final = 256
_PUBLIC: Final = ("support", "verify", "report")
_FIRST_OF: Final = {
    family: next(entry.verb for entry in MENU if entry.family == family) for family in FAMILIES
}
"""What the first word of two means alone."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A command as it was typed: its name in lower case, whom it addresses, and what follows."""

    name: str
    bot: str
    rest: Document


@dataclass(frozen=True, slots=True)
class Meant:
    """A typed command of the menu with its arguments told apart."""

    verb: Verb
    case: CaseId | None = None
    argument: str = ""
    words: Document | None = None


def typed(message: Message) -> Typed | None:
    """The command that a message begins with."""
    words = message.text if message.text is not None else message.caption
    entities = message.entities or message.caption_entities
    if not words or not entities:
        return None
    first = entities[0]
    if first.type != MessageEntity.BOT_COMMAND or first.offset != 0:
        return None
    # A command is ASCII, so its length in UTF-16 units is its length.
    name, _, bot = words[1 : first.length].partition("@")
    document = to_document(words, entities)
    spaces = len(words[first.length :]) - len(words[first.length :].lstrip())
    return Typed(name.lower(), bot, edited(document, (Edit(0, first.length + spaces, ""),)))


def meant(command: Typed) -> Meant | None:
    """What it asks for; None where it is not of the menu."""
    entry = BY_NAME.get(command.name)
    if entry is not None:
        return _arguments(entry, command.rest)
    # A name in two words: the second is the first that follows.
    second = command.rest.text.split(maxsplit=1)[:1]
    longer = BY_NAME.get(f"{command.name} {second[0].lower()}") if second else None
    if longer is not None:
        after = command.rest.text.index(second[0]) + len(second[0])
        rest = command.rest.text[after:]
        return _arguments(
            longer, edited(command.rest, (Edit(0, after + len(rest) - len(rest.lstrip()), ""),))
        )
    return Meant(_FIRST_OF[command.name]) if command.name in _FIRST_OF else None


def _arguments(entry: Entry, rest: Document) -> Meant:
    given = rest.text.strip()
    match entry.takes:
        case "":
            return Meant(entry.verb)
        case "words" | "form" | "somebody":
            return Meant(entry.verb, words=rest if given else None)
        case "case":
            case = case_number(given)
            return Meant(entry.verb, case, "" if case is not None else given)
        case "agent_words":
            agent = given.split(maxsplit=1)[0] if given else ""
            after = rest.text.index(agent) + len(agent) if agent else 0
            after += len(rest.text[after:]) - len(rest.text[after:].lstrip())
            words = edited(rest, (Edit(0, after, ""),))
            return Meant(
                entry.verb, argument=agent.removeprefix("@"), words=words if words.text.strip() else None
            )
        case _:
            return Meant(entry.verb, argument=given)


def case_number(given: str) -> CaseId | None:
    digits = given.removeprefix("#")
    return CaseId(int(digits)) if digits.isascii() and digits.isdecimal() and len(digits) < 16 else None


async def publish(wire: Wire, texts: Texts, groups: tuple[int, ...]) -> None:
    """Set the menus: requesters' in private chats, `/support` in groups, agents' where agents work.

    Best effort for each. Telegram knows languages by two letters, so a variant speaks for all of its kind.
    """
    codes = sorted({tag.partition("-")[0].lower() for tag in texts.languages()})
    for code in (None, *codes):
        spoken = texts.choose(None, code)
        await _set(wire, texts, spoken, code, BotCommandScopeAllPrivateChats(), entries=_of(("requester",)))
        await _set(wire, texts, spoken, code, BotCommandScopeAllGroupChats(), entries=_named(_PUBLIC))
    for chat in groups:
        await publish_to_agents(wire, texts, chat, texts.choose(None, None))


async def publish_to_agents(wire: Wire, texts: Texts, chat: int, language: str) -> None:
    """Set the agents' menu in one chat: a group of theirs, or an agent's private chat."""
    await _set(
        wire, texts, language, None, BotCommandScopeChat(chat), entries=_of(("requester", "agent", "admin"))
    )


def _of(audiences: tuple[str, ...]) -> tuple[Entry, ...]:
    """The menu of an audience; `/close` is everybody's."""
    return tuple(entry for entry in MENU if entry.audience in audiences or entry.verb is Verb.CLOSE)


def _named(names: tuple[str, ...]) -> tuple[Entry, ...]:
    return tuple(BY_NAME[name] for name in names)


async def _set(
    wire: Wire,
    texts: Texts,
    spoken: str,
    code: str | None,
    scope: BotCommandScope,
    *,
    entries: tuple[Entry, ...],
) -> None:
    names = dict.fromkeys(entry.family or entry.key for entry in entries)
    commands = [BotCommand(name, texts.say(spoken, text(f"command.{name}"))[:_DESCRIPTION]) for name in names]
    try:
        await wire.set_my_commands(commands, scope=scope, language_code=code)
    except TelegramError as error:
        log.info("telegram.menu_not_set", extra={"scope": scope.type, "error": type(error).__name__})
