"""`POST /control/telegram/world`: who and what there is."""

import base64

from bots.sandbox.telegram.control.asked import Asked
from bots.sandbox.telegram.files import store
from bots.sandbox.telegram.model import Bot, Chat, Kind, Member, Status, User, World
from bots.sandbox.telegram.posting import Draft, change_member, post
from bots.sandbox.telegram.queue import Queue
from bots.sandbox.telegram.refusals import ControlError, Wire
from bots.sandbox.telegram.rights import ADMIN_RIGHTS, CHANNEL_RIGHTS, PERMISSIONS, USUAL
from bots.sandbox.telegram.wire import user_json

STATUSES: dict[str, Status] = {
    "creator": "creator",
    "administrator": "administrator",
    "member": "member",
    "restricted": "restricted",
    "left": "left",
    "kicked": "kicked",
}
RIGHTS = frozenset((*ADMIN_RIGHTS, *CHANNEL_RIGHTS))


def settle(asked: Asked) -> None:
    """Add or change the bots, users and groups that the request lists."""
    for each in asked.objects("bots"):
        _settle_bot(each)
    for each in asked.objects("users"):
        _settle_user(each)
    for each in asked.objects("groups"):
        _settle_group(each)
    asked.world.bus.publish("telegram", "world", "")


def _settle_bot(asked: Asked) -> None:
    world, number = asked.world, asked.integer("id")
    bot = world.bots.get(number)
    if bot is None:
        token = asked.text("token")
        if token.partition(":")[0] != str(number):
            raise ControlError(f"the token of bot {number} must begin with '{number}:'")
        bot = Bot(
            number, token, asked.text("username"), asked.text("name"), privacy=True, queue=Queue(world.now)
        )
        world.bots[number] = bot
    world.by_token.pop(bot.token, None)
    bot.token = asked.text("token", bot.token)
    bot.username = asked.text("username", bot.username)
    bot.name = asked.text("name", bot.name)
    bot.privacy = asked.flag("privacy", default=bot.privacy)
    world.by_token[bot.token] = bot


def _settle_user(asked: Asked) -> None:
    number = asked.integer("id")
    if not 0 < number < 1 << 52:
        raise ControlError("a user's id lies between 1 and 2^52")
    user = asked.world.users.get(number)
    if user is None:
        user = asked.world.users[number] = User(number, asked.text("first_name"))
    user.first_name = asked.text("first_name", user.first_name)
    user.last_name = asked.text("last_name", user.last_name)
    user.username = asked.text("username", user.username)
    user.language_code = asked.text("language_code", user.language_code)


def _settle_group(asked: Asked) -> None:
    """`type`: "channel" for one. `quiet`: whoever comes or goes now does so without a message, as in large groups."""
    world, number = asked.world, asked.integer("id")
    if number >= 0:
        raise ControlError("a group's id is below zero; supergroups' and channels' begin with -100")
    group = world.groups.get(number)
    fresh = group is None
    if group is None:
        group = Chat(number, _kind(asked, number), permissions=USUAL)
        group.title = asked.text("title")
        world.groups[number] = group
    group.title = asked.text("title", group.title)
    group.username = asked.text("username", group.username)
    if asked.has("picture"):
        content = base64.b64decode(asked.text("picture"))
        group.picture = store(world, "photo", "", "image/jpeg", content)
    group.forum = asked.flag("forum", default=group.forum)
    if group.forum and group.kind != "supergroup":
        raise ControlError("only a supergroup can be a forum: its id begins with -100")
    if asked.has("permissions"):
        group.permissions = names(asked, "permissions", frozenset(PERMISSIONS))
    members = [(someone(world, each.integer("user")), _member(each)) for each in asked.objects("members")]
    if group.kind == "channel" and any(
        isinstance(person, Bot) and member.status in {"member", "restricted"} for person, member in members
    ):
        raise ControlError("a bot is in a channel as an administrator, or not at all")
    fresh = fresh or asked.flag("quiet") or group.kind == "channel"
    for person, member in members:
        if isinstance(person, User):
            _join(world, group, (person, member), fresh=fresh)
    for person, member in members:
        if isinstance(person, Bot):
            _join(world, group, (person, member), fresh=fresh)


def _kind(asked: Asked, number: int) -> Kind:
    if asked.text("type", "") == "channel":
        if not kind_of(number):
            raise ControlError("a channel's id begins with -100")
        return "channel"
    return "supergroup" if kind_of(number) else "group"


def kind_of(number: int) -> bool:
    """Whether an id is a supergroup's or a channel's."""
    return str(number).startswith("-100") and len(str(number)) >= 10


def someone(world: World, number: int) -> User | Bot:
    person = world.users.get(number) or world.bots.get(number)
    if person is None:
        raise ControlError(f"there is neither a user nor a bot {number}", 404)
    return person


def _member(asked: Asked) -> Member:
    status = STATUSES.get(asked.text("status", "member"))
    if status is None:
        raise ControlError(f"'status' must be one of {', '.join(STATUSES)}")
    rights = names(asked, "rights", RIGHTS | {"is_anonymous"}) if asked.has("rights") else RIGHTS
    return Member(
        asked.integer("user"),
        status,
        rights if status in {"administrator", "creator"} else frozenset(),
        names(asked, "permissions", frozenset(PERMISSIONS)) if asked.has("permissions") else frozenset(),
        title=asked.text("title", ""),
        tag=asked.text("tag", ""),
    )


def names(asked: Asked, name: str, known: frozenset[str]) -> frozenset[str]:
    """A list of rights, or an object of rights to true and false."""
    value = asked.body[name]
    listed = [key for key, held in value.items() if held] if isinstance(value, dict) else value
    if not isinstance(listed, list) or not known.issuperset(listed):
        raise ControlError(f"'{name}' must list some of {', '.join(sorted(known))}")
    return frozenset(listed)


def owner(world: World, group: Chat, instead: User | Bot) -> User | Bot:
    """Who is said to have changed the group: its owner, else the one concerned."""
    for member in group.members.values():
        if member.status == "creator":
            return world.users.get(member.id) or instead
    return instead


def _join(world: World, group: Chat, who: tuple[User | Bot, Member], *, fresh: bool) -> None:
    person, member = who
    before = group.member(person.id)
    by = owner(world, group, person)
    change_member(world, group, by, person, member)
    if fresh or before.present == member.present:
        return
    if member.present:
        joined: Wire = {"new_chat_members": [user_json(person)]}
        post(world, group, by, Draft(extra=joined, service="new_chat_members"))
    else:
        gone: Wire = {"left_chat_member": user_json(person)}
        post(world, group, by, Draft(extra=gone, service="left_chat_member"))
