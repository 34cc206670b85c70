"""A segment in a file: a header that says where each array lies and what its checksum is, then the arrays.

Written once under a name of its own, never changed, read through a memory map, so that all processes of a node share one
copy. What the header cannot vouch for is damage, and the segment is built anew from the register.
"""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from mithaq.search.exact_keys import ExactKeys
from mithaq.search.kernels.shapes import Segment, Words

MAGIC = b"mithaq segment 1\n"
"""The format; a change of any array's meaning changes the number, and older files are built anew."""

ALIGNED = 64
"""Arrays begin at multiples of a cache line."""

MOST_HEADER = 1 << 20


class IndexDamaged(Exception):
    """A file of the index is not what was written. The index is derived: it is built anew from the register."""


class IndexOld(IndexDamaged):
    """The files were made with other tables, or by another version of this program: of no use, and no damage."""


class Column(Struct, frozen=True):
    """One array: where it begins, its type, its length, the CRC-32 of its bytes."""

    name: str
    start: int
    kind: str
    size: int
    checksum: int


class Held(Struct, frozen=True):
    """A segment and the exact keys that belong to it."""

    rows: Segment
    exact: ExactKeys


def save(held: Held, path: Path) -> None:
    """Write a segment; it is on disk when this returns. Raises OSError, and then leaves no file behind."""
    arrays = [(name, np.ascontiguousarray(array)) for name, array in _arrays(held)]
    columns, at = [], 0
    for name, array in arrays:
        columns.append(Column(name, at, array.dtype.str, array.size, zlib.crc32(array.data)))
        at += -(-array.nbytes // ALIGNED) * ALIGNED
    header = msgspec.json.encode(columns)
    try:
        with path.open("xb") as file:
            file.write(MAGIC + len(header).to_bytes(8, "little") + zlib.crc32(header).to_bytes(8, "little") + header)
            base = -(-file.tell() // ALIGNED) * ALIGNED
            for column, (_, array) in zip(columns, arrays, strict=True):
                file.seek(base + column.start)
                file.write(array.data)
            file.truncate(base + at)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise


def load(path: Path) -> Held:
    """Map a segment. Its header is verified, its arrays by `verify`. Raises IndexDamaged."""
    data, columns, base = _mapped(path)
    arrays = {column.name: _array(data, base, column) for column in columns}
    words = {name: arrays.get(f"words.{name}") for name in Words._fields}
    rows = {name: arrays.get(name) for name in Segment._fields[1:]}
    exact = [arrays.get("exact.key"), arrays.get("exact.number")]
    if any(array is None for array in (*words.values(), *rows.values(), *exact)):
        raise IndexDamaged(path.name)
    return Held(Segment(Words(**words), **rows), ExactKeys(*exact))  # type: ignore[arg-type]  # none is None


def verify(path: Path) -> None:
    """Read every byte of a segment against its checksums. Raises IndexDamaged."""
    data, columns, base = _mapped(path)
    for column in columns:
        if zlib.crc32(_array(data, base, column).data) != column.checksum:
            raise IndexDamaged(path.name)


def _arrays(held: Held) -> list[tuple[str, NDArray[Any]]]:
    named = [(f"words.{name}", array) for name, array in held.rows.words._asdict().items()]
    named += [(name, array) for name, array in held.rows._asdict().items() if name != "words"]
    return [*named, ("exact.key", held.exact.key), ("exact.number", held.exact.number)]


def _mapped(path: Path) -> tuple[NDArray[np.uint8], list[Column], int]:
    try:
        data: NDArray[np.uint8] = np.memmap(path, np.uint8, "r").view(np.ndarray)
        start = len(MAGIC) + 16
        size = int.from_bytes(data[len(MAGIC) : len(MAGIC) + 8].tobytes(), "little")
        header = data[start : start + min(size, MOST_HEADER)].tobytes()
        sound = data[: len(MAGIC)].tobytes() == MAGIC
        sound &= zlib.crc32(header).to_bytes(8, "little") == data[len(MAGIC) + 8 : start].tobytes()
        columns = msgspec.json.decode(header, type=list[Column]) if sound else []
    except (OSError, ValueError, msgspec.DecodeError):  # ValueError: what is no text, and a file without a byte
        raise IndexDamaged(path.name) from None
    if not columns:
        raise IndexDamaged(path.name)
    return data, columns, -(-(start + size) // ALIGNED) * ALIGNED


def _array(data: NDArray[np.uint8], base: int, column: Column) -> NDArray[Any]:
    kind = np.dtype(column.kind)
    start = base + column.start
    end = start + column.size * kind.itemsize
    if end > len(data):
        raise IndexDamaged(column.name)
    return data[start:end].view(kind)
