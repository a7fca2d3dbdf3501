"""The figures of a running bot, for Prometheus: what came in, what was answered and how fast, what went out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from index import StoreError, StoreState

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0)


class Metrics:
    """Counted here as it happens; what the store knows is read when somebody looks.

    Args:
        state: the counts of the store, asked at each look; a StoreError leaves them out.

    >>> metrics = Metrics()
    >>> metrics.received("message")
    >>> metrics.answered("answered", 0.02)
    >>> metrics.sent("ok")
    >>> [line for line in metrics.page().splitlines() if line.startswith("planbot_sends_total")]
    ['planbot_sends_total{result="ok"} 1.0']
    """

    def __init__(self, state: Callable[[], StoreState] | None = None) -> None:
        self._registry = CollectorRegistry()
        self._updates = self._counter("updates_received", "Updates received, by kind.", "kind")
        self._answers = self._counter("answers", "Answers given, by status.", "status")
        self._sends = self._counter("sends", "Attempts to deliver a reply, by result.", "result")
        self._seconds = Histogram(
            "planbot_answer_seconds",
            "From the arrival of an update to its reply in the outbox.",
            registry=self._registry,
            buckets=SECONDS,
        )
        if state is not None:
            self._registry.register(_StoreCounts(state))

    def received(self, kind: str) -> None:
        """An update was taken; its kind as the channel calls it."""
        self._updates.labels(kind).inc()

    def answered(self, status: str, seconds: float) -> None:
        """An update was served, this long after it came."""
        self._answers.labels(status).inc()
        self._seconds.observe(seconds)

    def sent(self, result: str) -> None:
        """A delivery was tried: "ok", "retry", "failed", "blocked"."""
        self._sends.labels(result).inc()

    def page(self) -> str:
        """All figures in Prometheus' text format."""
        return generate_latest(self._registry).decode()

    def _counter(self, name: str, text: str, label: str) -> Counter:
        return Counter(f"planbot_{name}", text, [label], registry=self._registry)


class _StoreCounts(Collector):
    """Gauges read from the store at each look."""

    NAMES = (
        ("documents", "Documents kept."),
        ("observations", "Figures read from the documents."),
        ("inbox_waiting", "Messages received and not done."),
        ("dead_letters", "Messages given up, kept to be seen."),
        ("outbox_waiting", "Replies that wait to be delivered."),
        ("outbox_failed", "Replies given up, kept to be seen."),
    )
    """In the order of the fields of `StoreState`."""

    def __init__(self, state: Callable[[], StoreState]) -> None:
        self._state = state

    def describe(self) -> list[GaugeMetricFamily]:
        """Names without values: the store need not be there yet."""
        return [GaugeMetricFamily(f"planbot_{name}", text) for name, text in self.NAMES]

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The counts of this moment, or nothing when the store cannot be read."""
        try:
            found = self._state()
        except StoreError:
            return
        for (name, text), value in zip(self.NAMES, found, strict=False):
            yield GaugeMetricFamily(f"planbot_{name}", text, value=float(value or 0))
