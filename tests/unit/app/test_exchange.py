"""Requests for payloads and receipts: nobody speaks for another member, and one message has one spelling."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rfc8785

from mithaq.app.exchange import PayloadRequest, Receipt, Wanted, opened, signed
from mithaq.journal.encoding import b64url
from mithaq.journal.errors import RefusalCode
from mithaq.journal.keys import SigningKey
from mithaq.journal.trust import Roster, make_entry
from tests.unit.journal.stage import code_of

AT = "2026-11-24T09:00:00.000Z"
TN, EG = (SigningKey.from_seed(code, f"{code}-1", code.encode() * 16) for code in ("TN", "EG"))
NEXT = SigningKey.from_seed("TN", "TN-2", b"\x07" * 32)
ROSTER = Roster.of([make_entry("state", TN), make_entry("state", EG)])

RECEIPT = Receipt("TN", "EG", 7, "ab" * 32, AT)
ASK = PayloadRequest("TN", "EG", AT, (Wanted("a-" + "1" * 32, "cd" * 32), Wanted("b-" + "2" * 32, "ef" * 32)))
RECEIPT_PREFIX, ASK_PREFIX = b"mithaq/receipt/v1\0", b"mithaq/ask/v1\0"


def note(
    text: bytes,
    key: SigningKey = TN,
    *,
    named: SigningKey | None = None,
    prefix: bytes = RECEIPT_PREFIX,
    **claimed: str,
) -> bytes:
    """A message on the wire, signed by any key in the name of any other; `claimed` replaces parts of the signature."""
    signature = {"alg": key.alg, "key": (named or key).key_id, "sig": b64url(key.sign(prefix + text))} | claimed
    return json.dumps({"text": text.decode(), "signature": signature}).encode()


def text_of(wire: bytes) -> bytes:
    text: str = json.loads(wire)["text"]
    return text.encode()


TEXT = text_of(signed(RECEIPT, TN))


def changed(**fields: Any) -> bytes:
    """The receipt's text, canonical, with these fields."""
    return rfc8785.dumps(json.loads(TEXT) | fields)


def refusal(wire: bytes, roster: Roster = ROSTER) -> RefusalCode:
    return code_of(lambda: opened(wire, Receipt, roster))


def test_a_message_is_opened_as_it_was_signed() -> None:
    assert opened(signed(RECEIPT, TN), Receipt, ROSTER) == RECEIPT
    assert opened(signed(ASK, TN), PayloadRequest, ROSTER) == ASK


def test_the_prefixes_are_part_of_the_format() -> None:
    assert opened(note(TEXT), Receipt, ROSTER) == RECEIPT
    assert opened(note(text_of(signed(ASK, TN)), prefix=ASK_PREFIX), PayloadRequest, ROSTER) == ASK


def test_nobody_signs_for_another_member() -> None:
    assert refusal(signed(RECEIPT, EG)) == RefusalCode.KEY_UNKNOWN
    assert refusal(note(TEXT, EG, named=TN)) == RefusalCode.BAD_SIGNATURE


def test_a_member_that_is_not_listed_is_refused() -> None:
    assert refusal(signed(RECEIPT, TN), Roster.of([make_entry("state", EG)])) == RefusalCode.ORIGIN_UNKNOWN
    assert refusal(note(changed(by="ZZ"))) == RefusalCode.ORIGIN_UNKNOWN


def test_only_the_current_key_counts() -> None:
    renewed = Roster.of([make_entry("state", NEXT, [TN.member_key(1, 7), NEXT.member_key(8)])])
    assert opened(signed(RECEIPT, NEXT), Receipt, renewed) == RECEIPT
    assert refusal(signed(RECEIPT, TN), renewed) == RefusalCode.KEY_UNKNOWN


@pytest.mark.parametrize(
    "fields", [{"seq": 8}, {"hash": "cd" * 32}, {"journal": "SA"}, {"at": "2026-11-24T09:00:00.001Z"}]
)
def test_an_altered_message_is_refused(fields: dict[str, Any]) -> None:
    wire = json.loads(signed(RECEIPT, TN))
    altered = json.dumps(wire | {"text": changed(**fields).decode()}).encode()
    assert refusal(altered) == RefusalCode.BAD_SIGNATURE


def test_an_altered_signature_is_refused() -> None:
    raw = TN.sign(RECEIPT_PREFIX + TEXT)
    assert refusal(note(TEXT, sig=b64url(bytes([raw[0] ^ 1]) + raw[1:]))) == RefusalCode.BAD_SIGNATURE
    assert refusal(note(TEXT, sig=b64url(raw[:-1]))) == RefusalCode.BAD_FIELD
    assert refusal(note(TEXT, sig="=" * 86)) == RefusalCode.BAD_FIELD
    assert refusal(note(TEXT, alg="none")) == RefusalCode.ALG_MISMATCH


@pytest.mark.parametrize(
    "text",
    [
        b" " + TEXT,
        TEXT + b"\n",
        TEXT.replace(b":", b": "),
        TEXT.replace(b'"TN"', b'"\\u0054N"'),
        TEXT.replace(b'"seq":7', b'"seq":6,"seq":7'),
        json.dumps(dict(reversed(json.loads(TEXT).items())), separators=(",", ":")).encode(),
    ],
    ids=["space before", "line after", "spaces", "escape", "key twice", "order"],
)
def test_another_spelling_is_refused_even_if_it_is_signed(text: bytes) -> None:
    assert text != TEXT
    assert refusal(note(text)) == RefusalCode.NOT_CANONICAL


@pytest.mark.parametrize("prefix", [b"", ASK_PREFIX, b"mithaq/event/v1\0", b"mithaq/receipt/v2\0", RECEIPT_PREFIX[:-1]])
def test_a_signature_made_for_something_else_is_refused(prefix: bytes) -> None:
    assert refusal(note(TEXT, prefix=prefix)) == RefusalCode.BAD_SIGNATURE


def test_one_kind_of_message_is_not_read_as_the_other() -> None:
    assert refusal(signed(ASK, TN)) == RefusalCode.BAD_ENCODING
    assert code_of(lambda: opened(signed(RECEIPT, TN), PayloadRequest, ROSTER)) == RefusalCode.BAD_ENCODING


def test_size_is_limited_before_anything_is_read() -> None:
    limit = 256 * 1024
    wire = signed(RECEIPT, TN)
    assert opened(wire.ljust(limit), Receipt, ROSTER) == RECEIPT
    assert refusal(wire.ljust(limit + 1)) == RefusalCode.TOO_LARGE
    assert refusal(b"\xff" * (limit + 1)) == RefusalCode.TOO_LARGE


@pytest.mark.parametrize(
    "wire",
    [
        b"",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"text":"{}"}',
        json.dumps({"text": TEXT.decode(), "signature": None}).encode(),
        json.dumps(json.loads(signed(RECEIPT, TN)) | {"more": 1}).encode(),
        note(b""),
        note(b"{}"),
        note(b"[" * 100_000),
        note(changed(more=1)),
        note(changed(seq="7")),
        note(changed(seq=None)),
        note(TEXT.replace(b'"seq":7', b'"seq":7.0')),
        note(changed(kind="other")),
    ],
)
def test_what_is_no_message_is_refused(wire: bytes) -> None:
    assert refusal(wire) == RefusalCode.BAD_ENCODING


def test_a_number_beyond_the_format_is_refused() -> None:
    text = TEXT.replace(b'"seq":7', b'"seq":' + str(2**60).encode())
    assert refusal(note(text)) == RefusalCode.BAD_FIELD


def test_half_a_character_is_refused() -> None:
    wire = signed(RECEIPT, TN).replace(b'\\"TN\\"', b'\\"\\ud800\\"')
    assert wire != signed(RECEIPT, TN)
    assert refusal(wire) == RefusalCode.BAD_ENCODING
