"""Small files of every kind that is attached, and of some that are not: made here, byte by byte."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf


def pdf(change: Callable[[pikepdf.Pdf], None] = lambda made: None, pages: int = 1, **save: Any) -> bytes:
    """A PDF of blank pages, changed before it is saved."""
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    change(made)
    stream = io.BytesIO()
    made.save(stream, **save)
    return stream.getvalue()


def packed_pdf(stream: bytes) -> bytes:
    """A PDF of one page, written by hand, whose fifth object stands in this compressed stream of objects."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/X 5 0 R>>",
        b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(stream), stream),
    ]  # fmt: skip
    made, rows = b"%PDF-1.7\n", bytes(5) + b"\xff"
    for number, body in enumerate(objects, 1):
        rows += struct.pack(">BIB", 1, len(made), 0)
        made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows += struct.pack(">BIB", 2, 4, 0) + struct.pack(">BIB", 1, len(made), 0)
    head = b"<</Type/XRef/Size 7/Root 1 0 R/W[1 4 1]/Length %d>>" % len(rows)
    table = b"6 0 obj\n%bstream\n%b\nendstream\nendobj\n" % (head, rows)
    return made + table + b"startxref\n%d\n%%%%EOF\n" % len(made)


def png(width: int = 1, height: int = 1) -> bytes:
    """A grey PNG that claims this size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def chunk(kind: bytes, body: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def jpeg(width: int = 1, height: int = 1, scan: bytes = b"\x12\xff\x00\xff\xd0\x34") -> bytes:
    """The segments of a grey JPEG that claims this size; `scan` is its coded data."""
    frame = struct.pack(">HBHHB3B", 11, 8, height, width, 1, 1, 0x11, 0)
    start = struct.pack(">HB2B3B", 8, 1, 1, 0, 0, 63, 0)
    return b"\xff\xd8\xff\xc0" + frame + b"\xff\xda" + start + scan + b"\xff\xd9"


def tiff(pages: int = 1, width: int = 1, height: int = 1, order: str = "<", *, loop: bool = False) -> bytes:
    """A TIFF of so many pages, each with one strip of one byte: the first byte of the file."""
    size = 2 + 12 * 4 + 4
    made = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8)
    for number in range(pages):
        fields = ((256, width), (257, height), (273, 0), (279, 1))
        entries = b"".join(struct.pack(f"{order}HHII", tag, 4, 1, value) for tag, value in fields)
        last = number == pages - 1
        following = (8 if loop else 0) if last else 8 + size * (number + 1)
        made += struct.pack(f"{order}H", 4) + entries + struct.pack(f"{order}I", following)
    return made


def zipped(name: str = "a.txt", body: bytes = b"words") -> bytes:
    """A ZIP archive with one file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr(name, body)
    return stream.getvalue()
