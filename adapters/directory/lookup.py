"""The `Directory` port over HTTP. See `answer` for what is asked and answered."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

import aiohttp
from pydantic import ValidationError
from yarl import URL

from adapters.directory.answer import CustomerAnswer
from adapters.directory.dialling import PublicResolver, is_number, is_public
from core.people.directory import Customer
from core.ports import DirectoryUnavailable

Outcome = Literal["found", "nobody", "slow", "unreachable", "status", "nonsense", "forbidden"]
Metered = Callable[[Outcome, float], None]

LARGEST = 64 * 1024
CONCURRENT = 8

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LookupSettings:
    """`private`: the system is in the operator's own network, so addresses there may be dialled."""

    url: str
    token: str | None = field(default=None, repr=False)
    timeout: timedelta = timedelta(seconds=3)
    private: bool = False


class Lookup:
    """Asks for one address at a time, believes what has the agreed form, and tells the operator of the rest."""

    def __init__(self, settings: LookupSettings, metered: Metered) -> None:
        self._settings = settings
        self._metered = metered

    async def find(self, email: str) -> Customer | None:
        """See `core.ports.Directory`."""
        began = time.perf_counter()
        outcome: Outcome = "unreachable"
        try:
            found = await self._asked(email)
            outcome = "nobody" if found is None else "found"
        except UnbelievableError as wrong:
            outcome = wrong.outcome
            log.warning("directory.failed", extra={"outcome": outcome, "detail": wrong.detail})
            raise DirectoryUnavailable(outcome) from None
        except TimeoutError:
            outcome = "slow"
            log.warning("directory.failed", extra={"outcome": outcome})
            raise DirectoryUnavailable(outcome) from None
        except (aiohttp.ClientError, OSError) as error:
            log.warning("directory.failed", extra={"outcome": outcome, "detail": type(error).__name__})
            raise DirectoryUnavailable(outcome) from None
        finally:
            self._metered(outcome, time.perf_counter() - began)
        return found

    async def _asked(self, email: str) -> Customer | None:
        url = URL(self._settings.url).update_query(email=email)
        host = url.host or ""
        if not self._settings.private and is_number(host) and not is_public(host):
            raise UnbelievableError(
                "forbidden", "a private address; set directory.private where that is meant"
            )
        headers = {"Accept": "application/json"}
        if self._settings.token is not None:
            headers["Authorization"] = f"Bearer {self._settings.token}"
        timeout = aiohttp.ClientTimeout(total=self._settings.timeout.total_seconds())
        resolver = None if self._settings.private else PublicResolver()
        connector = aiohttp.TCPConnector(resolver=resolver, limit=CONCURRENT, force_close=True)
        async with (
            aiohttp.ClientSession(connector=connector, timeout=timeout) as session,
            session.get(url, headers=headers, allow_redirects=False) as response,
        ):
            if response.status == 404:
                return None
            if response.status != 200:
                raise UnbelievableError("status", str(response.status))
            return _believed(await _read(response), email)


class UnbelievableError(Exception):
    """An answer that is not as agreed. `detail` has nothing of what it says about anybody."""

    def __init__(self, outcome: Outcome, detail: str) -> None:
        super().__init__(f"{outcome}: {detail}")
        self.outcome = outcome
        self.detail = detail


async def _read(response: aiohttp.ClientResponse) -> bytes:
    body = b""
    async for part in response.content.iter_chunked(LARGEST):
        body += part
        if len(body) > LARGEST:
            raise UnbelievableError("nonsense", f"more than {LARGEST} bytes")
    return body


def _believed(body: bytes, email: str) -> Customer:
    try:
        answer = CustomerAnswer.model_validate_json(body)
    except ValidationError as wrong:
        where = ", ".join(".".join(map(str, error["loc"])) or "(all)" for error in wrong.errors()[:5])
        raise UnbelievableError("nonsense", f"not as agreed: {where}") from None
    if answer.contact.email.lower() != email:
        raise UnbelievableError("nonsense", "another address than the one asked for")
    return answer.customer()
