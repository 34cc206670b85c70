"""GET /api/health: whether this server answers, and for whom. /health/live and /health/ready: for whoever supervises it."""

from __future__ import annotations

from litestar.di import NamedDependency

from mithaq.app.readiness import is_ready
from mithaq.ops.release import release
from mithaq.web.api.shapes import Health, Hosted, Live, Ready
from mithaq.web.federation import Federation
from mithaq.web.problems import RETRY_SECONDS, Denied
from mithaq.web.routes import read


@read("/health", "health.read")
def health(federation: NamedDependency[Federation]) -> Health:
    """Public. Never a figure that tells what the members hold."""
    hosted = tuple(Hosted(code, node.kind) for code, node in sorted(federation.members.items()))
    demo = federation.demo
    return Health(True, release(), hosted, demo is not None, demo.progress() if demo else None)


@read("/health/live", "health.read")
def live() -> Live:
    """Public, and without any detail. Where it does not answer, the process should be started anew."""
    return Live(True)


@read("/health/ready", "health.read")
def ready(federation: NamedDependency[Federation]) -> Ready:
    """Public, and without any detail: why it is not ready, `mithaq doctor` tells the operator. Until then 503."""
    if not all(map(is_ready, federation.members.values())):
        raise Denied(503, "health.not_ready", headers={"Retry-After": str(RETRY_SECONDS)})
    return Ready(True)


SUPERVISED = (live, ready)
