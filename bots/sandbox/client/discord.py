"""A user of the simulated Discord."""

from collections.abc import Mapping, Sequence
from typing import Final

from pydantic import TypeAdapter

from bots.sandbox.client.commands import Offered, fill_in
from bots.sandbox.client.control import Sandbox
from bots.sandbox.client.discord_view import Interaction, Modal, View, message_of, places_of
from bots.sandbox.client.person import PATIENCE, NotSeenError, Person, Upload, Where
from bots.sandbox.client.seen import Message, Place


class DiscordPerson(Person):
    """See `Person`; `bot` is the application's id, needed only to open the private chat with it."""

    def __init__(self, sandbox: Sandbox, user: str | int, bot: str | int | None = None) -> None:
        super().__init__(sandbox.discord, str(user))
        self._bot = bot

    async def say(
        self,
        text: str,
        *,
        place: Where = None,
        reply_to: Message | None = None,
        files: Sequence[Upload] = (),
    ) -> str:
        at = reply_to.place if reply_to and place is None else await self.place(place)
        body: dict[str, object] = {"channel": at.channel, "text": text}
        if reply_to is not None:
            body["reply_to"] = reply_to.id
        if files:
            body["files"] = [each.as_json() for each in files]
        return _SENT.validate_python(await self.act("send", body))["message"]

    async def edit(self, message: Message | str, text: str, *, place: Where = None) -> None:
        number, at = await self.at(message, place)
        await self.act("edit", {"channel": at.channel, "message": number, "text": text})

    async def delete(self, message: Message | str, *, place: Where = None) -> None:
        number, at = await self.at(message, place)
        await self.act("delete", {"channel": at.channel, "message": number})

    async def react(self, message: Message | str, emoji: str, *, place: Where = None) -> None:
        number, at = await self.at(message, place)
        await self.act("react", {"channel": at.channel, "message": number, "emoji": emoji})

    async def press(self, label: str, in_message: Message | None = None) -> None:
        message = await self.with_button(label, in_message)
        button = message.button(label)
        if button is not None:
            body = {"channel": message.place.channel, "message": message.id, "custom_id": button.id}
            await self.act("press", body)

    async def choose(self, message: Message, *values: str, select: str = "") -> None:
        """Choose in the message's select menu, `select` being its placeholder or id if there are more."""
        wanted = [each for each in message.selects if not select or select in (each.id, each.placeholder)]
        if len(wanted) != 1:
            raise NotSeenError(f"{self} sees {len(wanted)} such selects in message {message.id}")
        body = {"channel": message.place.channel, "message": message.id, "custom_id": wanted[0].id}
        await self.act("press", {**body, "values": list(values)})

    async def command(self, line: str, *, place: Where = None) -> None:
        at = await self.place(place)
        name, options = fill_in(line, await self.commands(at))
        await self.act("command", {"channel": at.channel, "name": name, "options": options})

    async def commands(self, place: Place) -> tuple[Offered, ...]:
        """The commands that the picker offers there."""
        path = f"/control/people/discord/{self.id}/commands?place={place.channel}"
        return _OFFERED.validate_python(await self.sandbox.request("GET", path))

    async def menu(self, name: str, target: Message | str) -> None:
        """Use a command of a message's or (by the user's id) a person's context menu."""
        if isinstance(target, Message):
            at, number, kind = target.place, target.id, "message"
        else:
            at, number, kind = (await self.places())[0], target, "user"
        await self.act("command", {"channel": at.channel, "name": name, "type": kind, "target": number})

    async def modal(self, *, within: float = PATIENCE) -> Modal:
        """The form that is open, waiting for one.

        Raises:
            NotSeenError: none opened in time.
        """
        found: list[Modal] = []

        async def there() -> bool:
            found.extend((await self.view()).modals)
            return bool(found)

        if not await self.until(there, within):
            raise NotSeenError(f"{self} sees no form")
        return found[-1]

    async def fill(
        self,
        fields: Mapping[str, str | Sequence[str]],
        *,
        files: Mapping[str, Sequence[Upload]] | None = None,
    ) -> None:
        """Send the open form; a field is named by its label, the label's beginning, or its id."""
        modal = await self.modal()
        given = {_field(modal, name): value for name, value in fields.items()}
        sent = {
            _field(modal, name): [each.as_json() for each in some] for name, some in (files or {}).items()
        }
        await self.act("submit", {"modal": modal.id, "fields": given, "files": sent})

    async def autocomplete(self, name: str, option: str, value: str, *, place: Where = None) -> object:
        """What the bot offers while a command's option is typed."""
        at = await self.place(place)
        body = {"channel": at.channel, "name": name, "option": option, "value": value}
        return await self.act("autocomplete", body)

    async def interactions(self) -> tuple[Interaction, ...]:
        """What became of this person's presses, commands and forms."""
        return (await self.view()).interactions

    async def close_dms(self) -> None:
        """Let the bot write no more private messages."""
        await self.act("close_dms", {})

    async def open_dms(self) -> None:
        await self.act("open_dms", {})

    async def leave_thread(self, place: Place) -> None:
        """Leave a thread; a private one is not seen any more then."""
        await self.act("leave_thread", {"channel": place.channel})

    async def delete_channel(self, place: Place) -> None:
        """Delete a channel or thread, as who may manage them can."""
        await self.act("delete_channel", {"channel": place.channel})

    async def open_dm(self) -> Place:
        """Open the private chat with the bot, as clicking on its name does."""
        if self._bot is None:
            raise NotSeenError(f"{self} knows no bot; give its id to write to it first")
        body = await self.act("dm", {"user": str(self._bot)})
        channel = _OPENED.validate_python(body)["channel"]
        return next(each for each in await self.places() if each.channel == channel)

    async def place(self, where: Where, *, within: float = PATIENCE) -> Place:
        if where is None and self._bot is not None:
            known = [each for each in await self.places() if each.kind == "dm"]
            return known[0] if known else await self.open_dm()
        return await super().place(where, within=within)

    async def places(self) -> tuple[Place, ...]:
        return places_of(await self.view())

    async def everything(self) -> tuple[Message, ...]:
        view = await self.view()
        return tuple(
            message_of(at, raw) for at in places_of(view) for raw in view.messages.get(at.channel, ())
        )

    async def view(self) -> View:
        """All that this person's client shows."""
        return View.model_validate(await self.control.view(self.id))


def _field(modal: Modal, name: str) -> str:
    labels = modal.labels
    for label, custom_id in labels.items():
        if name in (label, custom_id):
            return custom_id
    found = [custom_id for label, custom_id in labels.items() if label.casefold().startswith(name.casefold())]
    if len(found) != 1:
        raise NotSeenError(f"the form {modal.title!r} has no field {name!r}, but {', '.join(labels)}")
    return found[0]


_SENT: Final = TypeAdapter(dict[str, str])
_OPENED: Final = TypeAdapter(dict[str, str])
_OFFERED: Final = TypeAdapter(tuple[Offered, ...])
