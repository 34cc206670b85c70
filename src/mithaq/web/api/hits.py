"""/api/hits: from a stop at a post to what the owner may learn."""

from __future__ import annotations

from litestar import Controller
from litestar.di import NamedDependency
from msgspec import Struct

from mithaq.app import hits
from mithaq.app import releases as releasing
from mithaq.domain.hit import Hit
from mithaq.web.api.parameters import States, Subject, Who
from mithaq.web.api.shapes import Confirmation, Issued, Refutation, Release, Stop, issued
from mithaq.web.routes import read, write


class HitList(Struct, frozen=True):
    """The hits of the officer's post; of the whole state for its bureau."""

    hits: tuple[Hit, ...]


class Releases(Struct, frozen=True):
    """What owners were told of hits: all of it for the commission, its own for a state. Newest first."""

    releases: tuple[releasing.Disclosure, ...]


class Hits(Controller):
    """A machine proposes, a named officer confirms or refutes, the bureau releases."""

    path = "/hits"
    tags = ("hits",)

    @read("/", "hit.list")
    def listed(self, signed: Who, states: States = ()) -> HitList:
        """Hits, newest first."""
        return HitList(tuple(hits.listed(signed.node, signed.actor, states)))

    @read("/{subject:str}", "hit.read")
    def one(self, signed: Who, subject: Subject) -> Hit:
        """One hit."""
        return hits.read(signed.node, signed.actor, subject)

    @write("/", "hit.open", Stop)
    def stop(self, signed: Who, asked: NamedDependency[Stop]) -> Hit:
        """A traveller or an object is stopped; the hold clock runs."""
        return hits.open_hit(signed.node, signed.actor, asked.entry, asked.held_from, asked.told_at)

    @write("/{subject:str}/confirm", "hit.confirm", Confirmation)
    def confirm(self, signed: Who, subject: Subject, asked: NamedDependency[Confirmation]) -> Hit:
        """This is the person or the object."""
        return hits.confirm(signed.node, signed.actor, subject, asked.basis)

    @write("/{subject:str}/refute", "hit.refute", Refutation)
    def refute(self, signed: Who, subject: Subject, asked: NamedDependency[Refutation]) -> Hit:
        """Somebody or something else."""
        return hits.refute(signed.node, signed.actor, subject, asked.reason)

    @write("/{subject:str}/release", "hit.release", Release)
    def release(self, signed: Who, subject: Subject, asked: NamedDependency[Release]) -> Issued:
        """Let the owner know, as far as the kind allows."""
        return issued(hits.release(signed.node, signed.actor, subject, asked.reason))

    @write("/{subject:str}/withhold", "hit.withhold", Release)
    def withhold(self, signed: Who, subject: Subject, asked: NamedDependency[Release]) -> Hit:
        """The owner never learns of it."""
        return hits.withhold(signed.node, signed.actor, subject, asked.reason)


@read("/releases", "hit.releases", tags=["hits"])
def releases(signed: Who) -> Releases:
    """The releases of hits, each with its coded reason."""
    return Releases(tuple(releasing.listed(signed.node, signed.actor)))
