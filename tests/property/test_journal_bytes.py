"""Whatever the bytes: a refusal with a code, or a value; never a foreign exception."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from mithaq.journal import canonical
from mithaq.journal.admit import Admitted, Duplicate
from mithaq.journal.bundle import verify_bundle
from mithaq.journal.checkpoint import open_checkpoint
from mithaq.journal.envelope import Envelope, from_wire, to_wire
from mithaq.journal.errors import KeyFileError, Refused
from mithaq.journal.keys import SigningKey
from mithaq.journal.merkle import Frontier
from mithaq.journal.payload import Payload, commit, matches
from mithaq.journal.trust import Roster
from tests.unit.journal.stage import ROSTER, before, dumps, golden, golden_envelope, offer, seal_bytes
from tests.vectors.make import TN

TEXT = st.text(st.characters(codec="utf-8"))
NUMBER = st.integers(-(2**53) + 1, 2**53 - 1)
PLAIN = st.recursive(
    st.none() | st.booleans() | NUMBER | TEXT, lambda inside: st.lists(inside) | st.dictionaries(TEXT, inside)
)
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(TEXT, inside, max_size=3),
    max_leaves=10,
)
VIEWS = {name: before(name) for name in ("alert", "approval", "batch", "review", "circulated")}
GOLDEN = st.sampled_from(list(VIEWS))


@st.composite
def mutated(draw: st.DrawFn, original: bytes) -> bytes:
    """`original` with a few stretches replaced by a few bytes."""
    data = bytearray(original)
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 4)))
        data[start:end] = draw(st.binary(max_size=4) | st.sampled_from([b'"', b"{", b"[", b",", b"\\u", b"0", b"\xff"]))
    return bytes(data)


def outcome(call: Callable[[], Any]) -> Any:
    """What `call` returns, or its refusal; anything else fails the test."""
    try:
        return call()
    except Refused as refusal:
        return refusal


def offered(wire: bytes, name: str = "alert") -> None:
    decided = outcome(lambda: offer(wire, VIEWS[name]))
    assert isinstance(decided, Admitted | Duplicate) or 1 <= decided.check <= 8


@given(PLAIN)
def test_encoding_is_the_reference_and_decoding_its_inverse(value: Any) -> None:
    data = canonical.encode(value)
    assert data == rfc8785.dumps(value)
    assert canonical.decode(data, max_bytes=len(data), max_depth=64) == value


@given(st.binary() | ODD.map(lambda value: json.dumps(value).encode()) | ODD.map(dumps) | PLAIN.map(canonical.encode))
@example(b"1e400")
@example(b'{"\\ud800":1}')
@example(b"[" * 5000)
def test_what_is_decoded_is_exactly_what_is_encoded(data: bytes) -> None:
    value = outcome(lambda: canonical.decode(data, max_bytes=4096, max_depth=16))
    if isinstance(value, Refused):
        assert value.check in (1, 2)
    else:
        assert canonical.encode(value) == data == rfc8785.dumps(value)


@given(st.binary())
def test_arbitrary_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        offer(data)


@given(st.data(), GOLDEN)
def test_mutated_wires_are_refused_or_the_same_event(data: st.DataObject, name: str) -> None:
    wire = data.draw(mutated(golden(f"{name}.envelope.json")))
    try:
        decided = offer(wire, VIEWS[name])
    except Refused:
        return
    assert decided.envelope.signed == golden_envelope(name).signed


@given(st.data(), GOLDEN)
def test_mutated_headers_signed_by_their_member_never_break_admission(data: st.DataObject, name: str) -> None:
    offered(seal_bytes(data.draw(mutated(golden(f"{name}.signed.json"))), TN), name)


@given(st.sampled_from(sorted(json.loads(golden("review.signed.json")))), ODD)
def test_any_value_in_any_field_never_breaks_admission(field: str, value: Any) -> None:
    header = json.loads(golden("alert.signed.json")) | {field: value}
    try:
        data = dumps(header)
    except UnicodeEncodeError:
        return
    offered(seal_bytes(data, TN))


@given(PLAIN.filter(lambda value: value != 1))
def test_any_plain_value_as_a_header_is_refused(value: Any) -> None:
    with pytest.raises(Refused):
        offer(seal_bytes(canonical.encode(value), TN))


@given(st.data())
def test_a_wire_form_has_one_spelling(data: st.DataObject) -> None:
    wire = data.draw(mutated(golden("alert.envelope.json")))
    try:
        envelope = from_wire(wire)
    except Refused:
        return
    assert to_wire(Envelope(envelope.signed, envelope.signatures)) == wire


@given(st.data())
def test_mutated_rosters_are_refused_or_equal(data: st.DataObject) -> None:
    try:
        roster = Roster.from_json(data.draw(mutated(golden("roster.json")) | st.binary()))
    except Refused:
        return
    assert roster.members == ROSTER.members  # version and expiry are not covered by the members' own proofs


@given(st.data())
def test_mutated_notes_are_refused_or_say_the_same(data: st.DataObject) -> None:
    note = golden("checkpoint.txt")
    text = data.draw(mutated(note).map(lambda raw: raw.decode("utf-8", "surrogateescape")) | st.text())
    try:
        checkpoint = open_checkpoint(text, ROSTER)
    except Refused:
        return
    assert checkpoint == open_checkpoint(note.decode(), ROSTER)


@given(st.data())
def test_a_bundle_always_gives_a_report(data: st.DataObject) -> None:
    raw = data.draw(mutated(golden("bundle.json")) | st.binary() | PLAIN.map(canonical.encode))
    report = verify_bundle(raw, ROSTER)
    assert report.ok or report.faults


@given(st.binary())
def test_bytes_of_a_frontier(data: bytes) -> None:
    try:
        frontier = Frontier.from_bytes(data)
    except Refused:
        return
    assert frontier.to_bytes() == data


@given(st.data())
def test_key_files(data: st.DataObject) -> None:
    try:
        key = SigningKey.from_pem("TN", "TN-1", data.draw(mutated(TN.to_pem()) | st.binary()))
    except KeyFileError:
        return
    assert len(key.public_bytes) == 32


@given(st.binary(min_size=16, max_size=16), st.binary(), st.binary(max_size=20), st.binary())
def test_a_commitment_fits_one_payload(salt: bytes, body: bytes, other_salt: bytes, other: bytes) -> None:
    committed = commit(Payload(salt, body))
    assert matches(Payload(other_salt, other), committed) is ((salt, body) == (other_salt, other))
