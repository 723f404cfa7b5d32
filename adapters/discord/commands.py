"""The menu as Discord's application commands, and which of them are offered where."""

from typing import assert_never

from adapters.discord import limits, render
from adapters.discord.rest import Body
from core.words.menu import FAMILIES, MENU, Entry
from core.words.texts import Text, Texts, text

CHAT_INPUT, USER_MENU, MESSAGE = 1, 2, 3
SUBCOMMAND = 1
STRING, INTEGER, USER = 3, 4, 6
GUILD_INSTALL, USER_INSTALL = 0, 1
IN_GUILD, IN_DM, BETWEEN_USERS = 0, 1, 2
MANAGE_GUILD = 1 << 5

TEXT_OPTION = "text"
AGENT_OPTION = "agent"
OPTIONS = {
    TEXT_OPTION: text("option.text"),
    AGENT_OPTION: text("option.agent"),
    "macro": text("option.macro"),
    "language": text("option.language"),
    "case": text("option.case"),
    "stars": text("option.stars"),
    "account": text("option.account"),
    "code": text("option.code"),
    "proof": text("option.proof"),
    "find": text("option.find"),
    "somebody": text("option.somebody"),
    "component": text("option.component"),
}
LOCALES = {
    "en": ("en-US", "en-GB"),
    "es": ("es-ES", "es-419"),
    "pt-BR": ("pt-BR",),
    **{tag: (tag,) for tag in ("de", "fr", "it", "nl", "pl", "ru", "uk", "tr", "ja", "ko", "zh-CN")},
}
"""Discord's locales for a language of ours; for those it has not got, the desk's default stands."""
BOTH_SIDES = frozenset({"close"})
"""Agents' commands that requesters use too."""


def offered(texts: Texts, *, apart: bool) -> tuple[list[Body], list[Body]]:
    """Commands for everywhere, and those for the staff's own server alone (none unless it stands `apart`)."""
    everywhere = _menus(texts)
    staff: list[Body] = []
    for entry in MENU:
        if entry.family is not None:
            continue
        for_all = entry.audience != "agent" or entry.name in BOTH_SIDES or not apart
        (everywhere if for_all else staff).append(_command(texts, entry))
    (staff if apart else everywhere).extend(_family(texts, family) for family in FAMILIES)
    return everywhere, staff


PRIVATE_CASE = text("command.private_case")
REPORT_FAKE = text("command.report_fake")
IS_STAFF = text("command.is_staff")


def menu_name(texts: Texts, said: Text) -> str:
    """The name of a context menu's command, as an interaction tells it."""
    return _said(texts, texts.choose(None, None), said, 32)


def _menus(texts: Texts) -> list[Body]:
    """The context menus of messages and of people. Discord shows at most 5 of a kind.

    Whoever has installed the program for themselves can ask about anybody anywhere: fakes write in private.
    """
    here = {"contexts": [IN_GUILD], "integration_types": [GUILD_INSTALL]}
    anywhere = {
        "contexts": [IN_GUILD, IN_DM, BETWEEN_USERS],
        "integration_types": [GUILD_INSTALL, USER_INSTALL],
    }
    return [
        {
            "type": kind,
            "name": menu_name(texts, said),
            "name_localizations": _localised(texts, said, 32),
            **where,
        }
        for kind, said, where in (
            (MESSAGE, PRIVATE_CASE, here),
            (MESSAGE, REPORT_FAKE, anywhere),
            (USER_MENU, IS_STAFF, anywhere),
        )
    ]


def _family(texts: Texts, family: str) -> Body:
    """Agents' commands of two words, which have the first in common."""
    return {
        "type": CHAT_INPUT,
        "name": family,
        **_described(texts, text(f"command.{family}")),
        "options": [
            {
                "type": SUBCOMMAND,
                "name": entry.name.partition(" ")[2],
                **_described(texts, text(f"command.{entry.key}")),
                "options": _options(texts, entry),
            }
            for entry in MENU
            if entry.family == family
        ],
        "contexts": [IN_GUILD, IN_DM],
        "integration_types": [GUILD_INSTALL],
        "default_member_permissions": None,
    }


def _command(texts: Texts, entry: Entry) -> Body:
    admin = entry.audience == "admin"
    return {
        "type": CHAT_INPUT,
        "name": entry.name,
        **_described(texts, text(f"command.{entry.key}")),
        "options": _options(texts, entry),
        "contexts": [IN_GUILD] if admin else [IN_GUILD, IN_DM],
        "integration_types": [GUILD_INSTALL],
        "default_member_permissions": str(MANAGE_GUILD) if admin else None,
    }


def _options(texts: Texts, entry: Entry) -> list[Body]:
    words: Body = {
        "type": STRING,
        "name": TEXT_OPTION,
        **_described(texts, OPTIONS[TEXT_OPTION]),
        "required": False,
        "max_length": limits.MODAL_TEXT,
    }
    match entry.takes:
        case "" | "form":
            return []
        case "words":
            return [words]
        case "agent_words":
            agent: Body = {
                "type": STRING,
                "name": AGENT_OPTION,
                **_described(texts, OPTIONS[AGENT_OPTION]),
                "required": False,
                "autocomplete": True,
            }
            return [agent, words]
        case "macro" | "language":
            return [_option(texts, entry.takes, STRING, required=True, autocomplete=True)]
        case "case" | "code" | "proof" | "find" | "component":
            return [_option(texts, entry.takes, STRING, required=False)]
        case "stars":
            return [_option(texts, entry.takes, INTEGER, required=True)]
        case "account":
            return [_option(texts, entry.takes, USER, required=True)]
        case "somebody":
            return [_option(texts, entry.takes, USER, required=False), words]
        case _:
            assert_never(entry.takes)


def _option(texts: Texts, name: str, kind: int, *, required: bool, autocomplete: bool = False) -> Body:
    option: Body = {"type": kind, "name": name, **_described(texts, OPTIONS[name]), "required": required}
    return {**option, "autocomplete": True} if autocomplete else option


def _described(texts: Texts, said: Text) -> Body:
    return {
        "description": _said(texts, texts.choose(None, None), said, limits.COMMAND_TEXT),
        "description_localizations": _localised(texts, said, limits.COMMAND_TEXT),
    }


def _localised(texts: Texts, said: Text, limit: int) -> dict[str, str]:
    return {
        locale: _said(texts, language, said, limit)
        for language in texts.languages()
        for locale in LOCALES.get(language, ())
    }


def _said(texts: Texts, language: str, said: Text, limit: int) -> str:
    return render.cut(texts.say(language, said), limit)
