"""What a real Telegram lets nobody arrange: its limits, its clock, its mistakes, a group's move."""

import random
from dataclasses import replace

from bots.sandbox.telegram.control.asked import Asked
from bots.sandbox.telegram.control.settling import kind_of
from bots.sandbox.telegram.model import Bot, Chat
from bots.sandbox.telegram.posting import Draft, post
from bots.sandbox.telegram.queue import Queue
from bots.sandbox.telegram.refusals import ControlError, Wire

FURTHEST_BACK = 50_000_000


def limits(asked: Asked) -> Wire:
    """Set `overall`, `private` (a second), `group` (a minute), `burst`, `enabled`, `query_seconds`."""
    allowed = asked.world.limits
    fresh = replace(
        allowed,
        overall=asked.number("overall", allowed.overall),
        private=asked.number("private", allowed.private),
        group=asked.number("group", allowed.group),
        burst=asked.number("burst", allowed.burst),
        enabled=asked.flag("enabled", default=allowed.enabled),
    )
    if min(fresh.overall, fresh.private, fresh.group) <= 0 or fresh.burst < 1:
        raise ControlError("limits must be above zero, and burst at least 1")
    fresh.forget()
    asked.world.limits = fresh
    asked.world.query_seconds = asked.number("query_seconds", asked.world.query_seconds)
    return {}


def clock(asked: Asked) -> Wire:
    """Move the clock forward by `advance` seconds."""
    asked.world.skew += asked.number("advance", 0)
    for bot in asked.world.bots.values():
        bot.queue.wake()
    return {"now": asked.world.now()}


def updates(asked: Asked) -> Wire:
    """Let updates misbehave, of one bot or of all."""
    bots = [asked.bot()] if asked.has("bot") else list(asked.world.bots.values())
    action, times = asked.text("action"), asked.integer("times", 1)
    for bot in bots:
        _misbehave(bot.queue, action, times)
        bot.queue.wake()
    return {}


def _misbehave(queue: Queue, action: str, times: int) -> None:
    match action:
        case "duplicate":
            queue.mischief.duplicate = times
        case "shuffle":
            queue.mischief.shuffle = times
        case "jump_back":
            queue.jump(random.randint(1, max(2, queue.next_id - FURTHEST_BACK)))
        case "hold" | "release":
            queue.mischief.hold = action == "hold"
        case _:
            raise ControlError("'action' must be duplicate, shuffle, jump_back, hold or release")


def migrate(asked: Asked, bot: Bot) -> Wire:
    """Turn the group `chat` into the supergroup `to`, as when its owner makes it a forum or public."""
    world, number = asked.world, asked.integer("to")
    old = world.groups.get(asked.integer("chat"))
    if old is None or bot.id not in old.members:
        raise ControlError(f"bot {bot.username} is in no group {asked.integer('chat')}", 404)
    if old.migrated_to:
        raise ControlError(f"the group has already moved to {old.migrated_to}", 409)
    if number in world.groups or not kind_of(number):
        raise ControlError("'to' must be a new supergroup's id, beginning with -100")
    new = Chat(number, "supergroup", old.title, members=dict(old.members), permissions=old.permissions)
    world.groups[number] = new
    owner = next((world.users[each.id] for each in old.members.values() if each.id in world.users), None)
    if owner is None:
        raise ControlError("a group without people cannot move")
    post(world, old, owner, Draft(extra={"migrate_to_chat_id": number}, service="migrate_to_chat_id"))
    old.migrated_to = number
    post(world, new, owner, Draft(extra={"migrate_from_chat_id": old.id}, service="migrate_from_chat_id"))
    return {}
