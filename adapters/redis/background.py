"""Work that goes on while a context lasts."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Coroutine


@contextlib.asynccontextmanager
async def beside(*work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """Run `work`, which never ends by itself, until the context is left.

    What the context's own body raises comes out as it is. What `work` raises ends the body and comes out in
    a group.
    """
    raised: BaseException | None = None
    async with asyncio.TaskGroup() as tasks:
        running = [tasks.create_task(each) for each in work]
        try:
            yield
        except BaseException as error:  # noqa: BLE001 - raised again below, outside the group that would wrap it
            raised = error
        finally:
            for task in running:
                task.cancel()
    if raised is not None:
        raise raised
