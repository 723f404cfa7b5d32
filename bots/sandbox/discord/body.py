"""What a request carries: JSON, or a form with `payload_json` and files."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import orjson
from aiohttp import BodyPartReader, web

from bots.sandbox.discord.routing import Upload


@dataclass(frozen=True, slots=True)
class Body:
    payload: Any = None
    files: tuple[Upload, ...] = ()


async def read_body(request: web.Request) -> Body:
    """Read it whole; broken JSON counts as no payload. Sizes are judged by the routes."""
    if request.content_type == "multipart/form-data":
        return await _form(request)
    raw = await request.content.read()
    try:
        return Body(orjson.loads(raw) if raw else None)
    except orjson.JSONDecodeError:
        return Body()


async def _form(request: web.Request) -> Body:
    payload: Any = None
    scalars: dict[str, str] = {}
    parts: dict[str, tuple[str, bytes]] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        data = await _whole(part)
        if part.name == "payload_json":
            payload = orjson.loads(data)
        elif part.filename is not None:
            parts[part.name.removeprefix("files[").removesuffix("]")] = (part.filename, data)
        else:
            scalars[part.name] = data.decode()
    described = _descriptions(payload)
    files = tuple(
        Upload(
            described.get(index, {}).get("filename") or name,
            BytesIO(data),
            described.get(index, {}).get("description"),
        )
        for index, (name, data) in parts.items()
    )
    return Body(payload if payload is not None else scalars or None, files)


async def _whole(part: BodyPartReader) -> bytes:
    """One part, whatever its size: aiohttp's own limit is lower than Discord's."""
    data = bytearray()
    while chunk := await part.read_chunk(1 << 16):
        data += chunk
    return bytes(data)


def _descriptions(payload: Any) -> dict[str, Mapping[str, Any]]:
    """The `attachments` beside the files, wherever the route nests its message."""
    if not isinstance(payload, dict):
        return {}
    inner = payload.get("data") or payload.get("message") or payload
    listed = inner.get("attachments") if isinstance(inner, dict) else None
    return {str(each.get("id")): each for each in listed or [] if isinstance(each, dict)}
