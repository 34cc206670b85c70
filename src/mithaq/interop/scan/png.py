"""PNG (ISO/IEC 15948): every chunk whole and with its checksum, IHDR first, IEND last, nothing behind."""

from __future__ import annotations

import zlib

from mithaq.domain.attachment import Scanned
from mithaq.domain.errors import Refusal
from mithaq.interop.scan.bounds import check_pixels, damaged, take

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LENGTH, _TYPE, _CRC = 4, 4, 4


def read(data: bytes) -> Scanned:
    """Raises Refusal ``attachment.damaged``, ``attachment.too_many_pixels``, ``attachment.polyglot``."""
    at, seen = len(SIGNATURE), b""
    while seen != b"IEND":
        size = int.from_bytes(take(data, at, _LENGTH, "chunk"), "big")
        kind = take(data, at + _LENGTH, _TYPE, "chunk")
        body = take(data, at + _LENGTH + _TYPE, size, "chunk")
        crc = int.from_bytes(take(data, at + _LENGTH + _TYPE + size, _CRC, "chunk"), "big")
        if zlib.crc32(body, zlib.crc32(kind)) != crc or (kind == b"IHDR") == bool(seen):
            raise damaged("chunk")
        if kind == b"IHDR":
            check_pixels(
                int.from_bytes(take(body, 0, 4, "IHDR"), "big"), int.from_bytes(take(body, 4, 4, "IHDR"), "big")
            )
        at += _LENGTH + _TYPE + size + _CRC
        seen = kind
    if at != len(data):
        raise Refusal("attachment.polyglot", "end")
    return Scanned("image/png")
