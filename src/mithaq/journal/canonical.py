"""Canonical JSON: RFC 8785, without floating-point numbers.

`decode` accepts exactly the bytes that `encode` produces. Nothing signed contains a fraction, so floats are
refused altogether: their formatting is the one part of RFC 8785 in which implementations differ.

msgspec's sorted output equals RFC 8785 for such values as long as the keys sort alike in UTF-8 and in UTF-16,
which holds below U+E000. Anything that contains a later character takes the slow path through the `rfc8785`
package.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from itertools import accumulate
from typing import Any, NoReturn, TypeVar

import msgspec
import rfc8785

from mithaq.journal.errors import RefusalCode, Refused

MAX_INTEGER = 2**53 - 1
"""Largest integer that every JSON reader holds exactly (RFC 7493 section 2.2)."""

T = TypeVar("T")

ENCODE_MAX_DEPTH = 64
"""No document of the format nests this deep; it stops a value that contains itself."""

_SORTED = msgspec.json.Encoder(order="sorted")
_HIGH = re.compile(rb"[\xee-\xf4]")  # first UTF-8 byte of U+E000 and later
_LONG_NUMBER = re.compile(rb"(?:[:\[,-]|\A)[0-9]{16}")  # 2**53 has 16 digits
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)  # also eats an unterminated one: linear on any input
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_AS_ROUND = bytes.maketrans(b"[]{}", b"()()")
_PATH = re.compile(r"at `\$\.?([^`]*)`\Z")
_MISSING = re.compile(r"missing required field `([a-z_]+)`")
_STEP = {ord("("): 1, ord(")"): -1}


def encode(obj: Any) -> bytes:
    """`obj` (None, bool, int, str, list, tuple, dict with str keys) as canonical JSON.

    Raises `Refused` with BAD_FIELD for a float, an integer beyond 2**53 - 1 or any other type, with
    BAD_ENCODING for a lone surrogate and with TOO_DEEP for nesting beyond `ENCODE_MAX_DEPTH`.
    """
    _check_value(obj, "", 0)
    return encode_plain(obj)


def encode_plain(obj: Any) -> bytes:
    """Like `encode`, for values and msgspec structs whose types are known to be plain. Raises `Refused` as
    `encode` does.
    """
    try:
        data = _SORTED.encode(obj)
        if data.isascii() or not _HIGH.search(data):
            return data
        return rfc8785.dumps(msgspec.to_builtins(obj))
    except UnicodeEncodeError:
        raise Refused(RefusalCode.BAD_ENCODING) from None
    except RecursionError:
        raise Refused(RefusalCode.TOO_DEEP) from None
    except (rfc8785.CanonicalizationError, msgspec.MsgspecError, TypeError, ValueError, OverflowError):
        raise Refused(RefusalCode.BAD_FIELD) from None


def decode(data: bytes, *, max_bytes: int, max_depth: int) -> Any:
    """The value behind canonical bytes.

    Raises `Refused`: TOO_LARGE, TOO_DEEP, BAD_ENCODING (not JSON, not UTF-8, NaN, lone surrogate),
    DUPLICATE_KEY, NOT_CANONICAL (any other spelling than `encode`'s), BAD_FIELD (a float, or an integer
    beyond 2**53 - 1).
    """
    check_size(data, max_bytes)
    check_depth(data, max_depth)
    try:
        value = _DECODER.decode(data)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        raise Refused(RefusalCode.BAD_ENCODING) from None
    check_canonical(value, data)
    if _LONG_NUMBER.search(data):  # now that no space can stand before a number
        _check_value(value, "", 0)
    return value


def decode_as(decoder: msgspec.json.Decoder[T], data: bytes, *, max_bytes: int, max_depth: int) -> T:
    """Like `decode`, into the struct that `decoder` reads (its fields hold no floats or unbounded integers).

    Raises `Refused` as `decode` does for bytes that are not canonical JSON, and BAD_FIELD with the path of
    the field for canonical JSON that is no such struct. The path is all that is taken from msgspec's message,
    which may quote the bytes.
    """
    check_size(data, max_bytes)
    check_depth(data, max_depth)
    try:
        value = decoder.decode(data)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        path = _PATH.search(str(error))
        missing = _MISSING.search(str(error))
        decode(
            data, max_bytes=max_bytes, max_depth=max_depth
        )  # names a fault of encoding or form before that of a field
        where = ".".join(found[1] for found in (path, missing) if found and found[1])
        raise Refused(RefusalCode.BAD_FIELD, where) from None
    check_canonical(value, data)
    return value


def check_canonical(value: Any, data: bytes) -> None:
    """Refuse `data`, which was read as `value`, unless it is the canonical form of it."""
    if encode_plain(value) != data:
        _say_why_not_canonical(data)


def check_size(data: bytes, max_bytes: int) -> None:
    """Refuse more than `max_bytes`."""
    if len(data) > max_bytes:
        raise Refused(RefusalCode.TOO_LARGE)


def check_depth(data: bytes, max_depth: int) -> None:
    """Refuse JSON text whose arrays and objects nest deeper than `max_depth`, before any parser recurses into
    it.

    Most texts have fewer brackets than the limit. Otherwise strings are removed and innermost pairs peeled
    off, one level a pass; only text that is still not empty afterwards is walked bracket by bracket.
    """
    if data.count(b"[") + data.count(b"{") <= max_depth:
        return
    brackets = _STRING.sub(b"", data).translate(_AS_ROUND, _NOT_BRACKETS)
    peeled = brackets
    for _ in range(max_depth):
        peeled = peeled.replace(b"()", b"")
    if peeled and max(accumulate(_STEP[bracket] for bracket in brackets)) > max_depth:
        raise Refused(RefusalCode.TOO_DEEP)


def _refuse_float(_text: str) -> NoReturn:
    raise Refused(RefusalCode.BAD_FIELD)


_DECODER = msgspec.json.Decoder(float_hook=_refuse_float)


def _say_why_not_canonical(data: bytes) -> NoReturn:
    with suppress(ValueError):  # what msgspec reads and the standard library does not is still not canonical
        json.loads(data.decode(), object_pairs_hook=_refuse_duplicates, parse_int=len, parse_float=len)
    raise Refused(RefusalCode.NOT_CANONICAL)


def _refuse_duplicates(pairs: list[tuple[str, Any]]) -> None:
    if len({key for key, _ in pairs}) != len(pairs):
        raise Refused(RefusalCode.DUPLICATE_KEY)


def _check_value(value: Any, where: str, depth: int) -> None:
    """Refuse what canonical JSON cannot hold. `where` names list positions only: keys may be personal."""
    if depth > ENCODE_MAX_DEPTH:
        raise Refused(RefusalCode.TOO_DEEP, where)
    if value is None or isinstance(value, str | bool):
        return
    if isinstance(value, int) and -MAX_INTEGER <= value <= MAX_INTEGER:
        return
    if isinstance(value, list | tuple):
        for index, element in enumerate(value):
            _check_value(element, f"{where}[{index}]", depth + 1)
        return
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        for element in value.values():
            _check_value(element, where, depth + 1)
        return
    raise Refused(RefusalCode.BAD_FIELD, where)
