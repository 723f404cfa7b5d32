"""What a user fills in: options of commands, values of selects, fields of modals, and what they name."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from simcord.backend import serializers
from simcord.backend.access import channel_accessible
from simcord.backend.models import Channel

from bots.sandbox.discord.mistakes import Mistake
from bots.sandbox.discord.world import World

STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
TYPES: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    NUMBER: (int, float),
}
SELECT_OF = {5: USER, 6: ROLE, 7: MENTIONABLE, 8: CHANNEL}
ACTION_ROW, TEXT_INPUT, LABEL, CHECK = 1, 4, 18, 23
Part = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Filling:
    """One user's hand over one form; everything that its values name is gathered under `resolved`."""

    world: World
    user_id: int
    channel: Channel
    resolved: dict[str, dict[str, Any]] = field(default_factory=dict)

    def command(self, leaf: Part, given: Part, *, partial: bool = False) -> list[dict[str, Any]]:
        """The options of a command as they travel; `partial` lets required ones be missing."""
        known = {each["name"]: each for each in leaf.get("options") or []}
        for name in given:
            if name not in known:
                raise Mistake(f"the command has no option {name!r}")
        filled = []
        for name, option in known.items():
            if name in given:
                value = self._option(option, given[name])
                filled.append({"name": name, "type": option["type"], "value": value})
            elif option.get("required") and not partial:
                raise Mistake(f"the option {name!r} is required")
        return filled

    def select(self, control: Part, values: Sequence[Any]) -> list[str]:
        """The values of a select, in its bounds; labels of string options count as their values."""
        _count(control, values, "values")
        if control["type"] != STRING:
            for value in values:
                self._name(SELECT_OF[control["type"]], int(value))
            return [str(value) for value in values]
        by_label = {option["label"]: option["value"] for option in control["options"]}
        picked = [by_label.get(value, value) for value in values]
        for value in picked:
            if value not in by_label.values():
                raise Mistake(f"the select has no option {value!r}")
        return picked

    def modal(self, components: Sequence[Part], fields: dict[str, Any]) -> list[dict[str, Any]]:
        """A modal's components as they come back; every field that is used is taken out of `fields`."""
        sent: list[dict[str, Any]] = []
        for part in components:
            shell: dict[str, Any] = {"type": part["type"], "id": part.get("id")}
            if part["type"] == ACTION_ROW:
                inner = part["components"][0]
                shell["components"] = [self._field(inner, str(inner.get("label")), fields)]
            elif part["type"] == LABEL:
                shell["component"] = self._field(part["component"], str(part.get("label")), fields)
            sent.append(shell)
        return sent

    def user(self, user_id: int) -> None:
        """Name a user, and the member that the user is here."""
        model = self.world.model
        user = dict(serializers.user_payload(model.get_user(user_id)))
        self._gather("users", user_id, user)
        guild = model.guilds.get(self.channel.guild_id or 0)
        if guild is not None and user_id in guild.members:
            member = dict(serializers.member_payload(model, guild, guild.members[user_id], with_user=False))
            member["permissions"] = str(model.compute_permissions(guild.id, user_id, self.channel.id))
            self._gather("members", user_id, member)

    def message(self, message_id: int, payload: Part) -> None:
        self._gather("messages", message_id, payload)

    def _option(self, option: Part, value: Any) -> Any:
        kind, name = int(option["type"]), option["name"]
        if kind == ATTACHMENT:
            return self._keep(value)
        if kind in (USER, CHANNEL, ROLE, MENTIONABLE):
            self._name(kind, int(value))
            return str(value)
        if not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != BOOLEAN):
            raise Mistake(f"the option {name!r} takes another type")
        size = len(value) if isinstance(value, str) else value
        low, high = ("min_length", "max_length") if kind == STRING else ("min_value", "max_value")
        if (option.get(low) is not None and size < option[low]) or (
            option.get(high) is not None and size > option[high]
        ):
            raise Mistake(f"the option {name!r} is out of its bounds")
        choices = [choice["value"] for choice in option.get("choices") or []]
        if choices and value not in choices:
            raise Mistake(f"the option {name!r} takes one of {choices}")
        return value

    def _field(self, control: Part, label: str, fields: dict[str, Any]) -> dict[str, Any]:
        name, kind = control["custom_id"], control["type"]
        value = fields.pop(name) if name in fields else fields.pop(label, None)
        if kind == TEXT_INPUT and value is None:
            value = control.get("value")
        if kind == STRING and value is None:
            value = [option["value"] for option in control["options"] if option.get("default")]
        back: dict[str, Any] = {"type": kind, "custom_id": name, "id": control.get("id")}
        if kind == CHECK:
            return {**back, "value": bool(control.get("default", False) if value is None else value)}
        if not value:
            if control.get("required", True):
                raise Mistake(f"the field {label!r} is required")
            return {**back, "value": "" if kind == TEXT_INPUT else None, "values": []}
        match kind:
            case 4:
                least, most = control.get("min_length") or 0, control.get("max_length") or 4000
                if not least <= len(value) <= most:
                    raise Mistake(f"the field {label!r} takes {least} to {most} characters")
                return {**back, "value": value}
            case 19:
                _count(control, value, "files")
                return {**back, "values": [self._keep(file) for file in value]}
            case 21:
                return {**back, "value": value}
            case 22:
                return {**back, "values": list(value)}
            case _:
                return {**back, "values": self.select(control, value if isinstance(value, list) else [value])}

    def _keep(self, file: Part) -> str:
        """Store an uploaded file; its id."""
        attachment = self.world.cdn.store_attachment(
            self.world.model.snowflake(),
            self.channel.id,
            file["name"],
            base64.b64decode(file["base64"]),
            None,
        )
        kept = {**attachment, "ephemeral": True}
        if file.get("mime"):
            kept["content_type"] = file["mime"]
        self._gather("attachments", int(str(attachment["id"])), kept)
        return str(attachment["id"])

    def _name(self, kind: int, value: int) -> None:
        model = self.world.model
        guild = model.guilds.get(self.channel.guild_id or 0)
        if kind in (USER, MENTIONABLE) and value in model.users:
            self.user(value)
        elif kind in (ROLE, MENTIONABLE) and guild is not None and value in guild.roles:
            self._gather("roles", value, serializers.role_payload(guild.roles[value]))
        elif kind == CHANNEL and guild is not None and channel_accessible(model, value, self.user_id):
            payload = dict(serializers.channel_payload(model, model.get_channel(value)))
            payload["permissions"] = str(model.compute_permissions(guild.id, self.user_id, value))
            self._gather("channels", value, payload)
        else:
            raise Mistake(f"{value} cannot be chosen here")

    def _gather(self, what: str, key: int, payload: Part) -> None:
        self.resolved.setdefault(what, {})[str(key)] = dict(payload)


def _count(control: Part, values: Sequence[Any], what: str) -> None:
    least, most = control.get("min_values"), control.get("max_values")
    least, most = 1 if least is None else least, 1 if most is None else most
    if not least <= len(values) <= most:
        raise Mistake(f"{control['custom_id']!r} takes {least} to {most} {what}")
