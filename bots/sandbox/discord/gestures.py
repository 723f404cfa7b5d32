"""How a user's client starts an interaction: commands, buttons, selects, and the sending of modals.

Every gesture is refused when a real client could not make it. What the bot receives is built as in
https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from simcord import interactions as wire
from simcord.backend import serializers
from simcord.backend.access import message_accessible
from simcord.backend.command_access import command_access
from simcord.backend.models import Channel, Interaction, Message
from simcord.components import walk_components
from simcord.enums import AppCommandType, ComponentType, InteractionType

from bots.sandbox.discord.mistakes import Mistake, see
from bots.sandbox.discord.options import Filling
from bots.sandbox.discord.world import World

KINDS = {"chat": AppCommandType.CHAT_INPUT, "user": AppCommandType.USER, "message": AppCommandType.MESSAGE}
SELECTS = (3, 5, 6, 7, 8)
ANSWER_WITHIN = 3.0


def start(
    hand: Filling, kind: InteractionType, data: dict[str, Any], source: Message | None = None
) -> Interaction:
    """Send the bot an interaction and start its three seconds."""
    world, user_id, channel, model = hand.world, hand.user_id, hand.channel, hand.world.model
    if hand.resolved:
        data["resolved"] = hand.resolved
    record, payload = wire.base_payload(
        model, type=kind, channel_id=channel.id, guild_id=channel.guild_id, user_id=user_id, data=data
    )
    payload["locale"] = world.person(user_id).locale
    payload["attachment_size_limit"] = 10 * 1024 * 1024
    owner = str(channel.guild_id or 0)
    payload["authorizing_integration_owners"] = {"0": owner}
    if channel.guild_id is not None:
        payload["guild_locale"] = world.guild_locales.get(channel.guild_id, "en-US")
        payload["guild"] = {"id": owner, "locale": payload["guild_locale"], "features": []}
    if source is not None:
        record.source_message_id = source.id
        payload["message"] = dict(serializers.message_payload(model, source))
    world.note_interaction(record)
    model.emit("INTERACTION_CREATE", payload)

    def overdue() -> None:
        if not record.responded:
            world.publish("interaction_failed", channel.id)

    asyncio.get_running_loop().call_later(ANSWER_WITHIN, overdue)
    return record


def command(world: World, user_id: int, asked: Mapping[str, Any]) -> Interaction:
    """`{channel, name, type?, options?, target?}`: use a command as its picker offers it."""
    channel = see(world, user_id, asked["channel"])
    hand = Filling(world, user_id, channel)
    kind = KINDS[asked.get("type", "chat")]
    root, leaf, path = _find(world, user_id, channel, str(asked["name"]), kind)
    data: dict[str, Any] = {"id": root["id"], "name": root["name"], "type": kind}
    if root.get("guild_id"):
        data["guild_id"] = root["guild_id"]
    if kind == AppCommandType.CHAT_INPUT:
        data["options"] = wire.nest_options(root, path, hand.command(leaf, asked.get("options") or {}))
    else:
        if "target" not in asked:
            raise Mistake("a context command needs a target")
        data["target_id"] = str(asked["target"])
        _target(hand, kind, asked)
    return start(hand, InteractionType.APPLICATION_COMMAND, data)


def autocomplete(world: World, user_id: int, asked: Mapping[str, Any]) -> Interaction:
    """`{channel, name, option, value, options?}`: type into one option of a command."""
    channel = see(world, user_id, asked["channel"])
    root, leaf, path = _find(world, user_id, channel, str(asked["name"]), AppCommandType.CHAT_INPUT)
    focused = next((each for each in leaf.get("options") or [] if each["name"] == asked["option"]), None)
    if focused is None or not focused.get("autocomplete"):
        raise Mistake(f"the command has no autocompleted option {asked['option']!r}")
    hand = Filling(world, user_id, channel)
    filled = hand.command(leaf, asked.get("options") or {}, partial=True)
    filled.append(
        {"name": focused["name"], "type": focused["type"], "value": asked["value"], "focused": True}
    )
    data = {
        "id": root["id"],
        "name": root["name"],
        "type": AppCommandType.CHAT_INPUT,
        "options": wire.nest_options(root, path, filled),
    }
    return start(hand, InteractionType.APPLICATION_COMMAND_AUTOCOMPLETE, data)


def press(world: World, user_id: int, asked: Mapping[str, Any]) -> Interaction:
    """`{channel, message, label|custom_id, values?}`: press a button, or choose in a select."""
    channel = see(world, user_id, asked["channel"])
    message = seen_message(world, user_id, channel, asked["message"])
    part, hand = _component(message, asked), Filling(world, user_id, channel)
    data: dict[str, Any] = {"custom_id": part["custom_id"], "component_type": part["type"]}
    if part.get("id") is not None:
        data["id"] = part["id"]
    if part["type"] in SELECTS:
        data["values"] = hand.select(part, asked.get("values") or [])
    return start(hand, InteractionType.MESSAGE_COMPONENT, data, message)


def submit(world: World, user_id: int, asked: Mapping[str, Any]) -> Interaction:
    """`{modal, fields, files?}`: send an open modal; fields by custom_id or label."""
    opener = world.model.interactions.get(int(asked["modal"]))
    if opener is None or opener.user_id != user_id or opener.modal is None or opener.modal_consumed:
        raise Mistake("there is no such open modal", 404)
    channel = see(world, user_id, opener.channel_id)
    fields = {**(asked.get("fields") or {}), **(asked.get("files") or {})}
    hand = Filling(world, user_id, channel)
    components = hand.modal(opener.modal["components"], fields)
    if fields:
        raise Mistake(f"the modal has no field {next(iter(fields))!r}")
    data: dict[str, Any] = {"custom_id": opener.modal["custom_id"], "components": components}
    opener.modal_consumed = True
    source = world.model.messages[channel.id].get(opener.source_message_id or 0)
    return start(hand, InteractionType.MODAL_SUBMIT, data, source)


def seen_message(world: World, user_id: int, channel: Channel, message_id: str | int) -> Message:
    """A message that this user can see; 404 otherwise."""
    message = world.model.messages[channel.id].get(int(message_id))
    if message is None or not message_accessible(world.model, channel.id, message, user_id):
        raise Mistake("this user sees no such message", 404)
    return message


def _find(
    world: World, user_id: int, channel: Channel, name: str, kind: AppCommandType
) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    root_name, *path = name.split() if kind == AppCommandType.CHAT_INPUT else [name]
    root = world.model.find_command(root_name, channel.guild_id, type=kind)
    if root is None:
        raise Mistake(f"no command is called {root_name!r} here", 404)
    access = command_access(world.model, root, user_id=user_id, channel_id=channel.id)
    if not access.allowed:
        raise Mistake(f"this user may not use {root_name!r} here ({access.reason})", 403)
    leaf, nesting = wire.walk_to_subcommand(root, path)
    return root, leaf, nesting


def _target(hand: Filling, kind: AppCommandType, asked: Mapping[str, Any]) -> None:
    if kind == AppCommandType.MESSAGE:
        message = seen_message(hand.world, hand.user_id, hand.channel, asked["target"])
        hand.message(message.id, serializers.message_payload(hand.world.model, message))
    else:
        hand.user(int(asked["target"]))


def _component(message: Message, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The one active component that is meant: by custom id, by label, or a select by placeholder."""
    found = [
        part
        for part in walk_components(message.components)
        if part.get("custom_id")
        and (part["custom_id"] == asked["custom_id"] if "custom_id" in asked else _named(part, asked))
    ]
    if len(found) != 1:
        raise Mistake(f"{len(found)} components of the message answer to that", 404)
    if found[0].get("disabled"):
        raise Mistake("that component is disabled", 403)
    if found[0]["type"] != ComponentType.BUTTON and found[0]["type"] not in SELECTS:
        raise Mistake("that component cannot be pressed")
    return found[0]


def _named(part: Mapping[str, Any], asked: Mapping[str, Any]) -> bool:
    return asked.get("label") is not None and asked["label"] in (part.get("label"), part.get("placeholder"))
