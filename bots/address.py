"""Whether the pages' address leads to this desk: what stands in the way, with the fix."""

from dataclasses import dataclass
from datetime import timedelta
from ipaddress import ip_address

import aiohttp
import orjson
from pydantic import BaseModel, ValidationError
from yarl import URL

PATIENCE = timedelta(seconds=10)
MUCH = 65_536
SAYS = "api/v2/status.json"
"""Where a desk says whose pages these are."""


class _Page(BaseModel):
    id: str
    url: str


class _Status(BaseModel):
    page: _Page


@dataclass(frozen=True, slots=True)
class Trouble:
    what: str
    fix: str


async def troubles(url: str, desk: str, listens: str) -> tuple[Trouble, ...]:
    """What is wrong with the address of the desk's pages; `listens` is where the program itself is to be found."""
    here = URL(url)
    found = [] if here.scheme == "https" or _of_this_machine(here.host or "") else [_bare(here)]
    return (*found, *await _answers(here, desk, listens))


def _bare(url: URL) -> Trouble:
    return Trouble(
        f"{url} is without TLS: on the way, links into the console and sessions can be read",
        f"Put a proxy with TLS before the program, and set web.url to {url.with_scheme('https')}.",
    )


async def _answers(url: URL, desk: str, listens: str) -> tuple[Trouble, ...]:
    start = f"Start `switchboard run`, and let {url} lead to {listens}."
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(PATIENCE.total_seconds())) as session,
            session.get(url / SAYS, allow_redirects=False) as answer,
        ):
            status, leads_to = answer.status, answer.headers.get("Location")
            said = await answer.content.read(MUCH)
    except (aiohttp.ClientError, TimeoutError) as error:
        return (Trouble(f"nothing answers at {url} ({type(error).__name__})", start),)
    if leads_to is not None and 300 <= status < 400:
        origin = url.join(URL(leads_to)).origin()
        return (
            Trouble(f"{url} leads on to {origin}", f"Set web.url to {origin}, where people end up anyway."),
        )
    try:
        page = _Status.model_validate(orjson.loads(said)).page
    except (orjson.JSONDecodeError, ValidationError):
        return (Trouble(f"what answers at {url} is no desk ({status})", start),)
    if page.id != desk:
        return (Trouble(f'{url} leads to another desk, "{page.id}"', f"Let {url} lead to {listens}."),)
    if URL(page.url) != url:
        told = f"the desk at {url} runs with another address, {page.url}"
        return (Trouble(told, "Start it again, so that it goes by web.url as it stands in the file."),)
    return ()


def _of_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
