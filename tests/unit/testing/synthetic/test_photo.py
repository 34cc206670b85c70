"""The portrait is a sound PNG that differs by seed only."""

from __future__ import annotations

import struct
import zlib

from mithaq.testing.synthetic import demo_photo


def chunks(png: bytes) -> dict[bytes, bytes]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    found, at = {}, 8
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + size]
        assert struct.unpack(">I", png[at + 8 + size : at + 12 + size])[0] == zlib.crc32(kind + body)
        found[kind] = body
        at += 12 + size
    return found


def test_it_is_a_small_portrait() -> None:
    png = demo_photo(1)
    found = chunks(png)
    assert list(found) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    assert struct.unpack(">II", found[b"IHDR"][:8]) == (240, 320)
    pixels = zlib.decompress(found[b"IDAT"])
    assert len(pixels) == 320 * 241
    assert max(pixels) < len(found[b"PLTE"]) // 3
    assert len(png) < 10_000


def test_the_seed_decides() -> None:
    assert demo_photo(5) == demo_photo(5)
    assert len({demo_photo(seed) for seed in range(5)}) > 1
