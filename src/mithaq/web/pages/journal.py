"""The journals: what was said by whom, how far each is held here, and the proof for any one statement."""

from __future__ import annotations

import msgspec
from litestar import Response
from litestar.controller import Controller
from litestar.di import NamedDependency
from litestar.params import FromPath

from mithaq.app import lists, proofs
from mithaq.app.digest import digests
from mithaq.app.standing import standing
from mithaq.domain.errors import NotFound
from mithaq.journal.merkle import verify_inclusion
from mithaq.web.pages.forms import read
from mithaq.web.pages.page import Page
from mithaq.web.session import Signed

ROWS = 50
_Page = NamedDependency[Page]
_Signed = NamedDependency[Signed]


class Journal(Controller):
    """Envelopes carry no personal data, so every role may read them."""

    path = "/journal"

    @read("/", "journal.read")
    def newest(self, page: _Page, signed: _Signed) -> Response[str]:
        """The newest statements of all journals, or one journal in order; the heads; on request, the digests."""
        query = page.request.query_params
        member = query.get("member", "")
        member = member if member in signed.node.law.members else ""
        after = int(query["after"]) if query.get("after", "").isdecimal() and len(query["after"]) < 15 else 0
        rows = lists.journal(signed.node, signed.actor, member=member, after=after, limit=ROWS)
        return page.show(
            "journal.html",
            rows=[stored.envelope for stored in rows],
            standing=standing(signed.node, signed.actor),
            digests=digests(signed.node) if query.get("digest") == "1" else None,
            chosen=member,
            after=after,
            more=len(rows) == ROWS and bool(member),
        )

    @read("/{member:str}/{seq:int}", "journal.read")
    def one(self, page: _Page, signed: _Signed, member: FromPath[str], seq: FromPath[int]) -> Response[str]:
        """One statement: its header, its signatures, and the proof that it is in its journal, computed and verified here."""
        if member not in signed.node.law.members or seq < 1:
            raise NotFound("journal")
        stored = proofs.statement(signed.node, signed.actor, member, seq)
        proof = proofs.inclusion(signed.node, signed.actor, member, seq)
        envelope = stored.envelope
        return page.show(
            "statement.html",
            stored=stored,
            envelope=envelope,
            header=msgspec.json.format(envelope.signed, indent=2).decode(),
            proof=proof,
            proven=verify_inclusion(envelope.leaf, proof.first, proof.size, list(proof.path), proof.root),
            note=_note(signed, member),
        )


def _note(signed: Signed, member: str) -> str:
    try:
        return proofs.checkpoint_of(signed.node, signed.actor, member)
    except NotFound:
        return ""
