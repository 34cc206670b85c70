"""TIFF 6.0: each directory once, each page with a size, all its strips within the file."""

from __future__ import annotations

from typing import Literal

from mithaq.domain.attachment import MAX_PAGES, Scanned
from mithaq.domain.errors import Refusal
from mithaq.interop.scan.bounds import check_pixels, damaged, take

_WIDTH, _HEIGHT = 256, 257
_OFFSETS, _COUNTS = (273, 324), (279, 325)  # of strips, of tiles
_SIZES = {3: 2, 4: 4}  # SHORT and LONG: the only types that the fields read here may have
_ENTRY = 12
_Order = Literal["little", "big"]


def read(data: bytes) -> Scanned:
    """Raises Refusal ``attachment.damaged``, ``attachment.too_many_pages``, ``attachment.too_many_pixels``."""
    order: _Order = "little" if data.startswith(b"II") else "big"
    at, seen = _number(data, 4, 4, order), set[int]()
    while at:
        if at in seen:
            raise damaged("directory")
        seen.add(at)
        if len(seen) > MAX_PAGES:
            raise Refusal("attachment.too_many_pages", "directory")
        at = _page(data, at, order)
    if not seen:
        raise damaged("directory")
    return Scanned("image/tiff", len(seen))


def _page(data: bytes, at: int, order: _Order) -> int:
    """Check one directory; where the next one stands, 0 after the last."""
    count = _number(data, at, 2, order)
    fields: dict[int, list[int]] = {}
    for index in range(count):
        entry = at + 2 + _ENTRY * index
        tag = _number(data, entry, 2, order)
        if tag in (_WIDTH, _HEIGHT, *_OFFSETS, *_COUNTS):
            fields[tag] = _values(data, entry, order)
    check_pixels(sum(fields.get(_WIDTH, [0])), sum(fields.get(_HEIGHT, [0])))
    offsets, counts = ([value for tag in tags for value in fields.get(tag, [])] for tags in (_OFFSETS, _COUNTS))
    if not offsets or len(offsets) != len(counts):
        raise damaged("strips")
    if any(start + size > len(data) for start, size in zip(offsets, counts, strict=True)):
        raise damaged("strips")
    return _number(data, at + 2 + _ENTRY * count, 4, order)


def _values(data: bytes, entry: int, order: _Order) -> list[int]:
    size, count = _SIZES.get(_number(data, entry + 2, 2, order), 0), _number(data, entry + 4, 4, order)
    if not size or not 1 <= count <= len(data) // size:
        raise damaged("field")
    start = entry + 8 if size * count <= 4 else _number(data, entry + 8, 4, order)
    raw = take(data, start, size * count, "field")
    return [int.from_bytes(raw[i : i + size], order) for i in range(0, len(raw), size)]


def _number(data: bytes, at: int, size: int, order: _Order) -> int:
    return int.from_bytes(take(data, at, size, "field"), order)
