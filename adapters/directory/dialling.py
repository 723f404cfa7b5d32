"""Which addresses may be dialled: none of the inner network, unless the operator says that theirs is there.

What is checked is the address that is dialled, after the name was resolved, so that a name cannot point elsewhere
in between.
"""

import socket
from ipaddress import ip_address

from aiohttp import ThreadedResolver
from aiohttp.abc import AbstractResolver, ResolveResult


def is_public(host: str) -> bool:
    """Whether a numeric address is of the open internet; names are none."""
    try:
        found = ip_address(host.strip("[]"))
    except ValueError:
        return False
    return found.is_global and not found.is_multicast


def is_number(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


class PublicResolver(AbstractResolver):
    """Resolves names to public addresses only."""

    def __init__(self) -> None:
        self._resolver = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The public ones of a name's addresses.

        Raises:
            OSError: there is none.
        """
        found = [each for each in await self._resolver.resolve(host, port, family) if is_public(each["host"])]
        if not found:
            raise OSError("the name has no public address; set directory.private where that is meant")
        return found

    async def close(self) -> None:
        await self._resolver.close()
