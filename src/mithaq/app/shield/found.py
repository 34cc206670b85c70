"""Whom a content meets in the commission's registers: a reason to look, never a decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import msgspec
from msgspec import Struct

from mithaq.app.ports.shield import ShieldReader
from mithaq.app.shield import forms
from mithaq.app.shield.forms import Source


class Met(Struct, frozen=True):
    """One row of a register that was met, why, and by which item of a batch."""

    entry: str
    reasons: tuple[str, ...]
    item: str = ""


_decoder = msgspec.json.Decoder(tuple[Met, ...])
NOBODY = b"[]"


def find(shield: ShieldReader, source: Source, secret: bytes, item: str = "") -> list[Met]:
    """Everybody this may be, by id."""
    asked = forms.asked(source, secret)
    hits: dict[str, list[bytes]] = defaultdict(list)
    parts: dict[str, int] = {}
    for key, row in shield.keyed(list(asked)):
        hits[row.id].append(key)
        parts[row.id] = row.parts
    lengths = forms.lengths(source)
    every = ((id, forms.met(asked, keys, parts[id], lengths)) for id, keys in sorted(hits.items()))
    return [Met(id, reasons, item) for id, reasons in every if reasons]


def encode(found: Iterable[Met]) -> bytes:
    """As a look keeps it."""
    return msgspec.json.encode(list(found))


def decode(raw: bytes) -> tuple[Met, ...]:
    """Whom a look met."""
    return _decoder.decode(raw)
