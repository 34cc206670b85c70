"""The journals of a store."""

from __future__ import annotations

import pytest

from mithaq.app.ports.faults import IntegrityFault
from mithaq.app.ports.rows import QuarantineRow, ReceiptRow, Stored
from mithaq.app.ports.store import Store
from mithaq.journal.admit import Head, Held
from mithaq.journal.envelope import to_wire
from mithaq.journal.merkle import Frontier, root
from tests.support.chains import AT, Chain

A, B = "a-0000000000000001", "a-0000000000000002"


def test_an_envelope_comes_back_byte_for_byte(store: Store) -> None:
    chain = Chain()
    given = Stored(chain.event(text="حالة"), False, ("type_unknown", "clock_ahead"), AT)
    with store.write() as tx:
        tx.journal.append(given, (A,), chain.frontier)
    with store.read() as reader:
        by_place, by_hash = reader.journal.at("TN", 1), reader.journal.by_hash(given.envelope.hash)
        assert by_place == by_hash == given
        assert by_place is not None
        assert to_wire(by_place.envelope) == to_wire(given.envelope)
        assert reader.journal.event_at("TN", 1) == Held(given.envelope.hash, 1)
        assert reader.journal.at("TN", 2) is None
        assert reader.journal.event_at("EG", 1) is None


@pytest.mark.parametrize("hash", ["", "zz", "ab" * 32, "AB" * 32, "ab " * 32])
def test_a_hash_that_nothing_has_is_not_found(store: Store, hash: str) -> None:
    with store.read() as reader:
        assert reader.journal.by_hash(hash) is None
        assert reader.payloads.get(hash) is None
        assert not reader.payloads.is_erased(hash)


def test_heads_and_frontiers_follow_each_journal(store: Store) -> None:
    tunis, cairo = Chain("TN"), Chain("EG")
    with store.write() as tx:
        assert tx.journal.head("TN") is None
        assert tx.journal.frontier("TN").size == 0
        leaves = [tunis.append(tx).envelope.leaf for _ in range(3)]
        cairo.append(tx, lamport=9)
        assert tx.journal.head("TN") == Head(3, tunis.prev, 3)
        assert tx.journal.frontier("TN").root() == root(leaves)
    with store.read() as reader:
        assert reader.journal.heads() == {"EG": Head(1, cairo.prev, 9), "TN": Head(3, tunis.prev, 3)}
        assert reader.journal.frontier("TN").root() == root(leaves)
        assert reader.journal.frontier("MA").size == 0
        assert reader.journal.leaves("TN", 2) == leaves[:2]
        assert [stored.envelope.header.seq for stored in reader.journal.after("TN", 1, 10)] == [2, 3]
        assert len(reader.journal.after("TN", 0, 2)) == 2


def test_a_frontier_that_was_handed_out_is_not_the_stored_one(store: Store) -> None:
    chain = Chain()
    with store.write() as tx:
        chain.append(tx)
        tx.journal.frontier("TN").append(bytes(32))
        assert tx.journal.frontier("TN").root() == chain.frontier.root()


def test_a_place_is_taken_once(store: Store) -> None:
    chain, other = Chain(), Chain()
    with store.write() as tx:
        chain.append(tx)
    forged = Stored(other.event(text="other"), True, (), AT)
    with pytest.raises(IntegrityFault), store.write() as tx:
        tx.journal.append(forged, (A,), other.frontier)
    with store.read() as reader:
        stored = reader.journal.at("TN", 1)
        assert stored is not None
        assert stored.envelope.hash == chain.prev


def test_a_journal_has_no_gap(store: Store) -> None:
    chain = Chain()
    chain.event()
    late = Stored(chain.event(), True, (), AT)
    with pytest.raises(IntegrityFault), store.write() as tx:
        tx.journal.append(late, (A,), chain.frontier)


def test_a_frontier_has_to_fit_its_event(store: Store) -> None:
    chain = Chain()
    with pytest.raises(IntegrityFault), store.write() as tx:
        tx.journal.append(Stored(chain.event(), True, (), AT), (A,), Frontier())


def test_events_about_an_aggregate_come_in_fold_order(store: Store) -> None:
    tunis, cairo = Chain("TN"), Chain("EG")
    with store.write() as tx:
        tunis.append(tx, touches=(A, B, A), lamport=5)
        cairo.append(tx, touches=(A,), lamport=2)
        tunis.append(tx, touches=(B,), lamport=6)
        cairo.append(tx, touches=(A,), lamport=5)
    with store.read() as reader:
        order = [(s.envelope.header.lamport, s.envelope.header.member) for s in reader.journal.about(A)]
        assert order == [(2, "EG"), (5, "EG"), (5, "TN")]
        assert [s.envelope.header.seq for s in reader.journal.about(B)] == [1, 2]
        assert reader.journal.about("a-0000000000000009") == []


def test_the_newest_come_first_and_in_pages(store: Store) -> None:
    chain = Chain()
    times = [f"2026-11-23T10:00:0{second}.000Z" for second in (1, 2, 2, 3)]
    with store.write() as tx:
        for at in times:
            chain.append(tx, received_at=at)
    with store.read() as reader:
        assert [s.envelope.header.seq for s in reader.journal.newest(3)] == [4, 3, 2]
        assert [s.envelope.header.seq for s in reader.journal.newest(3, before=times[1])] == [1]


def test_the_outbox_empties_by_receipts(store: Store) -> None:
    with store.write() as tx:
        assert tx.journal.outbox() == (0, 0)
        for seq in (3, 4, 5, 5):
            tx.journal.outbox_add(seq)
        assert tx.journal.outbox() == (3, 3)
        tx.journal.outbox_clear(4)
        tx.journal.put_receipt(ReceiptRow("EG", 4, "ab" * 32, b"first"))
        tx.journal.put_receipt(ReceiptRow("EG", 5, "cd" * 32, b"second"))
    with store.read() as reader:
        assert reader.journal.outbox() == (1, 5)
        assert reader.journal.receipts() == [ReceiptRow("EG", 5, "cd" * 32, b"second")]


def test_a_checkpoint_replaces_the_one_before(store: Store) -> None:
    with store.write() as tx:
        assert tx.journal.checkpoint("TN") is None
        tx.journal.put_checkpoint("TN", "one")
        tx.journal.put_checkpoint("TN", "two")
    with store.read() as reader:
        assert reader.journal.checkpoint("TN") == "two"


def test_quarantine_keeps_each_different_envelope_once(store: Store) -> None:
    first = QuarantineRow("TN", 4, "fork", "seq", AT, b"one")
    again = QuarantineRow("TN", 4, "fork", "seq", "2026-11-24T10:00:00.000Z", b"one")
    other = QuarantineRow("TN", 4, "fork", "seq", "2026-11-25T10:00:00.000Z", b"two")
    with store.write() as tx:
        for row in (first, again, other):
            tx.journal.quarantine(row)
    with store.read() as reader:
        assert reader.journal.quarantined() == [first, other]
