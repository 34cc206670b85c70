"""Protection: lodged by a state or by the commission; the commission's register, its looks and its decisions."""

from __future__ import annotations

from typing import Annotated, Literal

from litestar.di import NamedDependency
from litestar.params import PathParameter
from msgspec import Meta, Struct

from mithaq.app.shield import desk, lodging
from mithaq.app.shield.desk import Lodgement, Look
from mithaq.domain.alert_events import Id
from mithaq.domain.identity import MAX_TEXT
from mithaq.domain.shield.lodging import Protection, ProtectionEnded
from mithaq.web.api.parameters import Limit, Offset, Who
from mithaq.web.api.shapes import Shape
from mithaq.web.routes import read, write

LookId = Annotated[
    str, PathParameter(pattern=r"^([0-9a-f]{64}(\.(n-[0-9a-f]{16,32}|k-[0-9a-f]{64}))?|c-[0-9a-f]{16,32})$")
]


class ProtectionLodged(Struct, frozen=True):
    """The id by which the end of this protection is lodged."""

    id: str


class Ending(Shape, frozen=True):
    """What was lodged under this id has ended."""

    lodgement: Id
    note: Annotated[str, Meta(max_length=2000)] = ""


class LookDecision(Shape, frozen=True):
    """Whether what was met goes on or stays stopped; the reasons stay with the commission."""

    decision: Literal["clear", "stop"]
    reasons: Annotated[str, Meta(min_length=1, max_length=MAX_TEXT)]


class ProtectionList(Struct, frozen=True):
    """The register of protection, newest first."""

    protections: tuple[Lodgement, ...]


class LookList(Struct, frozen=True):
    """What was met or decided, what still waits first."""

    looks: tuple[Look, ...]


@write("/protections", "protection.lodge", Protection, tags=["shield"])
def lodge_protection(signed: Who, asked: NamedDependency[Protection]) -> ProtectionLodged:
    """Lodge with the commission alone that a person is protected, or has claimed it."""
    return ProtectionLodged(lodging.lodge(signed.node, signed.actor, asked))


@write("/protections/ended", "protection.lodge", Ending, tags=["shield"])
def end_protection(signed: Who, asked: NamedDependency[Ending]) -> ProtectionLodged:
    """Lodge that it has ended; its own member alone may."""
    return ProtectionLodged(lodging.end(signed.node, signed.actor, ProtectionEnded(asked.lodgement, asked.note)))


@read("/protections", "shield.read", tags=["shield"])
def protections(signed: Who, limit: Limit = 100, offset: Offset = 0) -> ProtectionList:
    """The register, for the commission alone."""
    return ProtectionList(tuple(desk.protections(signed.node, signed.actor, limit=limit, offset=offset)))


@read("/looks", "shield.read", tags=["shield"])
def looks(signed: Who, limit: Limit = 100, offset: Offset = 0) -> LookList:
    """Alerts and cases that met somebody."""
    return LookList(tuple(desk.looks(signed.node, signed.actor, limit=limit, offset=offset)))


@read("/looks/waiting", "shield.read", tags=["shield"])
def waiting_looks(signed: Who, limit: Limit = 100) -> LookList:
    """Everything that has no answer yet, whether it met somebody or not."""
    return LookList(tuple(desk.waiting(signed.node, signed.actor, limit=limit)))


@write("/looks/{look:str}/decision", "shield.decide", LookDecision, tags=["shield"])
def decide_look(signed: Who, look: LookId, asked: NamedDependency[LookDecision]) -> ProtectionLodged:
    """Decide before the hour of the answer; what nobody decides is withheld."""
    desk.decide(signed.node, signed.actor, look, asked.decision, asked.reasons)
    return ProtectionLodged(look)
