"""What all methods that send have in common: where to, in reply to what, with which keyboard, how often."""

from dataclasses import dataclass

from bots.sandbox.telegram.markup import given_markup, picker_of
from bots.sandbox.telegram.model import Bot, Chat, Message
from bots.sandbox.telegram.posting import Draft, post
from bots.sandbox.telegram.refusals import Wire, bad_request
from bots.sandbox.telegram.registry import Call
from bots.sandbox.telegram.rights import holds, writable
from bots.sandbox.telegram.wire import message_json

GENERAL = 1
"""The topic a forum cannot lose; messages there name no thread, and naming it is refused."""


@dataclass(slots=True)
class Target:
    """Where a message goes and what it hangs on."""

    chat: Chat
    thread: int
    reply_to: Message | None
    markup: Wire | None
    protected: bool

    def dress(self, draft: Draft) -> Draft:
        """The draft with the target's thread, reply and keyboard."""
        draft.thread = self.thread
        draft.reply_to = self.reply_to
        draft.markup = self.markup
        draft.protected = self.protected
        return draft


def target(call: Call, right: str = "can_send_messages") -> Target:
    """Read and check the arguments every sending method takes.

    Raises:
        RefusedError: 400 or 403, as the real server says it.
    """
    arguments = call.arguments
    chat = writable(call.world, call.bot, arguments.text("chat_id"), right)
    thread = arguments.integer("message_thread_id")
    thread = open_thread(chat, call.bot, thread) if thread else 0
    markup = given_markup(arguments) if arguments.has("reply_markup") else None
    if chat.kind != "private" and markup and any(picker_of(markup)):
        raise bad_request("users can be requested in private chats only")
    reply = _reply(call, chat)
    if reply is not None and not thread:
        thread = reply.thread
    return Target(chat, thread, reply, markup, arguments.flag("protect_content"))


def open_thread(chat: Chat, bot: Bot, thread: int) -> int:
    """The topic to write into; outside forums a thread is ignored.

    Raises:
        RefusedError: 400 when the topic is not there, or closed to this bot.
    """
    if not chat.forum and chat.kind != "private":
        return 0
    topic = chat.topics.get(thread)
    if topic is None or topic.deleted or thread == GENERAL:
        raise bad_request("message thread not found")
    if topic.closed and not holds(chat, bot.id, "can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return thread


def _reply(call: Call, chat: Chat) -> Message | None:
    arguments = call.arguments
    lenient = arguments.flag("allow_sending_without_reply")
    wanted = arguments.integer("reply_to_message_id")
    if arguments.has("reply_parameters"):
        parameters = arguments.mapping("reply_parameters", "object expected as reply parameters") or {}
        lenient = parameters.get("allow_sending_without_reply") is True
        number = parameters.get("message_id", 0)
        wanted = int(number) if isinstance(number, int | str) and str(number).isdigit() else 0
        elsewhere = parameters.get("chat_id")
        if elsewhere is not None and str(elsewhere) != str(chat.id):
            return None
    if wanted <= 0:
        return None
    found = chat.messages.get(wanted)
    if found is None and not lenient:
        raise bad_request("message to be replied not found")
    return found


def send(call: Call, goal: Target, draft: Draft) -> Wire:
    """Post one message of the bot, within its limits, and return it as the answer."""
    return message_json(send_message(call, goal, draft), call.bot)


def send_message(call: Call, goal: Target, draft: Draft, *, counted: bool = False) -> Message:
    """Post one message of the bot; `counted` when its limits were asked before.

    Raises:
        RefusedError: 429 beyond the limits.
    """
    if not counted:
        call.world.limits.spend(call.bot.id, goal.chat.id)
    return post(call.world, goal.chat, call.bot, goal.dress(draft))
