"""What a bot tells about itself: commands per scope and language, names, descriptions, the menu button."""

import re

from bots.sandbox.telegram.refusals import Wire, bad_request
from bots.sandbox.telegram.registry import Call, method
from bots.sandbox.telegram.rights import find_chat

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"([a-z]{2})?")
MOST_COMMANDS = 100
DESCRIPTION_LIMIT = 256
PLAIN_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})


@method("setMyCommands")
def set_my_commands(call: Call) -> object:
    key = _key(call)
    listed = call.arguments.sequence("commands", "can't parse commands JSON object")
    commands = [_command(each) for each in listed or []]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    call.bot.commands[key] = commands
    call.world.bus.publish("telegram", "command", str(call.bot.id))
    return True


@method("getMyCommands")
def get_my_commands(call: Call) -> object:
    """Exactly what was set for this scope and language."""
    return call.bot.commands.get(_key(call), [])


@method("deleteMyCommands")
def delete_my_commands(call: Call) -> object:
    call.bot.commands.pop(_key(call), None)
    call.world.bus.publish("telegram", "command", str(call.bot.id))
    return True


def _command(listed: object) -> Wire:
    if not isinstance(listed, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(listed.get("command", "")).removeprefix("/")
    description = str(listed.get("description", "")).strip()
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 0 < len(description) <= DESCRIPTION_LIMIT:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _key(call: Call) -> tuple[str, str]:
    """Scope and language as a key, such as ("chat_member:-100…:7", "de")."""
    wrong = "can't parse BotCommandScope: "
    scope = call.arguments.mapping("scope", f"{wrong}BotCommandScope must be an Object") or {
        "type": "default"
    }
    kind = str(scope.get("type", ""))
    if kind in PLAIN_SCOPES:
        return kind, _language(call)
    if kind not in CHAT_SCOPES:
        raise bad_request(f"{wrong}Unsupported type specified")
    named = str(scope.get("chat_id", ""))
    if not named:
        raise bad_request(f"{wrong}Empty chat_id specified")
    chat = find_chat(call.world, call.bot, named)
    key = f"{kind}:{chat.id}"
    return f"{key}:{scope.get('user_id')}" if kind == "chat_member" else key, _language(call)


def _language(call: Call) -> str:
    language = call.arguments.text("language_code")
    if not LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


@method("setMyName")
def set_my_name(call: Call) -> object:
    return _set(call, "name", 64, call.bot.names)


@method("getMyName")
def get_my_name(call: Call) -> object:
    return {"name": call.bot.names.get(_language(call)) or call.bot.names.get("") or call.bot.name}


@method("setMyDescription")
def set_my_description(call: Call) -> object:
    return _set(call, "description", 512, call.bot.descriptions)


@method("getMyDescription")
def get_my_description(call: Call) -> object:
    kept = call.bot.descriptions
    return {"description": kept.get(_language(call)) or kept.get("", "")}


@method("setMyShortDescription")
def set_my_short_description(call: Call) -> object:
    return _set(call, "short_description", 120, call.bot.short_descriptions)


@method("getMyShortDescription")
def get_my_short_description(call: Call) -> object:
    kept = call.bot.short_descriptions
    return {"short_description": kept.get(_language(call)) or kept.get("", "")}


def _set(call: Call, what: str, most: int, kept: dict[str, str]) -> bool:
    value, language = call.arguments.text(what), _language(call)
    if len(value) > most:
        raise bad_request(
            "BOT_TITLE_INVALID" if what == "name" else f"bot {what.replace('_', ' ')} is too long"
        )
    if value:
        kept[language] = value
    else:
        kept.pop(language, None)
    return True


@method("setChatMenuButton")
def set_chat_menu_button(call: Call) -> object:
    button = call.arguments.mapping("menu_button", "can't parse menu button: MenuButton must be an Object")
    button = button or {"type": "default"}
    if button.get("type") not in {"default", "commands", "web_app"}:
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    call.bot.menu_buttons[call.arguments.integer("chat_id")] = button
    return True


@method("getChatMenuButton")
def get_chat_menu_button(call: Call) -> object:
    kept = call.bot.menu_buttons
    return kept.get(call.arguments.integer("chat_id")) or kept.get(0) or {"type": "commands"}


@method("logOut")
def log_out(_call: Call) -> object:
    return True


@method("close")
def close(_call: Call) -> object:
    return True
