"""One after the other for each conversation, all conversations at once."""

import asyncio
from collections import deque

Queue = deque["asyncio.Future[None]"]


class Turns:
    """First come, first served for each key; a key costs nothing while nobody is there."""

    def __init__(self) -> None:
        self._queues: dict[str, Queue] = {}
        """Who waits behind the one whose turn it is; no queue where it is nobody's turn."""

    def of(self, key: str) -> "Turn":
        """To be entered once."""
        return Turn(self._queues, key)


class Turn:
    """One's turn for a key, as an asynchronous context."""

    __slots__ = ("_key", "_queues")

    def __init__(self, queues: dict[str, Queue], key: str) -> None:
        self._queues = queues
        self._key = key

    async def __aenter__(self) -> None:
        queue = self._queues.get(self._key)
        if queue is None:
            self._queues[self._key] = deque()
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():
                self._pass_on()  # it had just come
            elif turn in queue:
                queue.remove(turn)
            raise

    async def __aexit__(self, *_: object) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        queue = self._queues[self._key]
        while queue:
            following = queue.popleft()
            if not following.done():
                following.set_result(None)
                return
        del self._queues[self._key]
