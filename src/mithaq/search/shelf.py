"""The folder of an index: immutable segment files, and a manifest that says which of them count.

A new manifest takes the place of the old one in one step, so a reader sees the segments of before or those of after. Files
that no manifest names are swept away by the next writer; who still reads one keeps it, because a mapped file stays.
"""

from __future__ import annotations

import fcntl
import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from mithaq.search.files import Held, IndexDamaged, IndexOld, load, save, verify

MANIFEST, LOCK = "manifest", "lock"
FORMAT = 1

Stamp = tuple[int, int]
"""Which manifest counts."""

BEFORE_ALL = -1
"""The number before the first one that a register may use."""


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """`segments` by file name, oldest first; together they hold the persons numbered up to `upto`, without those who had
    left by the `departed`-th departure. `scales` names the tables they were made with, `turn` counts manifests.
    """

    format: int
    scales: str
    turn: int = 0
    upto: int = BEFORE_ALL
    departed: int = 0
    segments: tuple[str, ...] = ()


class Shelf:
    """One folder. Several processes may read; one at a time writes."""

    def __init__(self, folder: Path, scales: str) -> None:
        """`scales` names the tables in use: files made with others are of no use."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._scales = scales

    def manifest(self) -> Manifest:
        """What counts now; an empty one where there is none. Raises IndexDamaged."""
        try:
            found = _opened((self._folder / MANIFEST).read_bytes())
        except FileNotFoundError:
            return Manifest(FORMAT, self._scales)
        except (OSError, msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError):
            raise IndexDamaged(MANIFEST) from None
        if (found.format, found.scales) != (FORMAT, self._scales):
            raise IndexOld(MANIFEST)
        return found

    def stamp(self) -> Stamp:
        """Changes whenever the manifest does; costs one look at the folder."""
        try:
            found = (self._folder / MANIFEST).stat()
        except FileNotFoundError:
            return (0, 0)
        return (found.st_ino, found.st_mtime_ns)

    def load(self, manifest: Manifest) -> list[Held]:
        """The segments of a manifest, mapped. Raises IndexDamaged."""
        return [load(self._folder / name) for name in manifest.segments]

    def verify(self) -> None:
        """Read everything against its checksums. Raises IndexDamaged."""
        while True:
            stamp = self.stamp()
            try:
                for name in self.manifest().segments:
                    verify(self._folder / name)
            except IndexDamaged:
                if self.stamp() == stamp:
                    raise
                continue  # another process has put others in the place of these meanwhile
            return

    @contextmanager
    def writing(self) -> Iterator[bool]:
        """Whether this process may write now; False while another does."""
        with (self._folder / LOCK).open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    def put(self, held: Held, manifest: Manifest, kept: Sequence[str]) -> Manifest:
        """Write a segment beside the `kept` ones and make it count; `manifest` says up to where they go.

        Only while `writing`. Returns the manifest as written. Raises OSError.
        """
        name = f"{manifest.turn + 1:08d}.segment"
        (self._folder / name).unlink(missing_ok=True)
        save(held, self._folder / name)
        new = msgspec.structs.replace(manifest, turn=manifest.turn + 1, segments=(*kept, name))
        self._replace(new)
        return new

    def clear(self) -> None:
        """Forget every segment: the index will be built anew. Only while `writing`."""
        self._replace(Manifest(FORMAT, self._scales))

    def _replace(self, manifest: Manifest) -> None:
        draft = self._folder / f"{MANIFEST}.new"
        with draft.open("wb") as file:
            file.write(_sealed(manifest))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._folder / MANIFEST)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        for file_name in self._folder.glob("*.segment"):
            if file_name.name not in manifest.segments:
                file_name.unlink(missing_ok=True)


def _sealed(manifest: Manifest) -> bytes:
    """A line of JSON, and the CRC-32 of its bytes: a number with another digit would hide whoever entered since."""
    line = msgspec.json.encode(manifest) + b"\n"
    return line + f"{zlib.crc32(line):08x}\n".encode()


def _opened(data: bytes) -> Manifest:
    line = data[: data.find(b"\n") + 1]
    found = msgspec.json.decode(line, type=Manifest)
    if _sealed(found) != data:
        raise IndexDamaged(MANIFEST)
    return found
