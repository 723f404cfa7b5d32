"""Who comes into a chat and goes from it, the bot itself too."""

import logging

from telegram import ChatMember, ChatMemberRestricted, ChatMemberUpdated
from telegram.constants import ChatMemberStatus

from adapters.telegram import refs
from adapters.telegram.reading import Reading
from adapters.telegram.refs import Spot
from adapters.telegram.tools import Tools
from adapters.telegram.watch import person_of
from core.words.commands import Unreachable

log = logging.getLogger(__name__)


class Members:
    def __init__(self, tools: Tools, reading: Reading) -> None:
        self._tools = tools
        self._reading = reading

    async def own(self, change: ChatMemberUpdated) -> None:
        gone = change.new_chat_member.status in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
        if not gone:
            return
        if change.chat.id > 0:
            at = int(change.date.timestamp())
            command_id = refs.membership_id(change.chat.id, at, str(change.new_chat_member.status))
            await self._tools.handler.handle(Unreachable(command_id, person_of(change.from_user)))
        elif self._tools.groups.is_agents(self._tools.groups.known(change.chat.id)):
            log.error("telegram.put_out_of_group", extra={"chat": change.chat.id})

    async def changed(self, change: ChatMemberUpdated) -> None:
        """Somebody has come into a group, of which large ones, and those whose owners like it so, show no message."""
        spot = Spot(self._tools.groups.known(change.chat.id))
        if not self._reading.concerns(spot) and _present(change.new_chat_member) > _present(
            change.old_chat_member
        ):
            await self._tools.watch.came(change.new_chat_member.user, spot)


def _present(member: ChatMember) -> bool:
    """Whether somebody is in the group; the restricted may have left it."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status not in (ChatMemberStatus.BANNED, ChatMemberStatus.LEFT)
