"""Changing the roster: a draft, the signatures of a quorum, and the version in a journal; a member's own keys.

A file goes round among the members: one proposes, enough sign, any of them submits. What a node signs it has looked at:
that the version follows, that it was made today, that it takes nothing back which this node holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from msgspec import Struct, structs

from mithaq.app.issue import Statement, issue, require
from mithaq.app.node import Actor, Node
from mithaq.app.rosters import SIGNED, SUBJECT, key_envelopes, refresh
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import parse, text
from mithaq.domain.trust_events import RosterSigned
from mithaq.journal.encoding import b64url
from mithaq.journal.envelope import to_wire
from mithaq.journal.key_events import steps
from mithaq.journal.roster_document import RosterDocument, RosterMember, SignedRoster, Standing, majority
from mithaq.journal.rosters import check_content, check_next, signers_of
from mithaq.journal.trust import MemberEntry

DATED = timedelta(hours=24)
"""A version is signed on the day it is made: with an older date the notice of the commission would be cut short."""


class Proposal(Struct, frozen=True):
    """What is to change. `entries`: members that join or have other keys; `standing`: members that leave, are suspended or
    come back; empty and 0: as before. `commission_from`: from when on what is said of the commission counts.
    """

    entries: tuple[MemberEntry, ...] = ()
    standing: Mapping[str, Standing] = {}
    seats: tuple[str, ...] | None = None
    quorum: int = 0
    effective: str = ""
    expires: str = ""
    commission_from: str = ""


def propose(node: Node, actor: Actor, wanted: Proposal) -> SignedRoster:
    """The next version, not signed by anybody yet. Raises `Refused` for one that may not follow."""
    require(node, actor, SIGNED)
    before, now = node.trust.chain[-1].document, text(node.now())
    members = {one.entry.code: _as_now(node, one) for one in before.members}
    for entry in wanted.entries:
        old = members.get(entry.code)
        members[entry.code] = structs.replace(old, entry=entry) if old else RosterMember(None, entry, "active")
    for code, standing in wanted.standing.items():
        if code not in members:
            raise Refusal("roster.member", code)
        closed = None if standing == "active" else members[code].closed_from or _next_place(node, code)
        members[code] = RosterMember(closed, members[code].entry, standing)
    document = RosterDocument(
        commission_from=wanted.commission_from or before.commission_from,
        effective=max(wanted.effective or now, before.effective), expires=wanted.expires or before.expires,
        made_at=max(now, before.made_at), members=tuple(members[code] for code in sorted(members)),
        number=before.number + 1, previous=before.hash, quorum=1,
        seats=before.seats if wanted.seats is None else tuple(sorted(wanted.seats)),
    )  # fmt: skip
    least = max(majority(len(document.voters)), min(before.quorum, len(document.voters)))
    document = structs.replace(document, quorum=wanted.quorum or least)
    check_content(document, node.trust.chain)
    return SignedRoster(document, ())


def sign(node: Node, actor: Actor, version: SignedRoster) -> SignedRoster:
    """The version with this member's signature. Raises Refusal: ``roster.dated``, ``roster.signed_other``,
    ``roster.behind``; `Refused` for one that may not follow or carries a signature that is wrong.
    """
    require(node, actor, SIGNED)
    document, chain = version.document, node.trust.chain
    check_content(document, chain)
    if abs(node.now() - parse(document.made_at)) > DATED:
        raise Refusal("roster.dated", "made_at")
    _check_behind(node, document)
    rotated = _rotated(node, chain[-1].document)
    signed = version.signed_by(node.key, rotated)
    signers_of(signed, chain)
    _sign_once(node, document)
    return signed


def submit(node: Node, actor: Actor, version: SignedRoster) -> RosterDocument:
    """Put a version that enough have signed into this member's journal, for everybody. Raises `Refused`, and as `issue`."""
    require(node, actor, SIGNED)
    check_next(version, node.trust.chain)
    with node.write() as tx:
        issue(node, tx, actor, Statement(SIGNED, SUBJECT, RosterSigned(version.to_json().decode())))
    refresh(node)
    return version.document


def missing(node: Node, version: SignedRoster) -> int:
    """How many voters have still to sign it, besides the commission."""
    before = node.trust.chain[-1].document
    return max(0, before.quorum - len(signers_of(version, node.trust.chain) & set(before.voters)))


def _as_now(node: Node, member: RosterMember) -> RosterMember:
    """A state or the Secretariat with the keys that its journal says by now; the commission's change by notice alone."""
    if member.entry.kind == "commission":
        return member
    return structs.replace(member, entry=node.roster.entry(member.entry.code))


def _next_place(node: Node, code: str) -> int:
    with node.store.read() as reader:
        head = reader.journal.head(code)
    return head.seq + 1 if head else 1


def _check_behind(node: Node, document: RosterDocument) -> None:
    """Nothing that this node holds is taken back: else some would have believed what others never will."""
    for member in document.members:
        before = node.trust.chain[-1].document.member(member.entry.code)
        ends = {key.revoked_from for key in member.entry.keys} | {member.closed_from}
        if before is not None:
            ends -= {key.revoked_from for key in before.entry.keys} | {before.closed_from}
        ends |= {None}
        if any(end is not None and end < _next_place(node, member.entry.code) for end in ends):
            raise Refusal("roster.behind", member.entry.code)


def _rotated(node: Node, before: RosterDocument) -> tuple[str, ...]:
    """The envelopes by which this member's keys came to be what they are since that version."""
    member = before.member(node.member)
    if member is None:
        raise Refusal("roster.member", node.member)
    with node.store.read() as reader:
        envelopes = {one.header.seq: one for one in key_envelopes(reader, node.member)}
    made = steps(member.entry, [one.header for one in envelopes.values()])
    return tuple(b64url(to_wire(envelopes[header.seq])) for header, _ in made)


def _sign_once(node: Node, document: RosterDocument) -> None:
    """One signature for each number: two would let two versions follow one. Raises Refusal ``roster.signed_other``."""
    name = f"roster.signed.{document.number}"
    with node.store.write() as tx:
        if (tx.desk.meta(name) or document.hash) != document.hash:
            raise Refusal("roster.signed_other", "number")
        tx.desk.put_meta(name, document.hash)
