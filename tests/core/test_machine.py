"""The desk under everything that can happen, over the store in memory."""

from hypothesis import HealthCheck, settings

from core.ports import Store
from tests.core.machine import DeskMachine
from tests.core.memory import MemoryStore, Shelf


class OverMemory(DeskMachine):
    def __init__(self) -> None:
        super().__init__(self.opened)
        self.shelf = Shelf()

    async def opened(self) -> Store:
        return MemoryStore(self.shelf)


TestMachine = OverMemory.TestCase
TestMachine.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
