"""Which roster this node believes: read off the versions and key events that it holds, and nothing else.

The roster is a function of the anchor in the node's folder, of those statements and of the hour; not of the order in which
they came. What is admitted later is judged by it anew, so a node that heard of a version late comes to the same journals.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from mithaq.app.admission import owner_mark
from mithaq.app.node import Node
from mithaq.app.ports.store import Reader
from mithaq.domain.instant import parse
from mithaq.journal import rosters
from mithaq.journal.envelope import Envelope
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.key_events import KEY_TYPES, fold_keys
from mithaq.journal.roster_document import SignedRoster
from mithaq.journal.rosters import Chain, Trust
from mithaq.journal.trust import MemberEntry, Roster

SUBJECT = "k-0000000000000000"
"""What every version of the roster is about."""

SIGNED = "roster.signed"
TYPES = frozenset({SIGNED, *KEY_TYPES})
KEPT = "roster.chain"


def key_subject(member: str) -> str:
    """What the key events of this member are about."""
    return f"k-{owner_mark(member)}{'0' * 12}"


def read_trust(node: Node, reader: Reader, chain: Chain = ()) -> Trust:
    """What follows from what is held. `chain`: one that was found before, and still stands."""
    held = _versions(reader)
    chain = rosters.fold(node.first, [*held, *chain[1:], *_kept(reader)])
    now = rosters.in_force(chain, node.now())
    entries = tuple(_entry(reader, entry) for entry in now.roster.members)
    roster = Roster(now.roster.version, now.roster.expires, entries)
    double = tuple(sorted({one.document.hash for one in rosters.rivals(chain, held)}))
    return Trust(chain, now, roster, double)


def believe(node: Node, trust: Trust) -> None:
    """From now on this is what the node judges by."""
    node.trust = trust
    node.roster = trust.roster


def refresh(node: Node) -> None:
    """Read what is held, and keep the chain: it stands even where its journal was closed. Raises StoreFault."""
    with node.store.read() as reader:
        trust = read_trust(node, reader)
        kept = reader.desk.meta(KEPT) or "[]"
    now = msgspec.json.encode([one.to_json().decode() for one in trust.chain[1:]]).decode()
    if now != kept:
        with node.store.write() as tx:
            tx.desk.put_meta(KEPT, now)
    believe(node, trust)


def watch_roster(node: Node) -> bool:
    """Whether a version that was announced has come to count since the last look."""
    trust = node.trust
    if not trust.now.next_at or node.now() < parse(trust.now.next_at):
        return False
    refresh(node)
    return True


def ahead(node: Node, reader: Reader) -> dict[str, int]:
    """From which place of whose journal on this node holds what the roster in force refuses: it heard too much of somebody
    before it heard of the version. Its folds show that until it is set back (docs/adr/0021).
    """
    found: dict[str, int] = {}
    for entry in node.roster.members:
        closed = node.trust.closed.get(entry.code)
        places = [key.revoked_from for key in entry.keys if key.revoked_from is not None]
        for place in sorted({*places, *([closed] if closed is not None else [])}):
            held = reader.journal.after(entry.code, place - 1, 1)
            refused = held and (closed == place or _revoked(entry, held[0].envelope))
            if refused:
                found.setdefault(entry.code, place)
    return found


def _revoked(entry: MemberEntry, envelope: Envelope) -> bool:
    """Whether an event is signed by a key that is revoked at its place."""
    seq, signers = envelope.header.seq, {one.key for one in envelope.signatures}
    gone = {key.key_id for key in entry.keys if key.revoked_from is not None and seq >= key.revoked_from}
    return bool(signers & gone)


def check_member(node: Node, member: str) -> None:
    """Before something is handed to that member. Raises `Refused`: MEMBER_CLOSED, ROSTER_EXPIRED."""
    if member in node.trust.closed:
        raise Refused(RefusalCode.MEMBER_CLOSED, "by")
    if node.trust.now.expired(node.now()):
        raise Refused(RefusalCode.ROSTER_EXPIRED, "roster")


def key_envelopes(reader: Reader, member: str) -> Iterator[Envelope]:
    """What that member's journal says of its keys."""
    for stored in reader.journal.about(key_subject(member)):
        header = stored.envelope.header
        if stored.applied and header.type in KEY_TYPES and header.member == member:
            yield stored.envelope


def _entry(reader: Reader, entry: MemberEntry) -> MemberEntry:
    return fold_keys(entry, (one.header for one in key_envelopes(reader, entry.code)))


def _versions(reader: Reader) -> list[SignedRoster]:
    """The versions in the journals. Bytes that are none are void, whoever signed for them."""
    found = []
    for stored in reader.journal.about(SUBJECT):
        header = stored.envelope.header
        if stored.applied and header.type == SIGNED:
            found += _read(str(header.body["text"]))
    return found


def _kept(reader: Reader) -> list[SignedRoster]:
    texts = msgspec.json.decode(reader.desk.meta(KEPT) or "[]", type=list[str])
    return [one for text in texts for one in _read(text)]


def _read(text: str) -> list[SignedRoster]:
    try:
        return [SignedRoster.from_json(text.encode())]
    except Refused:
        return []
