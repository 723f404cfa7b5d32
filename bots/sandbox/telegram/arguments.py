"""What a client sent: values by name and files by name, whichever of the four ways it chose.

https://core.telegram.org/bots/api#making-requests: query string, form, JSON and multipart mean the same;
objects travel as JSON text. Names are the method's own, values are kept as text.
"""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import orjson
from aiohttp import BodyPartReader, web

from bots.sandbox.telegram.refusals import RefusedError, Wire, bad_request

UPLOAD_LIMIT = 50 << 20
"""Bytes a bot may upload, https://core.telegram.org/bots/api#sending-files."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it arrived."""

    name: str
    mime: str
    content: bytes


@dataclass(slots=True)
class Arguments:
    """One request's values; each reader says what an absent value becomes."""

    values: dict[str, str]
    files: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return bool(self.values.get(name))

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name, default)

    def integer(self, name: str, default: int = 0) -> int:
        """As the real server reads numbers: what is none counts as absent."""
        value = self.values.get(name)
        if not value:
            return default
        try:
            return int(value)
        except ValueError:
            return default

    def decimal(self, name: str) -> float:
        try:
            return float(self.values.get(name, "0"))
        except ValueError:
            return 0.0

    def flag(self, name: str, default: str = "false") -> bool:
        return self.values.get(name, default).lower() in {"true", "yes", "1"}

    def mapping(self, name: str, complaint: str) -> Wire | None:
        """A JSON object, None when absent or null; `complaint` describes anything else."""
        value = self._json(name, complaint)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise bad_request(complaint)
        return value

    def sequence(self, name: str, complaint: str) -> list[object] | None:
        """A JSON array, None when absent or null; `complaint` describes anything else."""
        value = self._json(name, complaint)
        if value is None:
            return None
        if not isinstance(value, list):
            raise bad_request(complaint)
        return value

    def _json(self, name: str, complaint: str) -> object:
        value = self.values.get(name)
        if not value:
            return None
        try:
            parsed: object = orjson.loads(value)
        except orjson.JSONDecodeError:
            raise bad_request(complaint) from None
        return parsed


async def read(request: web.Request) -> Arguments:
    """The request's arguments.

    Raises:
        RefusedError: 413 beyond what may be uploaded, 400 for a body that is not what its type says.
    """
    values = dict(request.query) if request.query_string else {}
    kind = request.content_type
    if not request.can_read_body:
        return Arguments(values)
    if (request.content_length or 0) > UPLOAD_LIMIT + (1 << 20):
        raise RefusedError(413, "Request Entity Too Large")
    if kind == "multipart/form-data":
        return await _multipart(request, values)
    body = await request.content.read()
    if kind == "application/json":
        values.update(_from_json(body))
    elif body:
        values.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return Arguments(values)


def _from_json(body: bytes) -> dict[str, str]:
    try:
        parsed = orjson.loads(body or b"{}")
    except orjson.JSONDecodeError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(parsed, dict):
        raise bad_request("can't parse JSON object")
    return {str(name): as_text(value) for name, value in parsed.items() if value is not None}


def as_text(value: object) -> str:
    """A JSON value as a form would carry it."""
    return value if isinstance(value, str) else orjson.dumps(value).decode()


async def _multipart(request: web.Request, values: dict[str, str]) -> Arguments:
    files: dict[str, Upload] = {}
    size = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        content = bytes(await part.read(decode=False))
        size += len(content)
        if size > UPLOAD_LIMIT + (1 << 20):
            raise RefusedError(413, "Request Entity Too Large")
        if part.filename is None:
            values[part.name] = content.decode("utf-8", "replace")
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            files[part.name] = Upload(part.filename, mime.partition(";")[0].strip(), content)
    return Arguments(values, files)
