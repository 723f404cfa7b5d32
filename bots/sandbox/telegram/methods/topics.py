"""Topics of forum supergroups, https://core.telegram.org/bots/api#createforumtopic."""

from bots.sandbox.telegram.model import Chat, Topic, World
from bots.sandbox.telegram.posting import Draft, post
from bots.sandbox.telegram.refusals import Wire, bad_request
from bots.sandbox.telegram.registry import Call, method
from bots.sandbox.telegram.rights import demand, reachable

COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
NAME_LIMIT = 128
DEFAULT_COLOR = COLORS[0]


@method("createForumTopic")
def create_forum_topic(call: Call) -> object:
    """The topic's id is the id of the service message that opens it."""
    chat = _forum(call)
    demand(chat, call.bot, "can_manage_topics", "create a topic")
    name = call.arguments.text("name").strip()[:NAME_LIMIT]
    if not name:
        raise bad_request("title must be non-empty")
    color = call.arguments.integer("icon_color", DEFAULT_COLOR)
    if color not in COLORS:
        raise bad_request("invalid forum topic icon color specified")
    emoji = call.arguments.text("icon_custom_emoji_id")
    call.world.limits.spend(call.bot.id, chat.id)
    shown: Wire = {"name": name, "icon_color": color}
    if emoji:
        shown["icon_custom_emoji_id"] = emoji
    opening = post(
        call.world, chat, call.bot, Draft(extra={"forum_topic_created": shown}, service="forum_topic_created")
    )
    opening.thread = opening.id
    chat.topics[opening.id] = Topic(opening.id, name, color, emoji)
    call.world.publish("topic", chat)
    return shown | {"message_thread_id": opening.id}


@method("editForumTopic")
def edit_forum_topic(call: Call) -> object:
    chat, topic = _managed(call)
    name = call.arguments.text("name").strip()[:NAME_LIMIT]
    emoji = call.arguments.text("icon_custom_emoji_id", topic.icon_emoji)
    changed: Wire = {}
    if name and name != topic.name:
        changed["name"] = topic.name = name
    if emoji != topic.icon_emoji:
        changed["icon_custom_emoji_id"] = topic.icon_emoji = emoji
    if not changed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    _note(call, chat, topic, "forum_topic_edited", changed)
    return True


@method("closeForumTopic")
def close_forum_topic(call: Call) -> object:
    return _set_closed(call, closed=True)


@method("reopenForumTopic")
def reopen_forum_topic(call: Call) -> object:
    return _set_closed(call, closed=False)


@method("deleteForumTopic")
def delete_forum_topic(call: Call) -> object:
    chat, topic = _managed(call, "can_delete_messages", "delete a topic")
    drop_topic(call.world, chat, topic)
    return True


@method("getForumTopicIconStickers")
def get_forum_topic_icon_stickers(_call: Call) -> object:
    return []


def _set_closed(call: Call, *, closed: bool) -> bool:
    chat, topic = _managed(call)
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    _note(call, chat, topic, "forum_topic_closed" if closed else "forum_topic_reopened", {})
    return True


def _note(call: Call, chat: Chat, topic: Topic, service: str, content: Wire) -> None:
    post(call.world, chat, call.bot, Draft(extra={service: content}, service=service, thread=topic.id))
    call.world.publish("topic", chat)


def _forum(call: Call) -> Chat:
    chat = reachable(call.world, call.bot, call.arguments.text("chat_id"))
    if not chat.forum:
        raise bad_request("the chat is not a forum")
    return chat


def _managed(
    call: Call, right: str = "can_manage_topics", purpose: str = "edit the topic"
) -> tuple[Chat, Topic]:
    chat = _forum(call)
    topic = chat.topics.get(call.arguments.integer("message_thread_id"))
    if topic is None or topic.deleted:
        raise bad_request("TOPIC_ID_INVALID")
    demand(chat, call.bot, right, purpose)
    return chat, topic


def drop_topic(world: World, chat: Chat, topic: Topic) -> None:
    """Delete a topic and all it holds. Nobody is told."""
    topic.deleted = True
    for message in [each for each in chat.messages.values() if each.thread == topic.id]:
        message.deleted = True
        del chat.messages[message.id]
    world.publish("topic", chat)
