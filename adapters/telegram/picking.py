"""Whom somebody asks about, shown instead of typed: chosen from their own chats, or sent as a contact.

Either tells the account itself, which a name that is typed does not.
https://core.telegram.org/bots/api#keyboardbuttonrequestusers
"""

from collections import OrderedDict
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from telegram import (
    KeyboardButton,
    KeyboardButtonRequestUsers,
    Message,
    ReplyKeyboardMarkup,
    SharedUser,
)

from adapters.telegram import refs
from adapters.telegram.answers import Answers
from adapters.telegram.refs import Spot
from adapters.telegram.render import Renderer
from core.ports import Clock
from core.words.people import Profile
from core.words.texts import text

REQUEST: Final = 1
"""Tells the picker's answer from others; the only one there is."""
ASKED_WITHIN: Final = timedelta(minutes=10)
"""A contact that is sent later than this after `/verify` is sent for another reason."""
REMEMBERED: Final = 10_000


class Picking:
    """Offers the picker, and reads what was chosen. Who was just offered it is forgotten at a restart."""

    def __init__(self, answers: Answers, renderer: Renderer, clock: Clock) -> None:
        self._answers = answers
        self._render = renderer
        self._clock = clock
        self._asked: OrderedDict[int, datetime] = OrderedDict()

    async def offer(self, spot: Spot, language: str) -> None:
        """A button below the private chat that opens the list of everybody this person has a chat with."""
        self._asked[spot.chat] = self._clock.now()
        self._asked.move_to_end(spot.chat)
        if len(self._asked) > REMEMBERED:
            self._asked.popitem(last=False)
        picker = KeyboardButtonRequestUsers(REQUEST, max_quantity=1, request_name=True, request_username=True)
        button = KeyboardButton(self._render.say(language, text("button.pick")), request_users=picker)
        keyboard = ReplyKeyboardMarkup([[button]], resize_keyboard=True, one_time_keyboard=True)
        asking = self._render.line(language, text("verify.pick"))
        await self._answers.post(spot, replace(asking, markup=keyboard), None)

    def chosen(self, message: Message, spot: Spot) -> Profile | None:
        """Whom a message in a private chat shows, where it answers the question whom it is about."""
        shared = message.users_shared
        if shared is not None and shared.request_id == REQUEST and shared.users:
            return _of_shared(shared.users[0])
        asked = self._asked.get(spot.chat)
        if message.contact is None or asked is None or self._clock.now() - asked > ASKED_WITHIN:
            return None
        return of_contact(message)


def of_contact(message: Message) -> Profile:
    """The account of a contact; None in it where the contact is not on Telegram, or its owner hides that."""
    contact = message.contact
    if contact is None:
        return Profile(None, ())
    name = _named(contact.first_name, contact.last_name)
    return Profile(None if contact.user_id is None else refs.account(contact.user_id), name)


def _of_shared(user: SharedUser) -> Profile:
    return Profile(refs.account(user.user_id), _named(user.first_name, user.last_name), user.username or "")


def _named(first: str | None, last: str | None) -> tuple[str, ...]:
    name = " ".join(part for part in (first, last) if part)
    return (name,) if name else ()
