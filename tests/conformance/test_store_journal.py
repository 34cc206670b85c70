"""Journals: appended at the end only, and given back byte for byte."""

from __future__ import annotations

import pytest

from mithaq.app.ports.faults import INTEGRITY, IntegrityFault
from mithaq.app.ports.rows import QuarantineRow, ReceiptRow, Stored
from mithaq.app.ports.store import Store
from mithaq.journal.admit import Head, Held
from mithaq.journal.envelope import from_wire, to_wire
from mithaq.journal.merkle import EMPTY_ROOT, Frontier, root
from tests.conformance.rows import LATER, LATEST, NOW, OTHER, SUBJECT, Pen, digest, rows


def written(store: Store, pen: Pen, count: int) -> list[Stored]:
    with store.write() as writer:
        return [pen.append(writer) for _ in range(count)]


def test_an_empty_store_has_no_journals(store: Store) -> None:
    with store.read() as reader:
        journal = reader.journal
        assert (journal.head("TN"), journal.heads(), journal.at("TN", 1)) == (None, {}, None)
        assert (journal.event_at("TN", 1), journal.by_hash(digest(1)), journal.checkpoint("TN")) == (None, None, None)
        assert (journal.after("TN", 0, 10), journal.about(SUBJECT), journal.newest(10)) == ([], [], [])
        assert journal.leaves("TN", 10) == []
        assert journal.outbox() == (0, 0)
        assert journal.frontier("TN").root() == EMPTY_ROOT
    assert rows(store) == {}


def test_an_envelope_comes_back_byte_for_byte(store: Store) -> None:
    envelope = from_wire(to_wire(Pen("TN").next(reason="سبب «خاص» — é")))
    pen = Pen("TN")
    pen.next(reason="سبب «خاص» — é")
    stored = Stored(envelope, applied=False, flags=("type_unknown", "clock_ahead"), received_at=NOW)
    with store.write() as writer:
        writer.journal.append(stored, (SUBJECT,), pen.frontier)
        assert writer.journal.at("TN", 1) == stored
    with store.read() as reader:
        found = reader.journal.at("TN", 1)
        assert found == stored
        assert reader.journal.by_hash(envelope.hash) == stored
    assert found is not None
    assert found.envelope.signed == envelope.signed
    assert to_wire(found.envelope) == to_wire(envelope)
    assert found.envelope.hash == envelope.hash


def test_heads_and_places_follow_the_journals(store: Store) -> None:
    tunisia, egypt = Pen("TN"), Pen("EG")
    first, second = written(store, tunisia, 2)
    (third,) = written(store, egypt, 1)
    with store.read() as reader:
        journal = reader.journal
        assert journal.heads() == {"TN": Head(2, second.envelope.hash, 2), "EG": Head(1, third.envelope.hash, 1)}
        assert journal.head("TN") == Head(2, second.envelope.hash, 2)
        assert journal.event_at("TN", 1) == Held(first.envelope.hash, 1)
        assert journal.event_at("TN", 3) is None
        assert journal.head("SA") is None


def test_a_head_is_visible_while_its_transaction_is_open(store: Store) -> None:
    pen = Pen("TN")
    with store.write() as writer:
        for seq in (1, 2, 3):
            stored = pen.append(writer)
            assert writer.journal.head("TN") == Head(seq, stored.envelope.hash, seq)
            assert writer.journal.heads() == {"TN": Head(seq, stored.envelope.hash, seq)}
            assert writer.journal.frontier("TN").root() == pen.frontier.root()


def test_a_range_is_given_in_order_and_bounded(store: Store) -> None:
    events = written(store, Pen("TN"), 5)
    written(store, Pen("EG"), 1)
    with store.read() as reader:
        assert reader.journal.after("TN", 0, 100) == events
        assert reader.journal.after("TN", 1, 2) == events[1:3]
        assert reader.journal.after("TN", 5, 100) == []


def test_the_frontier_survives_and_grows_on(store: Store) -> None:
    pen = Pen("TN")
    leaves: list[bytes] = []
    for size in (1, 2, 4):
        leaves += [stored.envelope.leaf for stored in written(store, pen, size)]
        with store.read() as reader:
            frontier = reader.journal.frontier("TN")
            assert reader.journal.leaves("TN", 100) == leaves
            assert reader.journal.leaves("TN", 1) == leaves[:1]
        assert frontier.to_bytes() == pen.frontier.to_bytes()
        assert (frontier.size, frontier.root()) == (len(leaves), root(leaves))


def test_the_frontier_handed_over_is_not_shared(store: Store) -> None:
    pen = Pen("TN")
    with store.write() as writer:
        stored = pen.append(writer)
        pen.frontier.append(bytes(32))
        assert writer.journal.frontier("TN").root() == root([stored.envelope.leaf])


def test_a_taken_place_is_refused_and_nothing_changes(store: Store) -> None:
    (first,) = written(store, Pen("TN"), 1)
    rival = Pen("TN")
    rival_first = Stored(rival.next(OTHER), applied=True, flags=(), received_at=NOW)
    with pytest.raises(IntegrityFault) as caught, store.write() as writer:
        writer.journal.append(rival_first, (OTHER,), rival.frontier)
    assert caught.value.code == INTEGRITY
    with store.read() as reader:
        assert reader.journal.after("TN", 0, 10) == [first]
        assert reader.journal.about(OTHER) == []


def test_a_gap_is_refused(store: Store) -> None:
    pen = Pen("TN")
    pen.next()
    with pytest.raises(IntegrityFault), store.write() as writer:
        pen.append(writer)
    assert rows(store) == {}


def test_a_frontier_of_another_size_is_refused(store: Store) -> None:
    stored = Stored(Pen("TN").next(), applied=True, flags=(), received_at=NOW)
    with pytest.raises(IntegrityFault), store.write() as writer:
        writer.journal.append(stored, (), Frontier())
    assert rows(store) == {}


def test_a_fault_that_was_caught_still_prevents_the_commit(store: Store) -> None:
    pen = Pen("TN")
    stored = Stored(pen.next(), applied=True, flags=(), received_at=NOW)
    with pytest.raises(IntegrityFault), store.write() as writer:
        writer.journal.append(stored, (), pen.frontier)
        with pytest.raises(IntegrityFault):
            writer.journal.append(stored, (), pen.frontier)
        writer.desk.put_meta("key", "value")
    assert rows(store) == {}


def test_what_touches_an_aggregate_comes_in_fold_order(store: Store) -> None:
    tunisia, egypt = Pen("TN"), Pen("EG")
    with store.write() as writer:
        late = tunisia.append(writer, lamport=7)
        other = tunisia.append(writer, subject=OTHER, lamport=8)
        both = egypt.append(writer, subject=OTHER, touches=(OTHER, SUBJECT, SUBJECT), lamport=3)
        tie = egypt.append(writer, lamport=7)
    with store.read() as reader:
        assert reader.journal.about(SUBJECT) == [both, tie, late]  # lamport 3; then 7 of EG before 7 of TN
        assert reader.journal.about(OTHER) == [both, other]


def test_the_newest_come_first_and_by_pages(store: Store) -> None:
    tunisia, egypt = Pen("TN"), Pen("EG")
    with store.write() as writer:
        first = tunisia.append(writer, received_at=NOW)
        second = egypt.append(writer, received_at=LATER)
        third = tunisia.append(writer, received_at=LATER)
        fourth = egypt.append(writer, received_at=LATEST)
    with store.read() as reader:
        assert reader.journal.newest(10) == [fourth, third, second, first]
        assert reader.journal.newest(2) == [fourth, third]
        assert reader.journal.newest(10, before=LATER) == [first]


def test_one_checkpoint_a_journal(store: Store) -> None:
    with store.write() as writer:
        writer.journal.put_checkpoint("TN", "old\n")
        writer.journal.put_checkpoint("EG", "other\n")
        writer.journal.put_checkpoint("TN", "new\n\n— mithaq/TN c2ln\n")
    with store.read() as reader:
        assert reader.journal.checkpoint("TN") == "new\n\n— mithaq/TN c2ln\n"
        assert reader.journal.checkpoint("EG") == "other\n"


def test_quarantine_keeps_bytes_and_repeats_nothing(store: Store) -> None:
    one = QuarantineRow("TN", 3, "bad_signature", "signatures", NOW, b"\x00 whatever \xff")
    again = QuarantineRow("TN", 3, "bad_signature", "signatures", LATER, one.wire)
    other = QuarantineRow("TN", 3, "bad_signature", "signatures", LATEST, b"other bytes")
    with store.write() as writer:
        for row in (one, again, other):
            writer.journal.quarantine(row)
    with store.read() as reader:
        assert reader.journal.quarantined() == [one, other]
        assert reader.journal.head("TN") is None


def test_outbox_counts_what_is_not_receipted(store: Store) -> None:
    with store.write() as writer:
        for seq in (2, 3, 3, 5):
            writer.journal.outbox_add(seq)
        assert writer.journal.outbox() == (3, 2)
        writer.journal.outbox_clear(3)
        assert writer.journal.outbox() == (1, 5)
    with store.write() as writer:
        assert writer.journal.outbox() == (1, 5)
        writer.journal.outbox_clear(9)
    with store.read() as reader:
        assert reader.journal.outbox() == (0, 0)


def test_the_last_receipt_of_each_peer(store: Store) -> None:
    egypt, saudi = ReceiptRow("EG", 4, digest(4), b"wire 4"), ReceiptRow("SA", 1, digest(1), b"wire 1")
    later = ReceiptRow("EG", 6, digest(6), b"wire 6")
    with store.write() as writer:
        for row in (saudi, egypt, later):
            writer.journal.put_receipt(row)
    with store.read() as reader:
        assert reader.journal.receipts() == [later, saudi]
