"""Measures for Prometheus, by its client library. Imported only where the extra `metrics` is installed."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric, StateSetMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from bot.app.health import Gateway, Watch
from knowledge.store.answers import AnswerFate

CONTENT_TYPE = CONTENT_TYPE_LATEST
OUTCOMES = tuple(AnswerFate)
# Discord gives an interaction three seconds; a sign of life goes out after a second and a half.
_RESPONSES = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 3.0, 10.0)
# Nothing is to hold the loop for more than 20 ms.
_STALLS = (0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1.0, 5.0)


class Metrics:
    """Measures as counters and histograms (see `bot.measures`), in a registry of their own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._answers = Counter(
            "notsofast_answers", "Answers by outcome, as in the ledger", ["outcome"], registry=self._registry
        )
        for outcome in OUTCOMES:
            # So that a rate is zero, and not nothing, before the first one.
            self._answers.labels(outcome)
        self._failures = Counter("notsofast_failures", "Failures that somebody has a code of", registry=self._registry)
        self._responses = Histogram(
            "notsofast_first_response_seconds",
            "From a question's arrival to the first response that Discord has taken",
            buckets=_RESPONSES,
            registry=self._registry,
        )
        self._stalls = Histogram(
            "notsofast_loop_stall_seconds",
            "How much later than it was to the event loop came back",
            buckets=_STALLS,
            registry=self._registry,
        )
        ProcessCollector(registry=self._registry)

    def answered(self, outcome: str) -> None:
        """Count an answer."""
        self._answers.labels(outcome).inc()

    def failed(self) -> None:
        """Count a failure."""
        self._failures.inc()

    def responded(self, seconds: float) -> None:
        """Take down a first response."""
        self._responses.observe(seconds)

    def stalled(self, seconds: float) -> None:
        """Take down how late the loop was."""
        self._stalls.observe(seconds)

    def watch(self, watch: Watch) -> None:
        """Tell from now on how the bot is, too."""
        self._registry.register(_Health(watch))

    def exposition(self) -> bytes:
        """Return everything in the text format of Prometheus."""
        return generate_latest(self._registry)


class _Health(Collector):
    """How the bot is at the moment at which it is asked for."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def collect(self) -> list[Metric]:
        """Return the gauges."""
        health = self._watch.health()
        queue = GaugeMetricFamily(
            "notsofast_database_queue", "Work given to a database thread and not done", labels=["thread"]
        )
        for thread, waiting in health.jobs_waiting.items():
            queue.add_metric([thread], waiting)
        gateway = StateSetMetricFamily("notsofast_gateway", "The connection to Discord's gateway")
        gateway.add_metric([], {one.value: one is health.gateway for one in Gateway})
        found: list[Metric] = [queue, gateway]
        for name, about, value in (
            ("fine", "Whether nothing keeps the bot from being fine", health.is_fine),
            ("heartbeat_age_seconds", "Since the event loop last came round", health.heartbeat_age),
            (
                "database_writable",
                "Whether the database could be written to when last looked at",
                health.database_writable,
            ),
            ("index_in_step", "Whether the library in memory is that of the database", health.index_in_step),
            ("changes_owed", "Changes that wait for a database that can be written to", health.changes_owed),
        ):
            if value is not None:
                found.append(GaugeMetricFamily(f"notsofast_{name}", about, value=float(value)))
        return found
