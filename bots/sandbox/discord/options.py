"""What a user fills in: options of commands, values of selects, fields of modals, with what they resolve to."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from simcord.backend import serializers
from simcord.backend.access import channel_accessible
from simcord.backend.models import Channel

from bots.sandbox.discord.mistakes import Mistake
from bots.sandbox.discord.world import World

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
TYPES: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    NUMBER: (int, float),
}
SELECT_OF = {5: USER, 6: ROLE, 7: MENTIONABLE, 8: CHANNEL}
Resolved = dict[str, dict[str, Any]]


def fill(
    world: World,
    user_id: int,
    channel: Channel,
    leaf: Mapping[str, Any],
    given: Mapping[str, Any],
    *,
    partial: bool = False,
) -> tuple[list[dict[str, Any]], Resolved]:
    """The options of a command as they travel; `partial` leaves required ones out."""
    known = {each["name"]: each for each in leaf.get("options") or []}
    for name in given:
        if name not in known:
            raise Mistake(f"the command has no option {name!r}")
    resolved: Resolved = {}
    filled = []
    for name, option in known.items():
        if name not in given:
            if option.get("required") and not partial:
                raise Mistake(f"the option {name!r} is required")
            continue
        value = _value(world, user_id, channel, option, given[name], resolved)
        filled.append({"name": name, "type": option["type"], "value": value})
    return filled, resolved


def _value(
    world: World, user_id: int, channel: Channel, option: Mapping[str, Any], value: Any, resolved: Resolved
) -> Any:
    kind, name = int(option["type"]), option["name"]
    if kind == ATTACHMENT:
        return keep_file(world, channel, value, resolved)
    if kind in (USER, CHANNEL, ROLE, MENTIONABLE):
        _resolve(world, user_id, channel, kind, int(value), resolved)
        return str(value)
    if not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != BOOLEAN):
        raise Mistake(f"the option {name!r} takes another type")
    size = len(value) if isinstance(value, str) else value
    low, high = ("min_length", "max_length") if kind == STRING else ("min_value", "max_value")
    if (option.get(low) is not None and size < option[low]) or (
        option.get(high) is not None and size > option[high]
    ):
        raise Mistake(f"the option {name!r} is out of its bounds")
    choices = [choice["value"] for choice in option.get("choices") or []]
    if choices and value not in choices:
        raise Mistake(f"the option {name!r} takes one of {choices}")
    return value


def chosen(
    world: World, user_id: int, channel: Channel, select: Mapping[str, Any], values: Sequence[Any]
) -> tuple[list[str], Resolved]:
    """The values of a select, in its bounds; labels of string options count as their values."""
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if not least <= len(values) <= most:
        raise Mistake(f"the select takes {least} to {most} values")
    resolved: Resolved = {}
    if select["type"] == 3:
        by_label = {option["label"]: option["value"] for option in select["options"]}
        picked = [by_label.get(value, value) for value in values]
        for value in picked:
            if value not in by_label.values():
                raise Mistake(f"the select has no option {value!r}")
        return picked, resolved
    for value in values:
        _resolve(world, user_id, channel, SELECT_OF[select["type"]], int(value), resolved)
    return [str(value) for value in values], resolved


def submitted(
    world: World,
    user_id: int,
    channel: Channel,
    components: Sequence[Mapping[str, Any]],
    fields: dict[str, Any],
) -> tuple[list[dict[str, Any]], Resolved]:
    """A modal's components as they come back; every field that is used is taken out of `fields`."""
    resolved: Resolved = {}
    sent: list[dict[str, Any]] = []
    for part in components:
        shell: dict[str, Any] = {"type": part["type"], "id": part.get("id")}
        if part["type"] == 1:
            inner = part["components"][0]
            shell["components"] = [_field(world, user_id, channel, inner, inner, fields, resolved)]
        elif part["type"] == 18:
            shell["component"] = _field(world, user_id, channel, part["component"], part, fields, resolved)
        sent.append(shell)
    return sent, resolved


def _field(
    world: World,
    user_id: int,
    channel: Channel,
    control: Mapping[str, Any],
    labelled: Mapping[str, Any],
    fields: dict[str, Any],
    resolved: Resolved,
) -> dict[str, Any]:
    name, kind = control["custom_id"], control["type"]
    label = labelled.get("label") or name
    value = fields.pop(name, None) if name in fields else fields.pop(str(label), None)
    back: dict[str, Any] = {"type": kind, "custom_id": name, "id": control.get("id")}
    if value in (None, "", []) and kind != 23:
        if kind == 4 and value is None:
            value = control.get("value") or ""
        if control.get("required", True) and not value:
            raise Mistake(f"the field {label!r} is required")
        return {**back, "value": value or ""} if kind in (4, 21) else {**back, "values": []}
    match kind:
        case 4:
            if not control.get("min_length", 0) <= len(value) <= (control.get("max_length") or 4000):
                raise Mistake(f"the field {label!r} is too short or too long")
            back["value"] = value
        case 19:
            least, most = control.get("min_values", 1), control.get("max_values", 1)
            if not least <= len(value) <= most:
                raise Mistake(f"the field {label!r} takes {least} to {most} files")
            back["values"] = [keep_file(world, channel, file, resolved) for file in value]
        case 21:
            back["value"] = value
        case 22:
            back["values"] = list(value)
        case 23:
            back["value"] = bool(control.get("default", False) if value is None else value)
        case _:
            values = value if isinstance(value, list) else [value]
            back["values"], found = chosen(world, user_id, channel, control, values)
            for key, entries in found.items():
                resolved.setdefault(key, {}).update(entries)
    return back


def keep_file(world: World, channel: Channel, file: Mapping[str, str], resolved: Resolved) -> str:
    """Store an uploaded file; its id, with the attachment under `resolved`."""
    attachment = world.cdn.store_attachment(
        world.model.snowflake(), channel.id, file["name"], base64.b64decode(file["base64"]), None
    )
    if file.get("mime"):
        attachment["content_type"] = file["mime"]
    resolved.setdefault("attachments", {})[str(attachment["id"])] = {**attachment, "ephemeral": True}
    return str(attachment["id"])


def resolve_user(world: World, channel: Channel, user_id: int, resolved: Resolved) -> None:
    model = world.model
    resolved.setdefault("users", {})[str(user_id)] = dict(serializers.user_payload(model.get_user(user_id)))
    guild = model.guilds.get(channel.guild_id or 0)
    if guild is not None and user_id in guild.members:
        member = dict(serializers.member_payload(model, guild, guild.members[user_id], with_user=False))
        member["permissions"] = str(model.compute_permissions(guild.id, user_id, channel.id))
        resolved.setdefault("members", {})[str(user_id)] = member


def _resolve(world: World, user_id: int, channel: Channel, kind: int, value: int, resolved: Resolved) -> None:
    model = world.model
    guild = model.guilds.get(channel.guild_id or 0)
    if kind in (USER, MENTIONABLE) and value in model.users:
        resolve_user(world, channel, value, resolved)
    elif kind in (ROLE, MENTIONABLE) and guild is not None and value in guild.roles:
        resolved.setdefault("roles", {})[str(value)] = dict(serializers.role_payload(guild.roles[value]))
    elif kind == CHANNEL and guild is not None and channel_accessible(model, value, user_id):
        payload = dict(serializers.channel_payload(model, model.get_channel(value)))
        payload["permissions"] = str(model.compute_permissions(guild.id, user_id, value))
        resolved.setdefault("channels", {})[str(value)] = payload
    else:
        raise Mistake(f"{value} cannot be chosen here")
