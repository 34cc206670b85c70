"""The envelope: its wire form has one spelling, and its name is the hash of what was signed."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from typing import Any

import pytest

from mithaq.journal.encoding import b64url
from mithaq.journal.envelope import MAX_ENVELOPE_BYTES, Envelope, Signature, from_wire, sign, to_wire
from mithaq.journal.errors import RefusalCode
from mithaq.journal.header import MAX_SIGNED_BYTES
from tests.unit.journal.stage import code_of, dumps, golden, golden_envelope, refused
from tests.vectors.make import EG, TN

WIRE = golden("alert.envelope.json")


def altered(change: Any) -> bytes:
    plain = json.loads(WIRE)
    change(plain)
    return dumps(plain)


def test_an_envelope_survives_the_wire() -> None:
    envelope = from_wire(WIRE)
    assert to_wire(envelope) == WIRE
    assert envelope.signed == golden("alert.signed.json")


def test_the_name_is_the_leaf_hash_of_the_signed_bytes() -> None:
    envelope = golden_envelope("alert")
    assert envelope.leaf == hashlib.sha256(b"\x00" + envelope.signed).digest()
    assert envelope.hash == envelope.leaf.hex()
    assert golden_envelope("approval").header.prev == envelope.hash


def test_more_signatures_do_not_change_the_name() -> None:
    envelope = golden_envelope("alert")
    more = Envelope(envelope.signed, (*envelope.signatures, Signature(alg="Other", key="w-1", sig="AA")))
    assert from_wire(to_wire(more)).hash == envelope.hash


def test_what_is_computed_once_is_kept() -> None:
    envelope = from_wire(WIRE)
    assert envelope.header is envelope.header
    assert envelope.leaf is envelope.leaf


def test_nobody_signs_for_another_member() -> None:
    header = golden_envelope("alert").header
    assert code_of(lambda: sign(header, EG)) == RefusalCode.KEY_UNKNOWN


def test_what_nobody_would_admit_is_never_signed() -> None:
    header = golden_envelope("alert").header
    fields = {name: getattr(header, name) for name in header.__struct_fields__}
    for wrong in (
        {"seq": 0},
        {"body": {"x": 1.5}},
        {"body": {"x": "\u202e"}},
        {"body": {"x": "\ud800"}},
        {"at": "now"},
    ):
        broken = type(header)(**(fields | wrong))
        assert code_of(partial(sign, broken, TN)) in (RefusalCode.BAD_FIELD, RefusalCode.BAD_ENCODING)


@pytest.mark.parametrize(
    ("wire", "code"),
    [
        (b"", RefusalCode.BAD_ENCODING),
        (WIRE[:-1], RefusalCode.BAD_ENCODING),
        (b"\xff" + WIRE, RefusalCode.BAD_ENCODING),
        (WIRE + b"\n", RefusalCode.NOT_CANONICAL),
        (WIRE.replace(b'{"alg', b'{ "alg'), RefusalCode.NOT_CANONICAL),
        (WIRE[:-1] + b',"signed":"AA"}', RefusalCode.DUPLICATE_KEY),
        (WIRE.replace(b'"key":', b'"key":"TN-1","key":'), RefusalCode.DUPLICATE_KEY),
        (b"[]", RefusalCode.BAD_FIELD),
        (b"{}", RefusalCode.BAD_FIELD),
        (b"[[[[[[[[]]]]]]]]", RefusalCode.TOO_DEEP),
        (b'"' + b"x" * MAX_ENVELOPE_BYTES + b'"', RefusalCode.TOO_LARGE),
        (altered(lambda p: p.update(more=1)), RefusalCode.BAD_FIELD),
        (altered(lambda p: p.update(signatures=[])), RefusalCode.BAD_FIELD),
        (altered(lambda p: p.update(signatures=p["signatures"] * 2)), RefusalCode.BAD_FIELD),
        (altered(lambda p: p.update(signatures=p["signatures"] * 9)), RefusalCode.BAD_FIELD),
        (altered(lambda p: p.update(signed=None)), RefusalCode.BAD_FIELD),
        (altered(lambda p: p.update(signed=p["signed"] + "=")), RefusalCode.BAD_FIELD),
        (altered(lambda p: p.update(signed=p["signed"] + "\n")), RefusalCode.BAD_FIELD),
        (altered(lambda p: p.update(signed="+/+/")), RefusalCode.BAD_FIELD),
        (altered(lambda p: p.update(signed="é")), RefusalCode.BAD_FIELD),
        (altered(lambda p: p["signatures"][0].update(more=1)), RefusalCode.BAD_FIELD),
        (altered(lambda p: p["signatures"][0].pop("alg")), RefusalCode.BAD_FIELD),
        (altered(lambda p: p["signatures"][0].update(key="")), RefusalCode.BAD_FIELD),
        (altered(lambda p: p["signatures"][0].update(sig="A" * 9000)), RefusalCode.BAD_FIELD),
    ],
)
def test_other_wire_forms_are_refused(wire: bytes, code: RefusalCode) -> None:
    assert code_of(lambda: from_wire(wire)) == code


def test_the_largest_header_fits_into_the_largest_envelope() -> None:
    envelope = Envelope(b"x" * MAX_SIGNED_BYTES, (Signature(alg="Ed25519", key="k" * 64, sig="A" * 86),) * 1)
    assert from_wire(to_wire(envelope)) == envelope


def test_a_place_is_named() -> None:
    wire = altered(lambda p: p["signatures"][0].update(alg=5))
    assert refused(lambda: from_wire(wire)).where == "signatures[0].alg"
    assert b64url(b"\xfb\xff") == "-_8"
