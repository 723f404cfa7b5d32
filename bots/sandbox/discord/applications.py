"""The application: what it is, and its commands one by one and in bulk.

https://discord.com/developers/docs/interactions/application-commands
"""

import re
from collections.abc import Mapping
from typing import Any

from simcord.backend import errors, serializers
from simcord.backend.ops.commands import COMMAND_FIELDS
from simcord.http.routes import commands as theirs

from bots.sandbox.discord import refusals
from bots.sandbox.discord.routing import Call, route

CHAT_NAME = re.compile(r"^[-_'\w]{1,32}$")
LIMITS = {1: 100, 2: 5, 3: 5}


@route("GET", "/applications/@me")
def application(call: Call) -> object:
    bot = serializers.user_payload(call.backend.bot_user)
    return {
        "id": str(call.backend.application_id),
        "name": call.world.application.name,
        "icon": None,
        "description": "",
        "summary": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "owner": bot,
        "team": None,
        "bot": bot,
        "flags": call.world.application.flags,
        "approximate_guild_count": len(call.backend.guilds),
    }


@route("GET", "/oauth2/applications/@me")
def application_by_oauth(call: Call) -> object:
    return application(call)


@route("PUT", "/applications/{application_id}/commands")
def overwrite_global(call: Call) -> object:
    _check(call.json or [])
    return theirs.bulk_upsert_global_commands(call)


@route("PUT", "/applications/{application_id}/guilds/{guild_id}/commands")
def overwrite_in_guild(call: Call) -> object:
    _check(call.json or [])
    call.backend.get_guild(call.int_arg("guild_id"))
    return theirs.bulk_upsert_guild_commands(call)


def _check(commands: list[Mapping[str, Any]]) -> None:
    for index, command in enumerate(commands):
        kind, name = command.get("type", 1), str(command.get("name", ""))
        if kind == 1 and (not CHAT_NAME.match(name) or name != name.lower()):
            raise refusals.form(
                f"{index}.name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid"
            )
        if kind == 1 and not 1 <= len(str(command.get("description", ""))) <= 100:
            message = "Must be between 1 and 100 in length."
            raise refusals.form(f"{index}.description", "BASE_TYPE_BAD_LENGTH", message)
        if len(command.get("options") or ()) > 25:
            raise refusals.too_long(f"{index}.options", 25)
    for kind, most in LIMITS.items():
        if sum(command.get("type", 1) == kind for command in commands) > most:
            raise errors.BackendError(400, 30032, f"Maximum number of application commands reached ({most})")


def _scope(call: Call) -> int | None:
    return call.int_arg("guild_id") if "guild_id" in call.args else None


def _one(call: Call) -> dict[str, Any]:
    for command in call.backend.commands.get(_scope(call), {}).values():
        if command["id"] == call.args["command_id"]:
            return command
    raise refusals.unknown_command()


def _create(call: Call) -> object:
    """Create, or replace the one of the same name and type."""
    scope, body = _scope(call), call.body()
    key = (str(body.get("name")), int(body.get("type", 1)))
    others = [
        {
            field: value
            for field, value in command.items()
            if field not in ("id", "application_id", "guild_id")
        }
        for known, command in call.backend.commands.get(scope, {}).items()
        if known != key
    ]
    _check([*others, body])
    wanted = call.fields(*COMMAND_FIELDS, body=body)
    call.backend.register_commands(scope, [*others, wanted])
    return call.backend.commands[scope][key]


def _edit(call: Call) -> object:
    command = _one(call)
    changed = {**command, **call.fields(*COMMAND_FIELDS)}
    _check([changed])
    known = call.backend.commands[_scope(call)]
    known.pop((command["name"], command["type"]))
    known[(changed["name"], changed["type"])] = changed
    return changed


def _delete(call: Call) -> object:
    command = _one(call)
    call.backend.commands[_scope(call)].pop((command["name"], command["type"]))
    return None


for _prefix in ("/applications/{application_id}", "/applications/{application_id}/guilds/{guild_id}"):
    route("POST", f"{_prefix}/commands")(_create)
    route("GET", f"{_prefix}/commands/{{command_id}}")(_one)
    route("PATCH", f"{_prefix}/commands/{{command_id}}")(_edit)
    route("DELETE", f"{_prefix}/commands/{{command_id}}")(_delete)


@route("GET", "/applications/{application_id}/guilds/{guild_id}/commands/permissions")
def all_permissions(call: Call) -> object:
    guild_id = call.int_arg("guild_id")
    return [
        {
            "id": str(command_id),
            "application_id": call.args["application_id"],
            "guild_id": str(guild_id),
            "permissions": permissions,
        }
        for (scope, command_id), permissions in call.backend.command_permissions.items()
        if scope == guild_id
    ]
