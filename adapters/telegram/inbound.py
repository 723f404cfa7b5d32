"""Telegram's updates as commands: what was said, edited, pressed and reacted to.

Everything here is decided from the update alone; what the desk makes of it is the desk's affair. Other bots,
channels and anonymous administrators prove nobody, so they say nothing here.
"""

import logging

from telegram import Message, Update, User

from adapters.telegram.edges import Background
from adapters.telegram.members import Members
from adapters.telegram.messages import Messages
from adapters.telegram.pressing import Pressing
from adapters.telegram.reacting import Reacting
from adapters.telegram.reading import Reading, speaker_of
from adapters.telegram.telling import Telling
from adapters.telegram.tools import Tools

log = logging.getLogger(__name__)


class Inbound:
    """Handles updates. `handle` returns once the update may be confirmed, `messages.album` once a whole album may.

    Raises `StoreUnavailable`, or `OSError` where a file could not be kept: then it must come again.
    """

    def __init__(self, me: User, tools: Tools, background: Background) -> None:
        self._groups = tools.groups
        reading = self._reading = Reading(me, tools)
        telling = Telling(tools, background)
        self.messages = Messages(me, tools, reading, telling, background)
        self._pressing = Pressing(tools, reading, telling, background)
        self._reacting = Reacting(tools, reading)
        self._members = Members(tools, reading)

    def lane(self, update: Update) -> str:
        """The conversation: updates of one are handled in order."""
        message = update.message or update.edited_message
        if update.callback_query is not None:
            pressed = update.callback_query.message
            if pressed is None:
                return f"user:{update.callback_query.from_user.id}"
            message = pressed if isinstance(pressed, Message) else None
            if message is None:
                return f"chat:{pressed.chat.id}"
        if message is not None:
            spot = self._reading.spot(message)
            self._groups.heard(spot, message.message_id)
            return f"chat:{spot.chat}:{spot.thread or 0}"
        if (reacted := update.message_reaction) is not None:
            chat = self._groups.known(reacted.chat.id)
            return f"chat:{chat}:{self._groups.thread(chat, reacted.message_id) or 0}"
        if (membership := update.my_chat_member or update.chat_member) is not None:
            return f"chat:{membership.chat.id}:0"
        return "other"

    async def handle(self, update: Update) -> None:
        """One update that is no part of an album."""
        if (message := update.message) is not None:
            await self.messages.message(message)
        elif (edited := update.edited_message) is not None:
            await self.messages.edited(edited)
        elif (query := update.callback_query) is not None:
            await self._pressing.pressed(query)
        elif (reacted := update.message_reaction) is not None:
            await self._reacting.reacted(reacted)
        elif (membership := update.my_chat_member) is not None:
            await self._members.own(membership)
        elif (change := update.chat_member) is not None:
            await self._members.changed(change)
        else:
            log.debug("telegram.ignored", extra={"update": update.update_id})

    def in_album(self, update: Update) -> Message | None:
        """The message, where it is a part of an album that concerns the desk."""
        message = update.message
        if message is None or message.media_group_id is None or speaker_of(message) is None:
            return None
        return message if self._reading.concerns(self._reading.spot(message)) else None
