"""What an order to correct is about, as digests: whether a later version still says what was wrong, without keeping that."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from mithaq.domain.content import Content, Wanted, identity_of
from mithaq.domain.identity import Identity


def digests(content: Content | None, fields: Iterable[str]) -> tuple[str, ...]:
    """One digest for each coded field, in this order; empty for what a content of this kind does not have. In which order
    names, dates or documents are listed makes no difference.
    """
    return tuple(_digest(content, code) for code in fields)


def unchanged(fields: Iterable[str], was: Iterable[str], content: Content) -> tuple[str, ...]:
    """The ordered fields in which this content says what was said when the correction was ordered."""
    return tuple(code for code, old in zip(fields, was, strict=False) if old and old == _digest(content, code))


def _digest(content: Content | None, code: str) -> str:
    parts = _parts(content, code)
    if parts is None:
        return ""
    plain = [sorted(repr(one) for one in part) if isinstance(part, list) else repr(part) for part in parts]
    return hashlib.sha256(msgspec.json.encode([code, plain])).hexdigest()


def _parts(content: Content | None, code: str) -> list[Any] | None:
    if isinstance(content, Wanted) and code in _OF_WANTED:
        return [msgspec.to_builtins(_OF_WANTED[code](content))]
    identity = identity_of(content) if content is not None else None
    if identity is None or code not in _OF_IDENTITY:
        return [msgspec.to_builtins(content)] if content is not None and code == "wrong_document" else None
    return [
        list(one) if isinstance(one, list | tuple) else one for one in msgspec.to_builtins(_OF_IDENTITY[code](identity))
    ]


_OF_WANTED: Mapping[str, Callable[[Wanted], Any]] = {
    "wrong_offence": lambda said: said.offence,
    "wrong_warrant": lambda said: said.warrant,
}
_OF_IDENTITY: Mapping[str, Callable[[Identity], tuple[Any, ...]]] = {
    "wrong_names": lambda said: (said.names,),
    "wrong_birth": lambda said: (said.births,),
    "wrong_nationality": lambda said: (said.nationalities,),
    "wrong_document": lambda said: (said.documents, said.national_number, said.register_entry),
    "wrong_photo": lambda said: (said.photo,),
}
"""The fields behind each code of `grounds.csv` under *correct*."""
