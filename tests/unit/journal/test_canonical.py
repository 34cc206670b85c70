"""Canonical JSON: one spelling only, and every other one refused with its own code."""

from __future__ import annotations

import pytest
import rfc8785

from mithaq.journal import canonical
from mithaq.journal.errors import RefusalCode
from tests.unit.journal.stage import code_of

MAX = {"max_bytes": 100_000, "max_depth": 8}


def decode(data: bytes) -> object:
    return canonical.decode(data, **MAX)


def test_every_character_is_escaped_as_the_reference_does() -> None:
    for start in range(0, 0x110000, 0x1000):
        text = "".join(chr(code) for code in range(start, start + 0x1000) if not 0xD800 <= code < 0xE000)
        assert canonical.encode([text]) == rfc8785.dumps([text])


def test_keys_sort_by_utf16_units_and_not_by_code_points() -> None:
    keys = {"\ufb33": 1, "\U0001f600": 2, "\u20ac": 3, "a": 4, "": 5, "\r": 6}
    data = canonical.encode(keys)
    assert data == rfc8785.dumps(keys)
    assert data.index("\U0001f600".encode()) < data.index("\ufb33".encode())
    assert decode(data) == keys


@pytest.mark.parametrize("value", [None, True, 0, -1, 2**53 - 1, -(2**53) + 1, "", "ميثاق", [], {}, [[1, {"a": []}]]])
def test_what_is_encoded_is_decoded(value: object) -> None:
    assert decode(canonical.encode(value)) == value


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1.5, RefusalCode.BAD_FIELD),
        (float("nan"), RefusalCode.BAD_FIELD),
        (2**53, RefusalCode.BAD_FIELD),
        (-(2**53), RefusalCode.BAD_FIELD),
        (10**400, RefusalCode.BAD_FIELD),
        (b"bytes", RefusalCode.BAD_FIELD),
        ({1, 2}, RefusalCode.BAD_FIELD),
        ({1: 2}, RefusalCode.BAD_FIELD),
        (object(), RefusalCode.BAD_FIELD),
        ("\ud800", RefusalCode.BAD_ENCODING),
        ({"\udfff": 1}, RefusalCode.BAD_ENCODING),
    ],
)
def test_what_cannot_be_encoded(value: object, code: RefusalCode) -> None:
    assert code_of(lambda: canonical.encode([value])) == code


def test_a_value_that_contains_itself_is_refused() -> None:
    loop: list[object] = []
    loop.append(loop)
    assert code_of(lambda: canonical.encode(loop)) == RefusalCode.TOO_DEEP


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", RefusalCode.BAD_ENCODING),
        (b"{", RefusalCode.BAD_ENCODING),
        (b"[1,]", RefusalCode.BAD_ENCODING),
        (b"NaN", RefusalCode.BAD_ENCODING),
        (b"[Infinity]", RefusalCode.BAD_ENCODING),
        (b"1 2", RefusalCode.BAD_ENCODING),
        (b'"\xff"', RefusalCode.BAD_ENCODING),
        (b'"\xc0\xaf"', RefusalCode.BAD_ENCODING),  # overlong slash
        (b'"\xed\xa0\x80"', RefusalCode.BAD_ENCODING),  # a surrogate in UTF-8
        (b'"\\ud800"', RefusalCode.BAD_ENCODING),  # a lone surrogate, escaped
        (b"\xef\xbb\xbf{}", RefusalCode.BAD_ENCODING),  # byte order mark
        ('{"a":1}'.encode("utf-16"), RefusalCode.BAD_ENCODING),
        (b'{"a":1,"a":1}', RefusalCode.DUPLICATE_KEY),
        (b'{"a":1,"b":{"c":1,"c":2}}', RefusalCode.DUPLICATE_KEY),
        (b'{"a":1,"\\u0061":2}', RefusalCode.DUPLICATE_KEY),
        (b'{"b":1,"a":1}', RefusalCode.NOT_CANONICAL),
        (b'{"a": 1}', RefusalCode.NOT_CANONICAL),
        (b'{"a":1}\n', RefusalCode.NOT_CANONICAL),
        (b" 1", RefusalCode.NOT_CANONICAL),
        (b"-0", RefusalCode.NOT_CANONICAL),
        (b'"\\u0041"', RefusalCode.NOT_CANONICAL),
        (b'"\\u00e9"', RefusalCode.NOT_CANONICAL),
        (b'"\\/"', RefusalCode.NOT_CANONICAL),
        (b'"\\u000A"', RefusalCode.NOT_CANONICAL),
        (b'"\\ud83d\\ude00"', RefusalCode.NOT_CANONICAL),
        ('{"\ufb33":1,"\U0001f600":2}'.encode(), RefusalCode.NOT_CANONICAL),  # sorted by code point
        (b"1.0", RefusalCode.BAD_FIELD),
        (b"[1e3]", RefusalCode.BAD_FIELD),
        (b"1E400", RefusalCode.BAD_FIELD),
        (b"-0.0", RefusalCode.BAD_FIELD),
        (b"9007199254740992", RefusalCode.BAD_FIELD),
        (b"[-9007199254740992]", RefusalCode.BAD_FIELD),
        (b'{"a":[9007199254740993]}', RefusalCode.BAD_FIELD),
        (b'{"a":[123,"1234567890123456789",12345678901234567890]}', RefusalCode.BAD_FIELD),
        (b"1" * 5000, RefusalCode.BAD_ENCODING),
        (b"[" * 9 + b"]" * 9, RefusalCode.TOO_DEEP),
        (b'{"a":' * 9 + b"1" + b"}" * 9, RefusalCode.TOO_DEEP),
        (b"[" * 99_999, RefusalCode.TOO_DEEP),
        (b"[" * 3, RefusalCode.BAD_ENCODING),
        (b"]" * 99, RefusalCode.BAD_ENCODING),
        (b'"' + b'\\"' * 40_000, RefusalCode.BAD_ENCODING),
        (b"1" * 100_001, RefusalCode.TOO_LARGE),
    ],
)
def test_other_spellings_are_refused(data: bytes, code: RefusalCode) -> None:
    assert code_of(lambda: decode(data)) == code


@pytest.mark.parametrize(
    "data", [b"[" * 8 + b"]" * 8, b'["[[[[[[[[[[[[","]"]', b'["\\"[[[[[[[[[[[["]', b"[" + b"{}," * 99 + b"{}]"]
)
def test_depth_counts_nesting_and_neither_breadth_nor_text(data: bytes) -> None:
    assert canonical.encode(decode(data)) == data


def test_a_long_digit_run_in_a_string_is_no_number() -> None:
    assert decode(b'["12345678901234567890",1]') == ["12345678901234567890", 1]
