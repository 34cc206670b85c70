"""One journal as a chain: the next link, and whether a link or a whole chain holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

from mithaq.journal.envelope import Envelope, signed_message
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.grammar import NO_PREV
from mithaq.journal.header import FORMAT_VERSION, Author, Cite, Commitment, Header, Item
from mithaq.journal.keys import MemberKey, Signature
from mithaq.journal.trust import Roster


class Head(NamedTuple):
    """The last event held of a journal."""

    seq: int
    hash: str
    lamport: int


class Held(NamedTuple):
    """What a link needs to know of an event that is held."""

    hash: str
    lamport: int


class EventView(Protocol):
    """The events that are held."""

    def event_at(self, member: str, seq: int) -> Held | None:
        """Hash and Lamport time of the event at that place, None if it is not held."""


class JournalView(EventView, Protocol):
    """The journals as this node holds them."""

    def head(self, member: str) -> Head | None:
        """The last event of that member's journal, None if none is held."""


def next_header(  # noqa: PLR0913 - the fields of a header, by keyword
    view: JournalView,
    *,
    member: str,
    type: str,
    at: str,
    author: Author,
    subject: str,
    body: dict[str, Any],
    cites: Iterable[Cite] = (),
    payload: Commitment | None = None,
    items: Iterable[Item] = (),
) -> Header:
    """The header that follows the head of the member's journal; its Lamport time exceeds every event it rests
    on.
    """
    head = view.head(member)
    cites = tuple(cites)
    cited = [held.lamport for cite in cites if (held := view.event_at(cite.member, cite.seq))]
    return Header(
        v=FORMAT_VERSION,
        type=type,
        member=member,
        seq=head.seq + 1 if head else 1,
        prev=head.hash if head else NO_PREV,
        lamport=max([head.lamport if head else 0, *cited]) + 1,
        at=at,
        author=author,
        subject=subject,
        cites=cites,
        body=body,
        payload=payload,
        items=tuple(items),
    )


def head_after(envelope: Envelope) -> Head:
    """The head of a journal whose last event this is."""
    return Head(envelope.header.seq, envelope.hash, envelope.header.lamport)


def signers(envelope: Envelope, roster: Roster) -> list[tuple[str, MemberKey, Signature]]:
    """Check 3: the signatures by keys of the event's own member, each with its place in the envelope and its
    key.

    Signatures by keys that the roster does not list for the member count for nothing and harm nothing, so
    that a witness or a new algorithm can be added beside. But each listed one has to be right, and there has
    to be one. Raises `Refused`: ORIGIN_UNKNOWN, KEY_UNKNOWN, KEY_NOT_VALID, KEY_REVOKED, ALG_MISMATCH.
    """
    header = envelope.header
    roster.entry(header.member)
    found = []
    for index, signature in enumerate(envelope.signatures):
        key = roster.listed(header.member, signature.key)
        if key is None:
            continue
        where = f"signatures[{index}]"
        key.check_valid_at(header.seq, f"{where}.key")
        if signature.alg != key.alg:
            raise Refused(RefusalCode.ALG_MISMATCH, f"{where}.alg")
        found.append((where, key, signature))
    if not found:
        raise Refused(RefusalCode.KEY_UNKNOWN, "signatures")
    return found


def check_signatures(envelope: Envelope, roster: Roster) -> None:
    """Checks 3 and 4 together. Raises `Refused`."""
    message = signed_message(envelope.signed)
    for where, key, signature in signers(envelope, roster):
        key.check_signature(signature, message, where)


def check_follows(header: Header, head: Head | None) -> None:
    """The part of check 5 about the journal itself: the event comes right after `head`.

    Raises `Refused`: GAP, FORK (its place is taken), PREV_MISMATCH, LAMPORT_NOT_GREATER.
    """
    last = head or Head(0, NO_PREV, 0)
    if header.seq > last.seq + 1:
        raise Refused(RefusalCode.GAP, "seq")
    if header.seq <= last.seq:
        raise Refused(RefusalCode.FORK, "seq")
    if header.prev != last.hash:
        raise Refused(RefusalCode.PREV_MISMATCH, "prev")
    if header.lamport <= last.lamport:
        raise Refused(RefusalCode.LAMPORT_NOT_GREATER, "lamport")


def check_cites(header: Header, view: EventView) -> bool:
    """The part of check 5 about cited events: every one that is held is the one cited, and earlier.

    Returns whether all are held. Raises `Refused`: CITE_MISMATCH, LAMPORT_NOT_GREATER.
    """
    complete = True
    for index, cite in enumerate(header.cites):
        held = view.event_at(cite.member, cite.seq)
        if held is None:
            complete = False
        elif held.hash != cite.hash:
            raise Refused(RefusalCode.CITE_MISMATCH, f"cites[{index}].hash")
        elif header.lamport <= held.lamport:
            raise Refused(RefusalCode.LAMPORT_NOT_GREATER, f"cites[{index}]")
    return complete


def verify_chain(envelopes: Iterable[Envelope], roster: Roster, *, head: Head | None = None) -> Head | None:
    """Verify consecutive events of one journal, from its first event or from after `head`. Returns the new
    head.

    Raises `Refused`, located at `MEMBER/seq` (or at the position, for bytes that are no header).
    """
    member = ""
    for index, envelope in enumerate(envelopes):
        where = f"[{index}]"
        try:
            header = envelope.header
            where = address(header)
            if member not in ("", header.member):
                raise Refused(RefusalCode.PREV_MISMATCH, "member")
            member = header.member
            check_signatures(envelope, roster)
            check_follows(header, head)
        except Refused as refusal:
            raise refusal.under(where) from None
        head = head_after(envelope)
    return head


def address(header: Header) -> str:
    """`MEMBER/seq`, the place of an event."""
    return f"{header.member}/{header.seq}"
