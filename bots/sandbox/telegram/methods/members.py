"""The people of a group, https://core.telegram.org/bots/api#getchatmember. Bots cannot list them."""

from dataclasses import replace

from bots.sandbox.telegram.model import Bot, Chat, Member, Status, User
from bots.sandbox.telegram.posting import Draft, change_member, post
from bots.sandbox.telegram.refusals import Wire, bad_request
from bots.sandbox.telegram.registry import Call, method
from bots.sandbox.telegram.rights import PERMISSIONS, demand, reachable, readable
from bots.sandbox.telegram.wire import member_json, user_json

TAG_LIMIT = 16
"""Characters, https://core.telegram.org/bots/api#setchatmembertag."""
FOREVER_SECONDS = (30, 366 * 86_400)
"""A ban shorter or longer than this is for good."""


@method("getChatMember")
def get_chat_member(call: Call) -> object:
    chat = readable(call.world, call.bot, call.arguments.text("chat_id"))
    person = _person(call)
    if chat.kind == "private":
        if person is not chat.user and person is not call.bot:
            raise bad_request("user not found")
        return member_json(Member(person.id, "member"), person)
    return member_json(chat.member(person.id), person, chat)


@method("getChatAdministrators")
def get_chat_administrators(call: Call) -> object:
    """The owner and the administrators that are no bots, and the bot itself when it is one."""
    chat = readable(call.world, call.bot, call.arguments.text("chat_id"))
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    listed: list[Wire] = []
    for member in chat.members.values():
        person = call.world.users.get(member.id) or (call.bot if member.id == call.bot.id else None)
        if member.governs and person is not None:
            listed.append(member_json(member, person, chat))
    return listed


@method("getChatMemberCount")
def get_chat_member_count(call: Call) -> object:
    chat = readable(call.world, call.bot, call.arguments.text("chat_id"))
    return 2 if chat.kind == "private" else sum(member.present for member in chat.members.values())


@method("banChatMember")
def ban_chat_member(call: Call) -> object:
    chat, person, member = _restrictable(call)
    if member.status != "kicked":
        gone = Member(person.id, "kicked", until=_until(call))
        change_member(call.world, chat, call.bot, person, gone)
        if member.present:
            left: Wire = {"left_chat_member": user_json(person)}
            post(call.world, chat, call.bot, Draft(extra=left, service="left_chat_member"))
    return True


@method("unbanChatMember")
def unban_chat_member(call: Call) -> object:
    """Lifts a ban; somebody still there is put out, unless `only_if_banned`."""
    if readable(call.world, call.bot, call.arguments.text("chat_id")).kind != "supergroup":
        raise bad_request("method is available for supergroup and channel chats only")
    chat, person, member = _restrictable(call)
    if member.status == "kicked" or (member.present and not call.arguments.flag("only_if_banned")):
        change_member(call.world, chat, call.bot, person, Member(person.id, "left"))
    return True


@method("restrictChatMember")
def restrict_chat_member(call: Call) -> object:
    """All permissions granted make an ordinary member again."""
    if readable(call.world, call.bot, call.arguments.text("chat_id")).kind != "supergroup":
        raise bad_request("method is available only for supergroups")
    chat, person, member = _restrictable(call)
    wanted = call.arguments.mapping("permissions", "object expected as permissions") or {}
    granted = frozenset(each for each in PERMISSIONS if wanted.get(each) is True)
    status: Status = "member" if chat.permissions <= granted else "restricted"
    fresh = replace(member, status=status, permissions=granted if status == "restricted" else frozenset())
    change_member(call.world, chat, call.bot, person, replace(fresh, until=_until(call)))
    return True


@method("banChatSenderChat")
def ban_chat_sender_chat(call: Call) -> object:
    """A channel cannot speak in the group until it is unbanned."""
    _with_channels(call).silenced.add(call.arguments.integer("sender_chat_id"))
    return True


@method("unbanChatSenderChat")
def unban_chat_sender_chat(call: Call) -> object:
    _with_channels(call).silenced.discard(call.arguments.integer("sender_chat_id"))
    return True


@method("setChatMemberTag")
def set_chat_member_tag(call: Call) -> object:
    """Tags are for ordinary members of supergroups."""
    chat = reachable(call.world, call.bot, call.arguments.text("chat_id"))
    if chat.kind == "private":
        raise bad_request("method is available only for groups and supergroups")
    demand(chat, call.bot, "can_manage_tags", "edit the member tag")
    person = _person(call)
    member = chat.member(person.id)
    if not member.present:
        raise bad_request("USER_NOT_PARTICIPANT")
    if member.governs:
        raise bad_request("user is an administrator of the chat")
    tag = call.arguments.text("tag")
    if len(tag) > TAG_LIMIT or any(character > "\uffff" for character in tag):
        raise bad_request("TAG_INVALID")
    change_member(call.world, chat, call.bot, person, replace(member, tag=tag))
    return True


@method("leaveChat")
def leave_chat(call: Call) -> object:
    chat = reachable(call.world, call.bot, call.arguments.text("chat_id"))
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    change_member(call.world, chat, call.bot, call.bot, Member(call.bot.id, "left"))
    return True


def _person(call: Call) -> User | Bot:
    number = call.arguments.integer("user_id")
    if number <= 0:
        raise bad_request("invalid user_id specified")
    person = call.world.users.get(number) or call.world.bots.get(number)
    if person is None:
        raise bad_request("user not found")
    return person


def _with_channels(call: Call) -> Chat:
    chat = reachable(call.world, call.bot, call.arguments.text("chat_id"))
    if chat.kind != "supergroup":
        raise bad_request("method is available for supergroup and channel chats only")
    demand(chat, call.bot, "can_restrict_members", "ban a sender chat")
    return chat


def _restrictable(call: Call) -> tuple[Chat, User | Bot, Member]:
    chat = reachable(call.world, call.bot, call.arguments.text("chat_id"))
    if chat.kind == "private":
        raise bad_request("can't ban members in private chats")
    person = _person(call)
    member = chat.member(person.id)
    demand(chat, call.bot, "can_restrict_members", "restrict/unrestrict chat member")
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    if member.status == "administrator":
        raise bad_request("user is an administrator of the chat")
    return chat, person, member


def _until(call: Call) -> int:
    until = call.arguments.integer("until_date")
    shortest, longest = FOREVER_SECONDS
    return until if shortest <= until - call.world.now() <= longest else 0
