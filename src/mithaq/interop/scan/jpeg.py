"""JPEG (ITU-T T.81, annex B): segment by segment to the end of the picture, which is the end of the file."""

from __future__ import annotations

import re

from mithaq.domain.attachment import Scanned
from mithaq.domain.errors import Refusal
from mithaq.interop.scan.bounds import check_pixels, damaged, take

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # SOF0 to SOF15, without DHT, JPG and DAC
_MARKER = re.compile(rb"\xff+[^\xff\x00\xd0-\xd7]", re.DOTALL)  # within a scan: no stuffed byte, no restart


def read(data: bytes) -> Scanned:
    """Raises Refusal ``attachment.damaged``, ``attachment.too_many_pixels``, ``attachment.polyglot``."""
    at, framed = 2, False
    while (marker := _marker(data, at)) != _END:
        at += 2
        size = int.from_bytes(take(data, at, 2, "segment"), "big")
        body = take(data, at, size, "segment")
        if size < 2 or marker == _START:
            raise damaged("segment")
        if marker in _FRAMES:
            framed = True
            check_pixels(
                int.from_bytes(take(body, 5, 2, "frame"), "big"), int.from_bytes(take(body, 3, 2, "frame"), "big")
            )
        at += size
        if marker == _SCAN:
            at = _after_scan(data, at)
    if not framed:
        raise damaged("frame")
    if data[at + 2 :].strip(b"\0"):
        raise Refusal("attachment.polyglot", "end")
    return Scanned("image/jpeg")


def _marker(data: bytes, at: int) -> int:
    first, code = take(data, at, 2, "marker")
    if first != 0xFF:
        raise damaged("marker")
    return code


def _after_scan(data: bytes, at: int) -> int:
    """Where the coded data ends: at the last fill byte before the next marker."""
    found = _MARKER.search(data, at)
    if found is None:
        raise damaged("scan")
    return found.end() - 2
