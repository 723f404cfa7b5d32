"""What is counted and timed, as Prometheus reads it. Labels are kinds and outcomes, never people."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from core.ports import Clock, Store
from core.words.records import QUEUE
from core.words.refs import Carrier

FAST = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
BAND = 1e10
"""A queue score is the time of asking less so much for each degree of priority; see `queue_score` in core."""


class PrometheusMeters:
    """The `Meters` port over a registry of its own, so that two desks in one program do not mix."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._counters: dict[tuple[Counter, tuple[str, ...]], Counter] = {}
        self._histograms: dict[tuple[Histogram, tuple[str, ...]], Histogram] = {}
        self._commands = Counter(
            "switchboard_commands_total", "Commands handled", ["kind", "outcome"], registry=self.registry
        )
        self._commit = Histogram(
            "switchboard_commit_seconds",
            "From command to commit",
            ["kind"],
            buckets=FAST,
            registry=self.registry,
        )
        self._relayed = Counter(
            "switchboard_messages_relayed_total", "Messages relayed", ["platform"], registry=self.registry
        )
        self._delivery = Histogram(
            "switchboard_delivery_seconds",
            "Calls to platforms",
            ["platform", "effect", "outcome"],
            buckets=FAST,
            registry=self.registry,
        )
        self._refusals = Counter(
            "switchboard_platform_refusals_total",
            "Deliveries that a platform refused or put off",
            ["platform", "outcome"],
            registry=self.registry,
        )
        self._lookups = Histogram(
            "switchboard_directory_seconds",
            "Lookups in the operator's directory",
            ["outcome"],
            buckets=FAST,
            registry=self.registry,
        )
        self._waiting = Gauge("switchboard_queue_length", "Chats waiting", registry=self.registry)
        self._oldest = Gauge(
            "switchboard_queue_oldest_wait_seconds", "How long the first has waited", registry=self.registry
        )
        self._outbox = Gauge("switchboard_outbox_depth", "Outbox rows not yet ended", registry=self.registry)

    def handled(self, command: str, outcome: str, seconds: float) -> None:
        """See `core.ports.Meters`."""
        self._count(self._commands, command, outcome).inc()
        self._time(self._commit, command).observe(seconds)

    def delivered(self, carrier: Carrier, effect: str, outcome: str, seconds: float) -> None:
        """See `core.ports.Meters`."""
        self._time(self._delivery, carrier, effect, outcome).observe(seconds)
        if outcome != "Delivered":
            self._count(self._refusals, carrier, outcome).inc()
        elif effect == "Say":
            self._count(self._relayed, carrier).inc()

    def looked_up(self, outcome: str, seconds: float) -> None:
        """The operator's directory was asked."""
        self._time(self._lookups, outcome).observe(seconds)

    def _count(self, family: Counter, *labels: str) -> Counter:
        """The counter under these labels. The library finds it anew each time, at a cost that messages feel."""
        known = self._counters.get((family, labels))
        if known is None:
            known = self._counters[family, labels] = family.labels(*labels)
        return known

    def _time(self, family: Histogram, *labels: str) -> Histogram:
        known = self._histograms.get((family, labels))
        if known is None:
            known = self._histograms[family, labels] = family.labels(*labels)
        return known

    async def page(self, store: Store, clock: Clock) -> bytes:
        """The text that Prometheus reads, with the queue's present state."""
        self._waiting.set(await store.size(QUEUE))
        self._outbox.set(await store.outbox_depth())
        first = await store.first(QUEUE, 1)
        since = first[0][1] % BAND if first else clock.now().timestamp()
        self._oldest.set(max(0.0, clock.now().timestamp() - since))
        return generate_latest(self.registry)
