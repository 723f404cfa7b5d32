"""Pressed buttons, https://core.telegram.org/bots/api#callbackquery: asked once, answered once, in time."""

import orjson

from bots.sandbox.telegram.model import Bot, Message, Query, Toast, User, World
from bots.sandbox.telegram.refusals import Wire, bad_request
from bots.sandbox.telegram.registry import Call, method
from bots.sandbox.telegram.wire import message_json, user_json

KEPT = 150.0
"""Seconds the update waits for its bot (telegram-bot-api, `Client.cpp`)."""
ANSWER_LIMIT = 200


def ask(world: World, bot: Bot, user: User, message: Message, data: str) -> str:
    """Tell the bot that its button was pressed; returns the query's id."""
    number = str(4_000_000_000_000_000_000 + world.number())
    world.queries[number] = Query(number, bot.id, user.id, world.now())
    body: Wire = {
        "id": number,
        "from": user_json(user),
        "message": message_json(message, bot),
        "chat_instance": str(-7_000_000_000_000_000_000 - abs(message.chat.id) % 10**15),
        "data": data,
    }
    bot.queue.add("callback_query", f"q{user.id}", orjson.dumps(body), KEPT)
    world.publish("callback", message.chat)
    return number


@method("answerCallbackQuery")
def answer_callback_query(call: Call) -> object:
    world, arguments = call.world, call.arguments
    query = world.queries.get(arguments.text("callback_query_id"))
    if query is None or query.bot != call.bot.id or world.now() - query.asked > world.query_seconds:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = arguments.text("text")
    if len(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    del world.queries[query.id]
    world.toasts.append(Toast(query.id, query.user, text, arguments.flag("show_alert")))
    world.bus.publish("telegram", "toast", str(query.user))
    return True
