"""GET /api/health: whether this server answers, and for whom."""

from __future__ import annotations

from litestar.di import NamedDependency

from mithaq.ops.release import release
from mithaq.web.api.shapes import Health, Hosted
from mithaq.web.federation import Federation
from mithaq.web.routes import read


@read("/health", "health.read")
def health(federation: NamedDependency[Federation]) -> Health:
    """Public. Never a figure that tells what the members hold."""
    hosted = tuple(Hosted(code, node.kind) for code, node in sorted(federation.members.items()))
    demo = federation.demo
    return Health(True, release(), hosted, demo is not None, demo.progress() if demo else None)
