"""/api/risks: the commission's flags of risk on states."""

from __future__ import annotations

from litestar.di import NamedDependency
from msgspec import Struct

from mithaq.app import risks
from mithaq.domain.risk import RiskFlag, RiskFlagged
from mithaq.web.api.parameters import Subject, Who
from mithaq.web.api.shapes import Issued, issued
from mithaq.web.routes import read, write


class RiskList(Struct, frozen=True):
    """The flags, newest first; one with `lifted_at` no longer stands."""

    flags: tuple[RiskFlag, ...]


@read("/risks", "risk.list", tags=["risks"])
def risk_flags(signed: Who) -> RiskList:
    """Every flag of risk on a state, lifted ones too."""
    return RiskList(risks.listed(signed.node, signed.actor))


@write("/risks", "risk.flagged", RiskFlagged, tags=["risks"])
def flag_risk(signed: Who, asked: NamedDependency[RiskFlagged]) -> Issued:
    """Enter a flag: people sent to that state may be tortured."""
    return issued(risks.flag(signed.node, signed.actor, asked.state, asked.matter, asked.since))


@write("/risks/{subject:str}/lift", "risk.lifted", tags=["risks"])
def lift_risk(signed: Who, subject: Subject) -> Issued:
    """Lift a flag that stands."""
    return issued(risks.lift(signed.node, signed.actor, subject))
