"""How requests reach the Bot API: an aiohttp transport below python-telegram-bot.

The library's own httpx client is its slowest part by a factor of five. This one keeps a single session for
sending and polling, and tells apart what the library's errors do not: whether a request that failed may have
been carried out.
"""

import json
from datetime import timedelta
from typing import Any

import aiohttp
import orjson
from telegram import TelegramObject
from telegram.error import InvalidToken, NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

CONNECT = 5.0
"""Seconds to get a connection, whether from the pool or a new one."""
READ = 12.0
"""Seconds without a byte of the answer. With `CONNECT` it stays below the 20 seconds of a lease."""
IDLE = 15.0
"""Seconds an unused connection is kept. Servers drop theirs after a minute or so, and a request written to a
connection that is just being dropped is one of which nobody knows whether it arrived."""
CONNECTIONS = 512


class NotSentError(NetworkError):
    """No connection was to be had: the request did not leave, and repeating it is harmless."""


class ReplyLostError(TimedOut):
    """The request may have arrived; no answer did."""


class ServerTroubleError(NetworkError):
    """An answer of the 5xx family."""

    __slots__ = ("code",)

    def __init__(self, code: int) -> None:
        super().__init__(f"server error {code}")
        self.code = code


class WrongTokenError(InvalidToken):
    """401: there is no such bot, or its token was revoked."""

    def __init__(self) -> None:
        super().__init__("unauthorized")


class TooFastError(TelegramError):
    """429: nothing was done; `delay` is how long this chat, or the whole bot, is to be quiet."""

    __slots__ = ("delay",)

    def __init__(self, delay: timedelta) -> None:
        super().__init__("too many requests")
        self.delay = delay


class TooLargeError(TelegramError):
    """A download exceeds what was asked for, or an upload what the server takes (413)."""

    def __init__(self) -> None:
        super().__init__("too large")


class AiohttpRequest(BaseRequest):
    """The transport of one bot. Errors carry the kind of trouble, never the address: it holds the token.

    Requests are forms with JSON for what is nested: the shape that every Bot API server understands, since it is the
    library's own.
    """

    __slots__ = ("_session",)

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return READ

    async def initialize(self) -> None:
        self._opened()

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=IDLE),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )
        return self._session

    async def shutdown(self) -> None:
        if self._session is not None:
            await self._session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            parsed = orjson.loads(payload)
        except orjson.JSONDecodeError:
            parsed = _lenient(payload)
        if not isinstance(parsed, dict):
            raise TelegramError("the answer is not an object")
        return parsed

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - the library's signature
        connect_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        pool_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        timeout = _TIMEOUT if not isinstance(read_timeout, int | float) else _timeout(read_timeout)
        body, headers = _written(request_data)
        try:
            async with self._opened().request(
                method, url, data=body, headers=headers, timeout=timeout
            ) as response:
                status, payload = response.status, await response.read()
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            # The cause is dropped on purpose: its text may hold the address, and so the token.
            raise _trouble(error) from None
        _refuse(status, payload)
        return status, payload

    async def download(self, url: str, limit: int) -> bytes:
        """The bytes at `url`.

        Raises:
            TooLargeError: more than `limit` bytes; reading stopped there.
            NetworkError: they could not be had.
        """
        timeout = aiohttp.ClientTimeout(total=60, connect=CONNECT, sock_read=READ)
        try:
            async with self._opened().get(url, timeout=timeout) as response:
                if response.status != 200:
                    raise ServerTroubleError(response.status)
                data = bytearray()
                async for chunk in response.content.iter_any():
                    data += chunk
                    if len(data) > limit:
                        raise TooLargeError
                return bytes(data)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            raise _trouble(error) from None


def _timeout(read: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=None, connect=CONNECT, sock_connect=CONNECT, sock_read=read)


_TIMEOUT = _timeout(READ)


def _lenient(payload: bytes) -> object:
    """JSON with what the strict parser refuses, such as lone surrogates, which become U+FFFD."""
    try:
        loose = json.loads(payload.decode("utf-8", "replace"))
        return orjson.loads(json.dumps(loose, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        raise TelegramError("the answer is not JSON") from None


def _values(request_data: RequestData) -> dict[str, str]:
    return {
        name: value if isinstance(value, str) else orjson.dumps(value, default=_dict_of).decode()
        for name, value in request_data.parameters.items()
    }


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def _written(
    request_data: RequestData | None,
) -> tuple[bytes | aiohttp.FormData | None, dict[str, str] | None]:
    """The body and its type. The URL library quotes several times faster than the standard one; it drops lone
    surrogates, which no document holds.
    """
    if request_data is None:
        return None, None
    if request_data.contains_files:
        return _form(request_data), None
    return URL.build(path="/", query=_values(request_data)).raw_query_string.encode(), FORM


def _dict_of(value: object) -> object:
    if isinstance(value, TelegramObject):
        return value.to_dict()
    raise TypeError(type(value).__name__)


def _form(request_data: RequestData) -> aiohttp.FormData:
    values = _values(request_data)
    form = aiohttp.FormData(quote_fields=False)
    for name, value in values.items():
        form.add_field(name, value)
    for name, (filename, content, mime) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form


def _refuse(status: int, payload: bytes) -> None:
    """Raise for answers whose meaning the library would lose."""
    if status == 401:
        raise WrongTokenError
    if status == 413:
        raise TooLargeError
    if status >= 500:
        raise ServerTroubleError(status)
    if status == 429:
        raise TooFastError(_delay(payload))


def _delay(payload: bytes) -> timedelta:
    """What a 429 asks for; a second where it does not say, as from a proxy."""
    try:
        seconds = orjson.loads(payload)["parameters"]["retry_after"]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return timedelta(seconds=1)
    return timedelta(seconds=seconds if isinstance(seconds, int | float) else 1)


def _trouble(error: Exception) -> NetworkError:
    kind = type(error).__name__
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return NotSentError(kind)
    return ReplyLostError(kind)
