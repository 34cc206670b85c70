"""What lies beside the main path of a case: transit on a granted case, and the public figures."""

from __future__ import annotations

from typing import Literal

from litestar.di import NamedDependency

from mithaq.app import figures, transits
from mithaq.app.figures import Figures
from mithaq.domain.alert_events import Code, Hash, Member
from mithaq.domain.case.papers import DetentionRequest
from mithaq.web.api.parameters import Subject, Who
from mithaq.web.api.shapes import Issued, Shape, issued
from mithaq.web.routes import read, write


class TransitRequest(Shape, frozen=True):
    """Transit of the person of this case through a third state; `notified`: by air without landing.

    The paper makes the statements of art. 43, because an unscheduled landing counts as such a request. `bound`: hash of
    the transit state's statement, where the pair is not confirmed.
    """

    through: Member
    instrument: Code
    paper: DetentionRequest
    kind: Literal["requested", "notified"] = "requested"
    bound: Hash | None = None


@write("/cases/{subject:str}/transits", "transit.requested", TransitRequest, tags=["cases"])
def request_transit(signed: Who, subject: Subject, asked: NamedDependency[TransitRequest]) -> Issued:
    """Ask for transit, or notify passage by air; the answer's subject is the new case between the two states."""
    kind: Literal["transit.requested", "transit.notified"] = (
        "transit.requested" if asked.kind == "requested" else "transit.notified"
    )
    return issued(
        transits.request(
            signed.node, signed.actor, asked.through, asked.instrument, subject, asked.paper,
            kind=kind, bound=asked.bound or "",
        )
    )  # fmt: skip


@read("/figures", "figures.read", tags=["figures"])
def public_figures(signed: Who) -> Figures:
    """The figures that the federation publishes: counts only."""
    return figures.figures(signed.node, signed.actor)
