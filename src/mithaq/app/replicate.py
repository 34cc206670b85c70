"""Taking over what the others wrote: pull, admit, apply, fetch what is for us, and sign for it. Main path, step 3.

A range is one transaction. The receipt is signed only after that transaction is on disk, and an origin's outbox is
cleared by receipts alone. An event that is refused is quarantined; its origin waits, the others do not.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress

from msgspec import Struct

from mithaq.app.exchange import MAX_ASKED, PayloadRequest, Receipt, Wanted, signed
from mithaq.app.fetch_files import fetch_files
from mithaq.app.node import Node, Transaction
from mithaq.app.orders_current import heard
from mithaq.app.ports.peer import PeerDown
from mithaq.app.ports.rows import QuarantineRow, Stored, Want
from mithaq.app.registry import event_of, touches
from mithaq.app.rosters import TYPES as TRUSTED
from mithaq.app.rosters import read_trust, refresh
from mithaq.app.view import View
from mithaq.app.witness import caught_by_events, compare, remember, same_note
from mithaq.domain.attachment import ATTACHMENT
from mithaq.domain.instant import text
from mithaq.journal import checkpoint
from mithaq.journal.admit import TYPE_UNKNOWN, Admitted, Limits, admit
from mithaq.journal.cosign import cosign
from mithaq.journal.envelope import from_wire
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.merkle import Frontier
from mithaq.journal.payload import Payload, matches

RANGE = 500  # events in one transaction: long enough to share the fsync, short enough that a check never waits on it
ROUND = 4 * MAX_ASKED  # wants of one member looked at in one round: more than it can honestly say between two of them
WAITING = frozenset({RefusalCode.GAP, RefusalCode.MEMBER_CLOSED})  # nobody has to look at these
FILES_AT_ONCE = 50  # files asked of one member in one round: each is a request of up to 20 MiB, and the others wait


class Progress(Struct, frozen=True):
    """What one round with one origin brought. `refused` is the code of the event that stopped it, if one did."""

    admitted: int = 0
    payloads: int = 0
    refused: str = ""
    more: bool = False


def replicate(
    node: Node, rounds: int = 1000, ended: set[str] | None = None, members: Collection[str] | None = None
) -> int:
    """Pull from every origin until nothing is new, orders first: commission, Secretariat, then the states. With `members`,
    from these alone.

    Returns how many events and payloads came; whose journal was pulled to its end is added to `ended`. A peer that is down,
    or whose notes or answers are refused (or who refuses ours: then one of us shows a second history), is left for the next
    time and delays nobody else.
    """
    total = 0
    for member in orders_first(node):
        for _ in range(rounds if members is None or member in members else 0):
            try:
                progress = pull(node, member)
            except PeerDown:
                break
            except Refused as refusal:
                _set_aside(node, member, refusal)
                break
            total += progress.admitted + progress.payloads
            if progress.refused:
                break
            if not progress.more:
                heard(node, member)
                if ended is not None:
                    ended.add(member)
                break
    return total + fetch(node)


def orders_first(node: Node) -> list[str]:
    """The other members, those who give orders before the states."""
    rank = {"commission": 0, "secretariat": 1, "state": 2}
    return sorted(node.others, key=lambda member: (rank[node.roster.kind(member)], member))


def pull(node: Node, member: str, limit: int = RANGE) -> Progress:
    """One range of one origin's journal, and the payloads that it opens. Raises PeerDown."""
    if node.network is None:
        raise PeerDown(member)
    with node.store.read() as reader:
        head = reader.journal.head(member)
    peer = node.network.peer(member)
    pulled = peer.pull(member, head.seq if head else 0, limit)
    if pulled.live:
        node.last_contact[member] = text(node.now())
    progress = take(node, member, pulled.envelopes)
    compare(node, member, pulled.seen)
    if progress.refused:
        return progress
    whole = bool(pulled.checkpoint) and keep_checkpoint(node, member, pulled.checkpoint)
    try:
        _sign_for(node, member)
    except PeerDown:
        if pulled.live:
            raise  # else its events came without it, and so may the next
    fetched = fetch(node, member)
    # What did not come from the origin now is followed by asking it: only its own word shows that this was all.
    more = not pulled.live or (progress.admitted > 0 and not whole)
    return Progress(progress.admitted, fetched, "", more)


def take(node: Node, member: str, wires: tuple[bytes, ...]) -> Progress:
    """Admit a range of one origin's envelopes in one transaction; stop at the first that is refused and keep it aside."""
    if not wires:
        return Progress()
    admitted, refused = 0, ""
    trust, limits = node.trust, Limits(closed=node.trust.closed)
    with node.write() as tx:
        view = View(tx.store.journal)
        frontiers: dict[str, Frontier] = {}
        for wire in wires:
            try:
                decided = admit(wire, view=view, roster=trust.roster, rules=node.rules, now=node.now(), limits=limits)
                if isinstance(decided, Admitted):
                    _of_origin(decided, member)
            except Refused as refusal:
                refused = refusal.code.value
                if refusal.code not in WAITING:
                    _quarantine(node, tx, member, view, wire, refusal)
                break
            if isinstance(decided, Admitted):
                store(node, tx, decided, view, frontiers)
                admitted += 1
                if decided.envelope.header.type in TRUSTED:
                    trust = read_trust(node, tx.store, trust.chain)  # what follows may be signed by another key
                    limits = Limits(closed=trust.closed)
    if trust is not node.trust:
        refresh(node)
    if refused == RefusalCode.FORK.value:
        _look_for_two(node, member, wires[admitted:])
    return Progress(admitted, refused=refused)


def _look_for_two(node: Node, member: str, wires: tuple[bytes, ...]) -> None:
    """Whether one of these is another event than the one held at its place."""
    for wire in wires:
        try:
            seq = from_wire(wire).header.seq
        except Refused:
            continue
        with node.store.read() as reader:
            held = reader.journal.at(member, seq)
        if held is not None:
            caught_by_events(node, member, held.envelope, wire)


def _of_origin(decided: Admitted, member: str) -> None:
    if decided.envelope.header.member != member:
        raise Refused(RefusalCode.ORIGIN_UNKNOWN, "member")


def store(node: Node, tx: Transaction, decided: Admitted, view: View, frontiers: dict[str, Frontier]) -> None:
    """Append an admitted event and apply what its header shows. What it cites may still be missing: the fold is by
    order, so a late arrival folds the aggregate anew.
    """
    envelope = decided.envelope
    member = envelope.header.member
    known = TYPE_UNKNOWN not in decided.flags
    touched = touches(envelope.header) if known else (envelope.header.subject,)
    frontier = frontiers.get(member) or tx.store.journal.frontier(member)
    frontiers[member] = frontier
    frontier.append(envelope.leaf)
    tx.store.journal.append(Stored(envelope, known, decided.flags, text(node.now())), touched, frontier)
    view.appended(envelope)
    if known:
        tx.projection.apply(event_of(envelope), touched)


def keep_checkpoint(node: Node, member: str, note: str) -> bool:
    """Verify an origin's checkpoint against what is held here, cosign it and keep it. Another root is a second history.

    Whether it is over exactly what is held: then the journal is here to its end. One over more than that is left for the
    next round, and one that was verified and kept before is not verified again. Raises Refused(PROOF_MISMATCH).
    """
    with node.store.read() as reader:
        if same_note(reader.journal.checkpoint(member), note):
            return True
        frontier = reader.journal.frontier(member)
    try:
        opened = checkpoint.open_checkpoint(note, node.roster)
    except Refused:
        return False
    if opened.member != member or opened.size != frontier.size:
        return False
    if opened.root != frontier.root():
        raise Refused(RefusalCode.PROOF_MISMATCH, "checkpoint")
    with node.store.write() as writer:
        remember(node, member, opened.size, opened.root)
        writer.journal.put_checkpoint(member, cosign(note, node.key, node.now()))
    return True


def fetch(node: Node, holder: str = "") -> int:
    """Ask for payloads that this member may read and does not hold yet; each is checked against its commitment.

    Each member is asked for what it wrote itself and for so much a round: one that promised more than it gives delays
    nobody else, and what it does not give is asked for last the next time.
    """
    if node.network is None:
        return 0
    with node.store.read() as reader:
        owing = [member for member in ((holder,) if holder else node.peers) if reader.payloads.wanted(1, member)]
    return sum(_fetch_from(node, member) for member in owing)


def _fetch_from(node: Node, member: str) -> int:
    with node.store.read() as reader:
        wants = reader.payloads.wanted(ROUND, member)
    files = [want for want in wants if want.item == ATTACHMENT]
    others = [want for want in wants if want.item != ATTACHMENT]
    asked = files[:FILES_AT_ONCE]
    count = fetch_files(node, asked)
    for start in range(0, len(others), MAX_ASKED):
        part = others[start : start + MAX_ASKED]
        try:
            count += _fetch(node, member, part)
        except (PeerDown, Refused):
            break
        asked += part
    if len(wants) == ROUND or len(files) > FILES_AT_ONCE:
        _behind_the_others(node, asked)
    return count


def _behind_the_others(node: Node, asked: list[Want]) -> None:
    """Of what was asked for in this round, the part that did not come goes to the end of what its member owes."""
    with node.store.write() as tx:
        tx.payloads.want([want for want in asked if tx.payloads.is_wanted(want.hash, want.subject)])


def _fetch(node: Node, member: str, wants: list[Want]) -> int:
    if node.network is None:
        return 0
    names = tuple(Wanted(want.subject, want.hash) for want in wants)
    request = signed(PayloadRequest(node.member, member, text(node.now()), names), node.key)
    answers = node.network.peer(member).ask(request)
    came: list[tuple[Want, Payload]] = [
        (want, payload)
        for want, payload in zip(wants, answers, strict=False)
        if payload is not None and matches(payload, want.hash)
    ]
    if came:
        with node.write() as tx:
            for want, payload in came:
                if not tx.store.payloads.is_erased(want.hash, want.subject):
                    tx.projection.arrived(want.hash, payload, want.subject, want.item)
    return len(came)


def _sign_for(node: Node, member: str) -> None:
    with node.store.read() as reader:
        head = reader.journal.head(member)
    if head is None or node.network is None or node.signed_for.get(member) == head.seq:
        return
    receipt = Receipt(node.member, member, head.seq, head.hash, text(node.now()))
    node.network.peer(member).deliver_receipt(signed(receipt, node.key))
    node.signed_for[member] = head.seq  # a receipt that was lost on the way is sent again in the next round


def catch_up(node: Node) -> int:
    """What an earlier round left undone: receipts that did not arrive, then payloads that did not come. How many came."""
    for member in node.peers:
        with suppress(PeerDown, Refused):
            _sign_for(node, member)
    return fetch(node)


def _quarantine(node: Node, tx: Transaction, member: str, view: View, wire: bytes, refusal: Refused) -> None:
    head = view.head(member)
    row = QuarantineRow(
        member,
        (head.seq if head else 0) + 1,
        refusal.code.value,
        refusal.where,
        text(node.now()),
        wire[:MAX_KEPT],
    )
    tx.store.journal.quarantine(row)


def _set_aside(node: Node, member: str, refusal: Refused) -> None:
    """What two nodes could not agree on besides an envelope: kept for people to look at."""
    with node.store.write() as tx:
        head = tx.journal.head(member)
        seq = head.seq if head else 0
        tx.journal.quarantine(QuarantineRow(member, seq, refusal.code.value, refusal.where, text(node.now()), b""))


MAX_KEPT = 300_000  # bytes of a refused envelope that are kept: the largest that could have been admitted
