"""The files of messages, behind signed addresses that expire after a day, as Discord's do, and people's pictures.

https://discord.com/developers/docs/reference#signed-attachment-cdn-urls
"""

import hashlib
import hmac
import mimetypes
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from aiohttp import web
from simcord._clock import Clock
from simcord.backend.cdn import CdnStore

LIFETIME = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Blob:
    data: bytes
    mime: str


class Cdn(CdnStore):
    """Keeps the bytes by path; `base` is this server's address as the last caller wrote it."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.base = "http://localhost"
        self._clock = clock
        self._secret = secrets.token_bytes(32)
        self._files: dict[str, Blob] = {}

    def store_attachment(
        self, attachment_id: int, channel_id: int, filename: str, data: bytes, description: str | None
    ) -> dict[str, object]:
        """Keep the bytes; what comes back is the attachment as messages carry it."""
        filename = filename.replace("/", "_")
        path = f"attachments/{channel_id}/{attachment_id}/{filename}"
        mime = mimetypes.guess_type(filename)[0] or "application/octet-stream"
        self._files[path] = Blob(data, mime)
        url = self.signed(path)
        attachment: dict[str, object] = {
            "id": str(attachment_id),
            "filename": filename,
            "size": len(data),
            "url": url,
            "proxy_url": url,
            "content_type": mime,
        }
        if description is not None:
            attachment["description"] = description
        return attachment

    def store_picture(self, folder: str, data: bytes) -> str:
        """Keep somebody's picture; its hash. Addresses of pictures are not signed, and do not expire.

        https://discord.com/developers/docs/reference#image-formatting-cdn-endpoints
        """
        known = hashlib.md5(data, usedforsecurity=False).hexdigest()
        self._files[f"{folder}/{known}.png"] = Blob(data, "image/png")
        return known

    def signed(self, path: str) -> str:
        """The address of a stored file, good for a day from now."""
        issued = self._clock.now()
        until = f"{int((issued + LIFETIME).timestamp()):x}"
        since = f"{int(issued.timestamp()):x}"
        mark = self._mark(path, until, since)
        return f"{self.base}/discord/cdn/{quote(path)}?ex={until}&is={since}&hm={mark}&"

    def refreshed(self, attachment: Mapping[str, object], channel_id: int) -> dict[str, object]:
        """The attachment with an address that is good from now on."""
        url = self.signed(f"attachments/{channel_id}/{attachment['id']}/{attachment['filename']}")
        return {**attachment, "url": url, "proxy_url": url}

    def open(self, path: str, query: Mapping[str, str]) -> Blob | None:
        """The file, when the address is signed by this server and has not expired, or is that of a picture."""
        if not path.startswith("attachments/"):
            return self._files.get(path)
        until, since, mark = (query.get(key, "") for key in ("ex", "is", "hm"))
        if not hmac.compare_digest(mark, self._mark(path, until, since)):
            return None
        if self._clock.now() >= datetime.fromtimestamp(int(until, 16), UTC):
            return None
        return self._files.get(path)

    def _mark(self, path: str, until: str, since: str) -> str:
        return hmac.new(self._secret, f"{path}|{until}|{since}".encode(), hashlib.sha256).hexdigest()


def mount(app: web.Application, cdn: Cdn) -> None:
    """Serve the files at `/discord/cdn/…`; an expired or altered address is answered 404."""

    async def serve(request: web.Request) -> web.Response:
        blob = cdn.open(request.match_info["path"], request.query)
        if blob is None:
            return web.Response(status=404, text="This content is no longer available.")
        return web.Response(body=blob.data, content_type=blob.mime)

    app.router.add_get("/discord/cdn/{path:.+}", serve)
