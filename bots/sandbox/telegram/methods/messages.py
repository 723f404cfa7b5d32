"""Sending what needs no file: text, places, people, polls, and the signs of typing."""

from bots.sandbox.telegram.entities.given import given_text
from bots.sandbox.telegram.posting import Draft
from bots.sandbox.telegram.refusals import Wire, bad_request
from bots.sandbox.telegram.registry import Call, method
from bots.sandbox.telegram.rights import writable
from bots.sandbox.telegram.sending import open_thread, send, target

ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
        "record_audio",
        "upload_audio",
    ]
)
TYPING_SECONDS = 5.0
"""How long a sign of typing stays, https://core.telegram.org/bots/api#sendchataction."""


@method("getMe")
def get_me(call: Call) -> object:
    bot = call.bot
    return {
        "id": bot.id,
        "is_bot": True,
        "first_name": bot.names.get("") or bot.name,
        "username": bot.username,
        "can_join_groups": True,
        "can_read_all_group_messages": not bot.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_guest_queries": False,
    }


@method("sendMessage")
def send_text(call: Call) -> object:
    goal = target(call)
    formatted = given_text(call.arguments)
    preview = call.arguments.mapping("link_preview_options", "object expected as link preview options")
    return send(call, goal, Draft(text=formatted.text, entities=formatted.entities, preview=preview))


@method("sendLocation")
def send_location(call: Call) -> object:
    goal = target(call)
    for name in ("latitude", "longitude"):
        if not call.arguments.has(name):
            raise bad_request(f"{name} is empty")
    latitude, longitude = call.arguments.decimal("latitude"), call.arguments.decimal("longitude")
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise bad_request("wrong location specified")
    location: Wire = {"latitude": latitude, "longitude": longitude}
    return send(call, goal, Draft(extra={"location": location}))


@method("sendContact")
def send_contact(call: Call) -> object:
    goal = target(call)
    contact: Wire = {
        name: call.arguments.text(name)
        for name in ("phone_number", "first_name", "last_name", "vcard")
        if call.arguments.has(name)
    }
    if "phone_number" not in contact:
        raise bad_request("phone number must be non-empty")
    if "first_name" not in contact:
        raise bad_request("first name must be non-empty")
    return send(call, goal, Draft(extra={"contact": contact}))


@method("sendPoll")
def send_poll(call: Call) -> object:
    goal = target(call, "can_send_polls")
    question = call.arguments.text("question").strip()
    if not question:
        raise bad_request("poll question must be non-empty")
    listed = call.arguments.sequence("options", "can't parse options JSON object") or []
    options = [each.get("text") if isinstance(each, dict) else each for each in listed]
    texts = [each for each in options if isinstance(each, str) and each.strip()]
    if len(texts) != len(options) or not texts:
        raise bad_request("poll must have at least 1 option")
    return send(call, goal, Draft(extra={"poll": poll_json(call.world.number(), question, texts)}))


def poll_json(number: int, question: str, options: list[str]) -> Wire:
    """An open anonymous poll nobody voted in."""
    return {
        "id": str(5_000_000_000_000_000_000 + number),
        "question": question,
        "options": [
            {"text": text, "voter_count": 0, "persistent_id": str(place)}
            for place, text in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }


@method("sendChatAction")
def send_chat_action(call: Call) -> object:
    chat = writable(call.world, call.bot, call.arguments.text("chat_id"))
    thread = call.arguments.integer("message_thread_id")
    thread = open_thread(chat, call.bot, thread) if thread else 0
    if call.arguments.text("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.world.typing[chat.id, call.bot.id, thread] = call.world.now() + TYPING_SECONDS
    call.world.publish("typing", chat)
    return True
