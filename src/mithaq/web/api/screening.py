"""What the automatic screening finds, and the warnings that a reviewer confirms."""

from __future__ import annotations

from litestar.di import NamedDependency

from mithaq.app import markers, request_screening, screening
from mithaq.app.screening import Screened
from mithaq.web.api.parameters import Subject, Who
from mithaq.web.api.shapes import Issued, MarkerProved, issued
from mithaq.web.routes import read, write


@read("/alerts/{subject:str}/screening", "screening.read", tags=["reviews"])
def screened(signed: Who, subject: Subject) -> Screened:
    """The findings on the newest version, worked out now from what this node holds."""
    return screening.screened(signed.node, signed.actor, subject)


@read("/cases/{subject:str}/screening", "screening.read", tags=["cases"])
def screened_request(signed: Who, subject: Subject) -> Screened:
    """The findings on a request and its file, for the parties."""
    return request_screening.of_case(signed.node, signed.actor, subject)


@write("/alerts/{subject:str}/markers", "marker.confirmed", MarkerProved, tags=["reviews"])
def confirm_marker(signed: Who, subject: Subject, asked: NamedDependency[MarkerProved]) -> Issued:
    """Confirm the evidence for a warning, which posts then see until it is too old."""
    return issued(markers.confirm(signed.node, signed.actor, subject, asked.content, asked.marker))
