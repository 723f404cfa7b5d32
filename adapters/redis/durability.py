"""Whether a server of the operator's own keeps what it has acknowledged."""

from adapters.redis.connection import Connection, RefusedError

WANTED = {"appendonly": "yes", "appendfsync": "always", "maxmemory-policy": "noeviction"}


async def losing(connection: Connection) -> tuple[tuple[str, str], ...] | None:
    """Settings that may lose it, each with what it is; None where the server does not tell.

    Raises:
        StoreUnavailable: the server does not answer.
    """
    found: list[tuple[str, str]] = []
    for name, wanted in WANTED.items():
        try:
            reply = await connection.call("CONFIG", "GET", name)
        except RefusedError:
            return None
        if not isinstance(reply, list) or len(reply) != 2 or not isinstance(reply[1], bytes):
            return None
        value = reply[1].decode()
        if value != wanted:
            found.append((name, value))
    return tuple(found)
