"""A portrait that nobody can take for a photograph: a flat silhouette over stripes, marked SYNTHETIC."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from random import Random

WIDTH, HEIGHT = 240, 320  # three by four, as on an identity card
_BAND = 36  # height of the marked band at the foot
_DOT = 4  # pixels a dot of the lettering
_MARK = "SYNTHETIC"
_GLYPHS = {  # rows of five dots, top to bottom
    "S": "01111 10000 10000 01110 00001 00001 11110",
    "Y": "10001 10001 01010 00100 00100 00100 00100",
    "N": "10001 11001 10101 10101 10011 10001 10001",
    "T": "11111 00100 00100 00100 00100 00100 00100",
    "H": "10001 10001 10001 11111 10001 10001 10001",
    "E": "11111 10000 10000 11110 10000 10000 11111",
    "I": "11111 00100 00100 00100 00100 00100 11111",
    "C": "01111 10000 10000 10000 10000 10000 01111",
}
_SHADE, _STRIPE, _SKIN, _HAIR, _CLOTH, _INK, _PAPER = range(7)


@dataclass(frozen=True, slots=True)
class _Figure:
    """What differs between two portraits, in pixels."""

    head_width: int
    head_height: int
    hairline: int
    shoulders: int


def demo_photo(seed: int) -> bytes:
    """A PNG of 240 × 320 pixels in a palette, a few kilobytes; the same bytes for the same seed."""
    random = Random(seed)
    figure = _Figure(random.randint(46, 56), random.randint(60, 70), random.randint(88, 108), random.randint(86, 106))
    mark = _lettering()
    rows = (bytes(_sign(x, y, figure, mark) for x in range(WIDTH)) for y in range(HEIGHT))
    return _png(b"".join(b"\0" + row for row in rows), _palette(random))


def _sign(x: int, y: int, figure: _Figure, mark: frozenset[tuple[int, int]]) -> int:
    """The colour of one pixel, as its place in the palette."""
    if y >= HEIGHT - _BAND:
        return _INK if (x // _DOT, (y - HEIGHT + _BAND) // _DOT) in mark else _PAPER
    middle = x - WIDTH // 2
    if (middle / figure.head_width) ** 2 + ((y - 130) / figure.head_height) ** 2 < 1:
        return _HAIR if y < figure.hairline else _SKIN
    if (middle / figure.shoulders) ** 2 + ((y - 300) / 90) ** 2 < 1:
        return _CLOTH
    if abs(middle) < 20 and 130 < y < 230:
        return _SKIN
    return _STRIPE if (x + y) % 24 < 5 else _SHADE


def _lettering() -> frozenset[tuple[int, int]]:
    """The dots of the mark, as columns and rows of the band."""
    left = (WIDTH // _DOT - len(_MARK) * 6 + 1) // 2
    return frozenset(
        (left + 6 * place + column, 1 + row)
        for place, letter in enumerate(_MARK)
        for row, dots in enumerate(_GLYPHS[letter].split())
        for column, dot in enumerate(dots)
        if dot == "1"
    )


def _palette(random: Random) -> bytes:
    """Seven colours; greens, blues and violets, which no skin has."""
    tint = random.choice(((120, 170, 190), (140, 150, 200), (120, 180, 150), (170, 150, 190)))
    shades = [tuple(min(255, part + lift) for part in tint) for lift in (60, 48, 10, -70, -40)]
    return bytes(part for colour in (*shades, (20, 20, 20), (250, 250, 250)) for part in colour)


def _png(pixels: bytes, palette: bytes) -> bytes:
    """ISO/IEC 15948: signature, header, palette, deflated rows, end."""
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(pixels, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
