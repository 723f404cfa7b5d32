"""`python -m adapters.redis.repair MANIFEST`: cut a damaged append-only file back to its last whole command.

The server's programs contain the tool under another name; it asks before it changes anything.
"""

import os
import sys

from adapters.redis.embedded import binaries


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: python -m adapters.redis.repair MANIFEST")
    for binary in binaries():
        kind = binary.name.partition("-")[0]
        os.execv(binary, [f"{kind}-check-aof", "--fix", sys.argv[1]])  # noqa: S606 - the server found on this machine
    sys.exit("there is no valkey-server or redis-server on this machine")


if __name__ == "__main__":
    main()
