"""What the bot finds where it works: its rights and the groups' topics, with the fix for each."""

from dataclasses import dataclass
from typing import Final

from telegram import (
    Chat,
    ChatFullInfo,
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberMember,
    ChatMemberOwner,
    ChatMemberRestricted,
)
from telegram.error import TelegramError

from adapters.telegram.groups import Groups
from adapters.telegram.refs import Spot
from adapters.telegram.settings import TelegramSettings
from adapters.telegram.wire import Wire
from core.words.cards import Answer, Card
from core.words.refs import CardKey
from core.words.texts import Text, text

RIGHTS: Final = (
    ("can_manage_topics", "setup.right_topics", "setup.right_topics_fix"),
    ("can_delete_messages", "setup.right_delete", "setup.right_delete_fix"),
    ("can_pin_messages", "setup.right_pin", "setup.right_pin_fix"),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was looked at. `fix` is None where it is well; `needed`: nothing works without it."""

    what: Text
    fix: Text | None = None
    needed: bool = True


class Setup:
    """Looks; only `take` changes anything, and only here."""

    def __init__(self, wire: Wire, groups: Groups, settings: TelegramSettings) -> None:
        self._wire = wire
        self._groups = groups
        self._settings = settings

    async def facts(self) -> tuple[Fact, ...]:
        """The bot itself, every agents' group, and where incidents are told, for `doctor`."""
        found = [await self._token()]
        for group in self._groups.all:
            found += await self.group(group)
        if self._settings.staff_tag:
            found += [await self._tags(each) for each in self._settings.communities]
        for chat in self._settings.news:
            found += await self._posts(chat)
        return tuple(found)

    async def _posts(self, chat: int) -> tuple[Fact, ...]:
        """Whether the bot may write where incidents are told."""
        today = self._groups.outward(Spot(chat)).chat
        try:
            info = await self._wire.get_chat(today)
            member = await self._wire.get_chat_member(today, (await self._wire.get_me()).id)
        except TelegramError:
            fix = text("setup.news_fix", place=str(chat))
            return (Fact(text("setup.news", place=str(chat)), fix, needed=False),)
        title = info.title or str(chat)
        what, there = text("setup.right_post", place=title), Fact(text("setup.news", place=title))
        if _may_post(info, member):
            return there, Fact(what)
        in_channel = info.type == Chat.CHANNEL
        fix = text("setup.right_post_fix") if in_channel else text("setup.right_send_fix")
        return there, Fact(what, fix, needed=False)

    async def _tags(self, chat: int) -> Fact:
        """Whether the bot may give members of a community their tags."""
        try:
            me = await self._wire.get_me()
            member = await self._wire.get_chat_member(self._groups.outward(Spot(chat)).chat, me.id)
        except TelegramError:
            return Fact(text("setup.group", group=str(chat)), text("setup.community_fix", group=str(chat)))
        what = text("setup.right_tags", group=str(chat))
        may = isinstance(member, ChatMemberAdministrator) and member.can_manage_tags is True
        return Fact(what, None if may else text("setup.right_tags_fix"), needed=False)

    async def _token(self) -> Fact:
        try:
            me = await self._wire.get_me()
        except TelegramError as error:
            return Fact(
                text("setup.telegram_token"), text("setup.telegram_token_fix", error=type(error).__name__)
            )
        if not me.can_read_all_group_messages:
            # Administrators hear everything all the same; it matters in public groups only.
            return Fact(text("setup.privacy"), text("setup.privacy_fix"), needed=False)
        return Fact(text("setup.telegram_token"))

    async def group(self, chat: int) -> tuple[Fact, ...]:
        """Whether it can serve agents: it is there, has topics, and the bot may manage them."""
        today = self._groups.outward(Spot(chat)).chat
        try:
            info = await self._wire.get_chat(today)
            member = await self._wire.get_chat_member(today, (await self._wire.get_me()).id)
        except TelegramError:
            return (Fact(text("setup.group", group=str(chat)), text("setup.group_fix", group=str(chat))),)
        title = info.title or str(chat)
        found = [Fact(text("setup.group", group=title))]
        topics = text("setup.topics", group=title)
        found.append(Fact(topics) if info.is_forum else Fact(topics, text("setup.topics_fix", group=title)))
        for right, what, fix in RIGHTS:
            has = isinstance(member, ChatMemberOwner) or (
                isinstance(member, ChatMemberAdministrator) and getattr(member, right) is True
            )
            needed = right == "can_manage_topics"
            found.append(Fact(text(what, group=title), None if has else text(fix, group=title), needed))
        return tuple(found)

    async def administers(self, chat: int, user: int) -> bool:
        """Whether somebody may change the group."""
        try:
            member = await self._wire.get_chat_member(self._groups.outward(Spot(chat)).chat, user)
        except TelegramError:
            return False
        return isinstance(member, ChatMemberOwner | ChatMemberAdministrator)

    async def moderates(self, chat: int, user: int) -> bool:
        """Whether somebody may put others out of the group."""
        try:
            member = await self._wire.get_chat_member(self._groups.outward(Spot(chat)).chat, user)
        except TelegramError:
            return False
        if isinstance(member, ChatMemberAdministrator):
            return member.can_restrict_members
        return isinstance(member, ChatMemberOwner)

    async def take(self, chat: int, language: str) -> Answer:
        """Make a group the agents' if it can serve them; say what is missing. Raises `StoreUnavailable`."""
        facts = await self.group(chat)
        if all(fact.fix is None for fact in facts if fact.needed):
            await self._groups.add(chat)
        lines = [text("setup.well", what=fact.what) for fact in facts if fact.fix is None]
        lines += [text("setup.wrong", what=fact.what, fix=fact.fix) for fact in facts if fact.fix is not None]
        if not self._groups.is_agents(chat):
            lines.append(text("setup.add_group", group=str(chat)))
        good = all(fact.fix is None for fact in facts)
        card = Card(
            CardKey(f"setup/{chat}"), text("setup.title"), tuple(lines), tone="good" if good else "warning"
        )
        return Answer(card=card, language=language)


def _may_post(info: ChatFullInfo, member: ChatMember) -> bool:
    """Channels have a right of their own; in groups what is not denied to members is allowed.

    https://core.telegram.org/bots/api#chatmemberadministrator (`can_post_messages`)
    """
    match member:
        case ChatMemberOwner():
            return True
        case ChatMemberAdministrator(can_post_messages=posts):
            return posts is True or info.type != Chat.CHANNEL
        case ChatMemberRestricted(can_send_messages=sends):
            return sends
        case ChatMemberMember():
            return info.permissions is None or info.permissions.can_send_messages is True
        case _:
            return False
