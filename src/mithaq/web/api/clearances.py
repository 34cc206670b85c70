"""/api/clearances: certificates that their holders are not the person sought, at the commission's node alone."""

from __future__ import annotations

from litestar.di import NamedDependency
from msgspec import Struct

from mithaq.app import clearances
from mithaq.app.clearances import Held
from mithaq.domain.alert_events import Code, Id
from mithaq.domain.identity import Identity
from mithaq.web.api.parameters import Subject, Who
from mithaq.web.api.shapes import Issued, Shape, issued
from mithaq.web.routes import read, write


class Certifying(Shape, frozen=True):
    """What follows from the decision `other_person` on the application `remedy`. `holder`: as the papers shown say;
    `agreed`: the holder accepts that every state, the owner of the alert too, will hold this.
    """

    remedy: Id
    holder: Identity
    agreed: bool


class TakingBack(Shape, frozen=True):
    """Why a certificate is taken back: a coded ground."""

    ground: Code


class ClearanceList(Struct, frozen=True):
    """Certificates, newest first; `said` is null where it was erased."""

    clearances: tuple[Held, ...]


@read("/clearances", "clearance.read", tags=["commission"])
def certificates(signed: Who) -> ClearanceList:
    """Every certificate, those that are taken back too."""
    return ClearanceList(tuple(clearances.listed(signed.node, signed.actor)))


@write("/clearances", "clearance.issued", Certifying, tags=["commission"])
def certify(signed: Who, asked: NamedDependency[Certifying]) -> Issued:
    """Issue a certificate. Its number stands in the certificate, and in no answer that is kept."""
    return issued(clearances.issue_for(signed.node, signed.actor, asked.remedy, asked.holder, agreed=asked.agreed))


@write("/clearances/{subject:str}/withdrawal", "clearance.withdrawn", TakingBack, tags=["commission"])
def take_back(signed: Who, subject: Subject, asked: NamedDependency[TakingBack]) -> Issued:
    """Take a certificate back."""
    return issued(clearances.withdraw(signed.node, signed.actor, subject, asked.ground))
