"""What discord.py knows of the channels' rates, for as long as it matters."""

from discord.http import Ratelimit

FORGET = 200
"""So many at least are there before those are looked for that matter no longer. From 256 on the library does so itself
with every new channel, and keeps each for five minutes: news to fifty people a second would cost it all its time.
"""


class Buckets(dict[str, Ratelimit]):
    """A channel's is forgotten once its window has passed and nobody waits for it: a new one says the same."""

    def __init__(self) -> None:
        super().__init__()
        self._room = FORGET

    def __setitem__(self, key: str, bucket: Ratelimit) -> None:
        if len(self) >= self._room:
            for each in [name for name, known in self.items() if _matters_no_longer(known)]:
                del self[each]
            self._room = max(FORGET, 2 * len(self))
        super().__setitem__(key, bucket)


def _matters_no_longer(bucket: Ratelimit) -> bool:
    waits = bucket.outgoing or bucket._pending_requests  # noqa: SLF001 - its own question is about five minutes
    return not waits and (bucket.expires is None or bucket.is_expired())
