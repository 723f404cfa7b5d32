"""The commands that a person's app offers while they type `/`."""

from collections.abc import Iterator
from typing import Any

from simcord.backend.access import channel_accessible
from simcord.enums import AppCommandType
from simcord.interactions import command_leaves

from bots.sandbox import discord, telegram

KINDS = {"chat": AppCommandType.CHAT_INPUT, "user": AppCommandType.USER, "message": AppCommandType.MESSAGE}


def discord_commands(world: discord.World, user: int, channel: int) -> list[dict[str, Any]]:
    """What the picker and the menus offer in a channel; subcommands one by one, with their options."""
    if not channel_accessible(world.model, channel, user):
        return []
    return [
        {
            "name": " ".join(path),
            "kind": kind,
            "description": leaf.get("description") or "",
            "options": [_option(each) for each in leaf.get("options") or []],
        }
        for kind, number in KINDS.items()
        for command in world.model.visible_commands(user_id=user, channel_id=channel, type=number)
        for path, leaf in command_leaves(command)
    ]


def telegram_commands(world: telegram.World, user: int, chat: int) -> list[dict[str, Any]]:
    """What the menu offers in a chat: of each bot there, the list of the narrowest scope that it set."""
    person = world.users.get(user)
    language = person.language_code if person is not None else ""
    offered: list[dict[str, Any]] = []
    for bot in world.bots.values():
        if chat > 0 and bot.id != chat:
            continue
        found = next(
            (
                bot.commands[scope, tongue]
                for scope in _scopes(world, user, chat)
                for tongue in (language, "")
                if (scope, tongue) in bot.commands
            ),
            [],
        )
        offered += [
            {"name": each["command"], "kind": "chat", "description": each["description"], "options": []}
            for each in found
        ]
    return offered


def _scopes(world: telegram.World, user: int, chat: int) -> Iterator[str]:
    """From narrow to wide, https://core.telegram.org/bots/api#determining-list-of-commands."""
    if chat > 0:
        yield f"chat:{user}"
        yield "all_private_chats"
    else:
        yield f"chat_member:{chat}:{user}"
        group = world.groups.get(chat)
        if group is not None and group.member(user).governs:
            yield f"chat_administrators:{chat}"
            yield f"chat:{chat}"
            yield "all_chat_administrators"
        else:
            yield f"chat:{chat}"
        yield "all_group_chats"
    yield "default"


def _option(option: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": option["name"],
        "type": option["type"],
        "description": option.get("description") or "",
        "required": bool(option.get("required")),
        "autocomplete": bool(option.get("autocomplete")),
        "choices": option.get("choices") or [],
    }
