"""The payloads of a store: held, wanted, erased."""

from __future__ import annotations

import pytest

from mithaq.app.ports.faults import IntegrityFault
from mithaq.app.ports.rows import Want
from mithaq.app.ports.store import Store
from mithaq.journal.payload import Payload, matches
from tests.support.chains import payload_of

A, B = "a-0000000000000001", "a-0000000000000002"


def test_a_payload_comes_back_as_it_was(store: Store) -> None:
    hash, payload = payload_of("محمد".encode() + bytes(range(256)))
    with store.write() as tx:
        tx.payloads.put(hash, payload, A)
    with store.read() as reader:
        held = reader.payloads.get(hash)
        assert held == payload
        assert held is not None
        assert matches(held, hash)


def test_many_are_asked_for_at_once(store: Store) -> None:
    made = dict(payload_of(str(number).encode()) for number in range(1201))
    with store.write() as tx:
        for number, (hash, payload) in enumerate(made.items()):
            tx.payloads.put(hash, payload, A, f"i-{number}")
    unknown = "ff" * 32
    with store.read() as reader:
        assert reader.payloads.many([*made, unknown, "no hash"]) == made
        assert reader.payloads.held([unknown, *made, *made]) == set(made)
        assert set(reader.payloads.of(A).values()) == {f"i-{number}" for number in range(1201)}
        assert reader.payloads.of(B) == {}


def test_a_photo_finds_its_alert_later(store: Store) -> None:
    hash, payload = payload_of(b"photo")
    with store.write() as tx:
        tx.payloads.put(hash, payload, B, "photo")
        tx.payloads.move(hash, B, A)
    with store.read() as reader:
        assert reader.payloads.of(A) == {hash: "photo"}
        assert reader.payloads.of(B) == {}
        assert reader.payloads.get(hash) == payload


def test_a_salt_of_another_length_is_refused(store: Store) -> None:
    hash, payload = payload_of(b"x")
    with pytest.raises(IntegrityFault), store.write() as tx:
        tx.payloads.put(hash, Payload(payload.salt[:15], payload.body), A)


def test_what_was_erased_is_gone_and_does_not_come_back(store: Store) -> None:
    (first, payload), (second, other) = payload_of(b"first"), payload_of(b"second")
    with store.write() as tx:
        tx.payloads.put(first, payload, A)
        tx.payloads.put(second, other, A)
        assert tx.payloads.erase([first, first, "ab" * 32]) == 1
        assert tx.payloads.is_erased(first)
    with store.read() as reader:
        assert reader.payloads.get(first) is None
        assert reader.payloads.held([first, second]) == {second}
        assert reader.payloads.is_erased("ab" * 32)
        assert not reader.payloads.is_erased(second)
    with pytest.raises(IntegrityFault), store.write() as tx:
        tx.payloads.put(first, payload, A)


def test_wants_are_answered_oldest_first(store: Store) -> None:
    wants = [Want(f"{number:064x}", A, "", "EG") for number in (3, 1, 2)]
    with store.write() as tx:
        tx.payloads.want(wants)
    with store.read() as reader:
        assert reader.payloads.wanted(2) == wants[:2]
        assert reader.payloads.wanted_count() == 3
    with store.write() as tx:
        tx.payloads.want([wants[0]])  # nobody answered: once more, behind the others
        tx.payloads.unwant([wants[1].hash, "ff" * 32])
        assert tx.payloads.wanted(9) == [wants[2], wants[0]]
        assert tx.payloads.wanted_count() == 2
        tx.payloads.want([Want("ee" * 32, A, "", "JO")])
        assert tx.payloads.wanted(1, "JO") == [Want("ee" * 32, A, "", "JO")]
        assert tx.payloads.wanted(9, "EG") == [wants[2], wants[0]]


def test_a_want_after_an_unwant_stays(store: Store) -> None:
    want = Want("ab" * 32, A, "photo", "EG")
    with store.write() as tx:
        tx.payloads.want([want])
        tx.payloads.unwant([want.hash])
        tx.payloads.want([want])
    with store.read() as reader:
        assert reader.payloads.wanted(9) == [want]


def test_one_commitment_is_wanted_in_the_name_of_each_who_names_it(store: Store) -> None:
    """Else whoever names another's would turn the question away from its author."""
    wants = [Want("ab" * 32, A, "", "EG"), Want("ab" * 32, B, "", "JO"), Want("ab" * 32, A, "", "JO")]
    with store.write() as tx:
        for want in wants:
            tx.payloads.want([want])
    with store.read() as reader:
        assert reader.payloads.wanted(9) == wants
        assert [reader.payloads.is_wanted("ab" * 32, of) for of in (A, B, "", "a-3")] == [True, True, True, False]
    with store.write() as tx:
        tx.payloads.unwant(["ab" * 32], A)
        assert tx.payloads.wanted(9) == [wants[1]]


def test_one_commitment_is_held_for_each_and_erased_for_each(store: Store) -> None:
    hash, payload = payload_of(b"said once, named twice")
    with store.write() as tx:
        tx.payloads.put(hash, payload, A, "i-1")
        tx.payloads.put(hash, payload, B)
        assert tx.payloads.held([hash], A) == tx.payloads.held([hash], B) == {hash}
    with store.read() as reader:
        assert (reader.payloads.of(A), reader.payloads.of(B)) == ({hash: "i-1"}, {hash: ""})
        assert reader.payloads.many([hash], B) == {hash: payload}
    with store.write() as tx:
        assert tx.payloads.erase([hash], B) == 1
        tx.payloads.put(hash, payload, A, "i-2")
    with store.read() as reader:
        assert (reader.payloads.of(A), reader.payloads.of(B)) == ({hash: "i-2"}, {})
        assert (reader.payloads.many([hash], B), reader.payloads.get(hash, B)) == ({}, None)
        assert [reader.payloads.is_erased(hash, of) for of in (A, B, "")] == [False, True, True]
    with pytest.raises(IntegrityFault), store.write() as tx:
        tx.payloads.put(hash, payload, B)


def test_what_was_erased_for_everything_comes_back_for_nothing(store: Store) -> None:
    hash, payload = payload_of(b"gone")
    with store.write() as tx:
        tx.payloads.put(hash, payload, A)
        tx.payloads.put(hash, payload, B)
        assert tx.payloads.erase([hash]) == 2
        assert tx.payloads.is_erased(hash, "a-3")
    with pytest.raises(IntegrityFault), store.write() as tx:
        tx.payloads.put(hash, payload, "a-3")
