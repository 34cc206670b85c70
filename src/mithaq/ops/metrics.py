"""Figures for operators in the text format of Prometheus: of requests, checks and the node's condition.

Nothing personal and nothing that points to a person is in them: labels are route templates, status codes, classes of checks
and codes of members, all written by this program (reliability.md, S14). What an address or a body said is never one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric

from mithaq.app.condition import Condition, condition
from mithaq.app.node import Node
from mithaq.app.ports.faults import StoreFault
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import parse

LOOPBACK = "127.0.0.1"
BUCKETS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 30.0)
"""Seconds. A check takes single milliseconds, a page some tens, a write waits for the disk."""

UNKNOWN = "unknown"
"""The route of a request that met none: its address is somebody else's text."""


class Traffic:
    """What one process counts of its own work; `registry` also holds the condition of the nodes it `watches`."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "mithaq_requests", "Requests by route template and status.", ("route", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "mithaq_request_seconds", "Time to the answer.", ("route",), registry=self.registry, buckets=BUCKETS
        )
        self._sweep = Gauge("mithaq_sweep_seconds", "Time of the last look at all clocks.", registry=self.registry)
        self._faults = Counter("mithaq_sweep_faults", "Looks at the clocks that failed.", registry=self.registry)

    def answered(self, route: str, status: int, seconds: float) -> None:
        """One request. `route`: its template, empty where none fits."""
        self._requests.labels(route or UNKNOWN, str(status)).inc()
        self._seconds.labels(route or UNKNOWN).observe(seconds)

    def swept(self, seconds: float) -> None:
        """One look at all clocks that came to its end."""
        self._sweep.set(seconds)

    def stumbled(self) -> None:
        """One that did not."""
        self._faults.inc()

    def watches(self, node: Node) -> None:
        """From now on the figures tell of this node."""
        self.registry.register(_Standing(node))


def expose(traffic: Traffic, port: int) -> None:
    """Answer on this machine's loopback alone, in a thread that ends with the process. Raises Refusal ``serve.port``."""
    try:
        start_http_server(port, addr=LOOPBACK, registry=traffic.registry)
    except OSError:
        raise Refusal("serve.port", "metrics") from None


class _Standing:
    """The node's condition, read when it is asked for."""

    def __init__(self, node: Node) -> None:
        self._node = node

    def collect(self) -> Iterator[Metric]:
        node = self._node
        checks = CounterMetricFamily("mithaq_checks", "Checks answered, by class.", labels=["class"])
        for klass, count in sorted(node.checked.items()):
            checks.add_metric([klass], count)
        yield checks
        try:
            found, size = condition(node), node.searching.size()
        except StoreFault:
            yield _one("mithaq_store_answers", "Whether the store answers.", 0)
            return
        yield _one("mithaq_store_answers", "Whether the store answers.", 1)
        yield _one("mithaq_index_records", "Rows of the index.", size.rows)
        yield _one("mithaq_index_unreadable", "Entries whose content is damaged.", size.unreadable)
        yield from _of_node(found)
        yield from _of_members(found)


def _of_node(found: Condition) -> Iterator[Metric]:
    yield _one("mithaq_journal_head", "Own statements.", found.head)
    yield _one("mithaq_outbox", "Own statements that some member has not signed for.", found.outbox)
    yield _one("mithaq_restored_unheard", "Members that a restored node waits for.", len(found.unheard))
    at = parse(found.backup_at).timestamp() if found.backup_at else 0
    yield _one("mithaq_last_backup_timestamp_seconds", "When a backup was handed out last; 0: never.", at)


def _of_members(found: Condition) -> Iterator[Metric]:
    lags = found.lags
    yield _each("mithaq_held", "Statements of that member held here.", ((one.member, one.held) for one in lags))
    yield _each(
        "mithaq_unreceipted", "Own statements that it has not signed for.",
        ((one.member, one.unreceipted) for one in lags),
    )  # fmt: skip
    yield _each("mithaq_wanted", "Payloads wanted of it.", ((one.member, one.wanted) for one in lags))
    yield _each("mithaq_quarantined", "Its statements set aside.", ((one.member, one.quarantined) for one in lags))
    heard = ((one.member, parse(one.last_contact).timestamp()) for one in lags if one.last_contact)
    yield _each("mithaq_last_contact_timestamp_seconds", "When it was heard last.", heard)
    skew = found.skew.items()
    yield _each("mithaq_clock_skew_seconds", "How far its clock is ahead at least; below zero: behind.", skew)


def _one(name: str, says: str, value: float) -> Metric:
    return GaugeMetricFamily(name, says, value=value)


def _each(name: str, says: str, values: Iterable[tuple[str, float]]) -> Metric:
    family = GaugeMetricFamily(name, says, labels=["member"])
    for member, value in values:
        family.add_metric([member], value)
    return family
