"""Checks 7 and 8 of admission: is the type known and its schema kept, and may this author issue it at all?"""

from __future__ import annotations

from msgspec import Struct

from mithaq.app.registry import TYPES
from mithaq.domain.errors import Refusal
from mithaq.domain.events import body_of
from mithaq.domain.law import Law
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.header import Header

OPENING = frozenset(
    {
        "alert.drafted",
        "bound.stated",
        "clearance.issued",
        "database.declared",
        "detention.requested",
        "hit.released",
        "figures.merged",
        "figures.stated",
        "flag.published",
        "holder.opened",
        "insider.raised",
        "log.rooted",
        "question.asked",
        "remedy.filed",
        "reviewer.listed",
        "reviewer.unlisted",
        "risk.flagged",
        "sealed.lodged",
        "thread.opened",
        "transit.notified",
        "transit.requested",
    }
)
"""The statements that begin something. Its id begins with its owner's mark, so nobody can begin it for another."""


def owner_mark(member: str) -> str:
    """The member's code in hex: how every id of something it begins starts."""
    return member.encode().hex()


class AdmissionRules(Struct, frozen=True):
    """What the journal room asks the law. `demo`: this node was made by `demo` and admits batch reviews of persons."""

    law: Law
    demo: bool

    def known(self, type: str) -> bool:
        """Whether this program knows the type. An unknown one is stored and counted, not applied."""
        return type in TYPES

    def check_schema(self, header: Header) -> None:
        """Check 7. Raises Refused(SCHEMA) naming the field."""
        kind = TYPES[header.type]
        try:
            body_of(kind, header.body)
        except Refusal as refusal:
            raise Refused(RefusalCode.SCHEMA, f"body.{refusal.where}") from None
        single, batch = header.payload is not None, bool(header.items)
        fits = {
            "must": single and not batch,
            "may": not batch,
            "none": not single and not batch,
            "items": single != batch,
        }[kind.payload]
        if not fits:
            raise Refused(RefusalCode.SCHEMA, "payload")

    def may_issue(self, header: Header, member_kind: str) -> None:
        """Check 8. Raises Refused(NOT_ALLOWED)."""
        info = self.law.members.get(header.member)
        if info is None or info.kind != member_kind:
            raise Refused(RefusalCode.NOT_ALLOWED, "member")
        if not self.law.access.may_issue(header.type, header.author.role, info.kind):
            raise Refused(RefusalCode.NOT_ALLOWED, "author.role")
        if header.type in OPENING and not header.subject[2:].startswith(owner_mark(header.member)):
            raise Refused(RefusalCode.NOT_ALLOWED, "subject")
        if header.type in ("review.batch_accepted", "commission.batch_cleared") and not self.demo:
            raise Refused(RefusalCode.NOT_ALLOWED, "type")
