"""/api/holders: who has a copy of anything, for what, until when, and what became of it."""

from __future__ import annotations

from litestar import Controller
from litestar.di import NamedDependency
from msgspec import Struct

from mithaq.app import holders
from mithaq.app.holders import Opening, Shown, SignedDeletion
from mithaq.web.api.parameters import Subject, Who
from mithaq.web.api.shapes import Issued, Moment, Shape, Word, issued
from mithaq.web.routes import read, write


class HolderList(Struct, frozen=True):
    """The own holders, for the commission those of every member; newest change first."""

    holders: tuple[Shown, ...]


class Renewal(Shape, frozen=True):
    """Until when the copy may live now."""

    expires_at: Moment


class Recall(Shape, frozen=True):
    """Why the copy is asked back: a ground with use *recall*."""

    reason: Word


class Holders(Controller):
    """Every connector, webhook, export, offline copy and backup is one; nothing is handed to anybody else."""

    path = "/holders"
    tags = ("holders",)

    @read("/", "holder.list")
    def listed(self, signed: Who) -> HolderList:
        """Who holds copies, without what they hold."""
        return HolderList(tuple(holders.listed(signed.node, signed.actor)))

    @read("/{subject:str}", "holder.list")
    def one(self, signed: Who, subject: Subject) -> Shown:
        """One holder with everything that was handed to it, by hash."""
        return holders.one(signed.node, signed.actor, subject)

    @write("/", "holder.opened", Opening)
    def opened(self, signed: Who, asked: NamedDependency[Opening]) -> Issued:
        """Name a holder."""
        return issued(holders.open_holder(signed.node, signed.actor, asked))

    @write("/{subject:str}/renew", "holder.renewed", Renewal)
    def renewed(self, signed: Who, subject: Subject, asked: NamedDependency[Renewal]) -> Issued:
        """Put its end off."""
        return issued(holders.renew(signed.node, signed.actor, subject, asked.expires_at))

    @write("/{subject:str}/recall", "holder.recalled", Recall)
    def recalled(self, signed: Who, subject: Subject, asked: NamedDependency[Recall]) -> Issued:
        """Ask the copy back; the commission may, of any member's holder."""
        return issued(holders.recall(signed.node, signed.actor, subject, asked.reason))

    @write("/receipts", "holder.receipted", SignedDeletion)
    def receipted(self, signed: Who, asked: NamedDependency[SignedDeletion]) -> Issued:
        """Enter the holder's own receipt, which it signed with its own key."""
        return issued(holders.take_receipt(signed.node, signed.actor, asked))
