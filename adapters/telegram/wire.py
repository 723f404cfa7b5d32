"""The bot's side of the wire: python-telegram-bot over our transport, with the two calls it lacks."""

from collections.abc import Mapping, Sequence
from typing import Final

from telegram import Bot, InputFile, InputMedia, TelegramObject
from telegram.error import TelegramError
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from adapters.telegram.settings import TelegramSettings
from adapters.telegram.transport import READ, AiohttpRequest

Value = (
    str
    | int
    | bool
    | TelegramObject
    | InputFile
    | Sequence[TelegramObject]
    | Sequence[InputMedia]
    | Sequence[str]
    | None
)

ALLOWED: Final = (
    "message",
    "edited_message",
    "callback_query",
    "message_reaction",
    "my_chat_member",
    "chat_member",
)
"""Updates asked for. Reactions and members come only when asked for, and in groups only to administrators."""

BATCH: Final = 100


class Wire(Bot):
    """`call` does what the library's methods do without building a Message of each answer.

    Of what was sent only the number is needed, and the objects cost more than the request itself.
    """

    __slots__ = ("_transport",)

    def __init__(self, settings: TelegramSettings) -> None:
        # Sending and polling share the session: its pool holds hundreds, and polling takes one.
        self._transport = AiohttpRequest()
        super().__init__(
            settings.token,
            base_url=f"{settings.root}/bot",
            base_file_url=f"{settings.root}/file/bot",
            request=self._transport,
            get_updates_request=self._transport,
        )

    async def call(self, method: str, values: Mapping[str, Value]) -> object:
        """The bare result of a method. Raises what `Bot`'s methods raise."""
        result: object
        if any(map(_uploads, values.values())):
            result = await self._post(method, dict(values))
        else:
            # The library's own way takes each value apart, at a cost that messages feel.
            data = RequestData([RequestParameter(name, value, None) for name, value in values.items()])
            result = await self._transport.post(f"{self._base_url}/{method}", data)
        return result

    async def send(self, method: str, values: Mapping[str, Value]) -> tuple[str, ...]:
        """The numbers of the messages that a sending method made."""
        return numbers(await self.call(method, values))

    async def updates(self, offset: int | None, wait: int) -> list[dict[str, object]]:
        """Updates not yet confirmed, the earliest first; those below `offset` are confirmed for good.

        Raw, so that one which the library cannot read does not hide the others.
        """
        result: object = await self._post(
            "getUpdates",
            {"offset": offset, "timeout": wait, "limit": BATCH, "allowed_updates": list(ALLOWED)},
            read_timeout=READ + wait,
        )
        return [update for update in result if isinstance(update, dict)] if isinstance(result, list) else []

    async def download(self, path: str, limit: int) -> bytes:
        """A file's bytes by the path that getFile told."""
        return await self._transport.download(f"{self._base_file_url}/{path}", limit)

    async def connect(self) -> None:
        await self._transport.initialize()

    async def disconnect(self) -> None:
        await self._transport.shutdown()


def _uploads(value: Value) -> bool:
    if isinstance(value, list | tuple):
        return any(map(_uploads, value))
    return isinstance(value, InputFile | InputMedia)


def numbers(result: object) -> tuple[str, ...]:
    """The message numbers in an answer.

    Raises:
        TelegramError: the answer holds none, so nobody knows what happened.
    """
    messages = result if isinstance(result, list) else [result]
    found = tuple(
        str(each["message_id"]) for each in messages if isinstance(each, dict) and "message_id" in each
    )
    if not found:
        raise TelegramError("an answer without a message")
    return found
