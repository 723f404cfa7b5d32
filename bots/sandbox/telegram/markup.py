"""`reply_markup`: keyboards under a message, checked as Telegram checks them.

https://core.telegram.org/bots/api#inlinekeyboardbutton: `callback_data` has 1 to 64 bytes.
"""

import re
from collections.abc import Iterator

from bots.sandbox.telegram.arguments import Arguments
from bots.sandbox.telegram.refusals import Wire, bad_request

DATA_LIMIT = 64
BUTTON_LIMIT = 100
ROW_LIMIT = 8
PICKED_LIMIT = 10
LINK = re.compile(r"(https?|tg|ton)://\S+$|[\w-]+(\.[\w-]+)+(/\S*)?$", re.IGNORECASE)
ACTIONS = [
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
]


def given_markup(arguments: Arguments) -> Wire | None:
    """The keyboard of a request, None when there is none.

    Raises:
        RefusedError: 400 for one that Telegram would not take.
    """
    markup = arguments.mapping("reply_markup", "object expected as reply markup")
    return checked_markup(markup) if markup else None


def checked_markup(markup: Wire) -> Wire | None:
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"], 'field "inline_keyboard" of the InlineKeyboardMarkup')
        kept = [[_inline(button) for button in row] for row in rows if row]
        if sum(len(row) for row in kept) > BUTTON_LIMIT or any(len(row) > ROW_LIMIT for row in kept):
            raise bad_request("reply markup is too long")
        return {"inline_keyboard": kept} if kept else None
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"], 'field "keyboard"')
        return markup | {"keyboard": [[_plain(button) for button in row] for row in rows]}
    return markup


def picker_of(markup: Wire) -> Iterator[Wire]:
    """What the buttons of a keyboard ask users to be chosen for."""
    rows = markup.get("keyboard")
    for row in rows if isinstance(rows, list) else ():
        yield from (dict(each["request_users"]) for each in row if each.get("request_users"))


def _rows(value: object, name: str) -> list[list[object]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad_request(f"{name} must be an Array of Arrays")
    return value


def _inline(button: object) -> Wire:
    complaint = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(complaint + "InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request(complaint + 'Can\'t find field "text"')
    if not text.strip():
        raise bad_request("BUTTON_TEXT_EMPTY")
    if not any(action in button for action in ACTIONS):
        raise bad_request(complaint + "Text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not (isinstance(data, str) and 0 < len(data.encode()) <= DATA_LIMIT):
        raise bad_request("BUTTON_DATA_INVALID")
    url = button.get("url")
    if url is not None and not (isinstance(url, str) and LINK.match(url)):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return dict(button)


def _plain(button: object) -> Wire:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse keyboard button: KeyboardButton must be a String or an Object")
    _picker(button)
    return dict(button)


def _picker(button: Wire) -> None:
    """What a button asks users to be chosen for: https://core.telegram.org/bots/api#keyboardbuttonrequestusers."""
    picker = button.get("request_users")
    if picker is None:
        return
    if not isinstance(picker, dict) or not isinstance(picker.get("request_id"), int):
        raise bad_request("can't parse keyboard button: Can't find field \"request_id\"")
    if not 1 <= picker.get("max_quantity", 1) <= PICKED_LIMIT:
        raise bad_request("can't parse keyboard button: wrong max_quantity specified")
