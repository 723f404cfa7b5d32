"""Reading what the control API was asked, with a clear sentence for each misuse."""

from dataclasses import dataclass

from bots.sandbox.telegram.model import Bot, Chat, Message, User, World
from bots.sandbox.telegram.refusals import ControlError, Wire


@dataclass(frozen=True, slots=True)
class Asked:
    """One request's JSON object."""

    world: World
    body: Wire

    def has(self, name: str) -> bool:
        return self.body.get(name) is not None

    def text(self, name: str, default: str | None = None) -> str:
        value = self.body.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise ControlError(f"'{name}' must be text")
        return value

    def integer(self, name: str, default: int | None = None) -> int:
        value = self.body.get(name)
        if value is None and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, int):
            raise ControlError(f"'{name}' must be a whole number")
        return value

    def number(self, name: str, default: float) -> float:
        value = self.body.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ControlError(f"'{name}' must be a number")
        return float(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.body.get(name, default)
        if not isinstance(value, bool):
            raise ControlError(f"'{name}' must be true or false")
        return value

    def objects(self, name: str) -> list["Asked"]:
        value = self.body.get(name) or []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise ControlError(f"'{name}' must be a list of objects")
        return [Asked(self.world, each) for each in value]

    def object(self, name: str) -> Wire:
        value = self.body.get(name)
        if not isinstance(value, dict):
            raise ControlError(f"'{name}' must be an object")
        return value

    def bot(self, name: str = "bot") -> Bot:
        """A bot by its id or username."""
        return find_bot(self.world, self.body.get(name))

    def chat(self, user: User, name: str = "chat") -> Chat:
        """A group by its id, or the user's private chat with a bot named by id or username."""
        return find_chat(self.world, user, self.body.get(name))

    def message(self, chat: Chat, name: str = "message") -> Message:
        found = chat.messages.get(self.integer(name))
        if found is None:
            raise ControlError(f"there is no message {self.integer(name)} in this chat", 404)
        return found


def find_bot(world: World, named: object) -> Bot:
    text = str(named).removeprefix("@").lower()
    for bot in world.bots.values():
        if text in {str(bot.id), bot.username.lower()}:
            return bot
    raise ControlError(f"there is no bot {named}", 404)


def find_user(world: World, named: str) -> User:
    user = world.users.get(int(named)) if named.lstrip("-").isdigit() else None
    if user is None:
        raise ControlError(f"there is no user {named}", 404)
    return user


def find_chat(world: World, user: User, named: object) -> Chat:
    number = str(named)
    if number.lstrip("-").isdigit() and int(number) < 0:
        group = world.groups.get(int(number))
        if group is None:
            raise ControlError(f"there is no group {named}", 404)
        if group.migrated_to:
            raise ControlError(f"group {named} has moved to {group.migrated_to}", 409)
        if not group.member(user.id).present:
            raise ControlError(f"user {user.id} is not in group {named}", 403)
        return group
    bot = find_bot(world, named)
    chat = world.privates.get((bot.id, user.id))
    if chat is None or not chat.started:
        raise ControlError(f"user {user.id} has not started bot {bot.username}", 409)
    return chat
