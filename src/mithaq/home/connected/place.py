"""What lies on the disk for one connected database.

connected/NAME/mapping.yaml   as it was declared (or .toml)
connected/NAME/lock           whoever builds holds it
connected/NAME/current        the number of the generation that answers
connected/NAME/gen-N/index/   by what its people and things are found
connected/NAME/gen-N/records.db   number to record, each in a box of keys/store.key
connected/NAME/gen-N/built.json   when, by which mapping, how many

A generation is written whole and never changed; which one answers is one small file that is replaced at once.
"""

from __future__ import annotations

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from mithaq.domain.connected import mapping as mappings
from mithaq.domain.connected.mapping import Mapping
from mithaq.domain.errors import Refusal

FOLDER = "connected"
FILES = ("mapping.yaml", "mapping.toml")


class Built(Struct, frozen=True):
    """A generation: when it was built, by which mapping, how many rows are in it, how many could not be read."""

    at: str
    sha256: str
    rows: int
    skipped: int
    faults: dict[str, int]
    bytes: int
    seconds: float


class Place(Struct, frozen=True):
    """The folder of one database."""

    folder: Path

    @property
    def name(self) -> str:
        """The database's code."""
        return self.folder.name

    def mapping(self) -> tuple[Mapping, str]:
        """The mapping that was declared, and its SHA-256. Raises Refusal ``connected.none`` where there is none."""
        for name in FILES:
            file = self.folder / name
            if file.exists():
                raw = file.read_bytes()
                return mappings.read(raw, toml=name.endswith(".toml")), hashlib.sha256(raw).hexdigest()
        raise Refusal("connected.none", "database")

    def mark(self) -> tuple[tuple[int, int, int], ...]:
        """Another value as soon as the mapping or the generation is another: files are replaced, never changed."""
        found = []
        for name in (*FILES, "current"):
            with suppress(OSError):  # another process replaces it just now
                stat = (self.folder / name).stat()
                found.append((stat.st_ino, stat.st_mtime_ns, stat.st_size))
        return tuple(found)

    @contextmanager
    def building(self) -> Iterator[None]:
        """One builds at a time. Raises Refusal ``connected.busy``."""
        with (self.folder / "lock").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise Refusal("connected.busy", "database") from None
            yield

    def current(self) -> Path | None:
        """The generation that answers."""
        try:
            number = int((self.folder / "current").read_text("ascii"))
        except (OSError, ValueError):
            return None
        found = self.folder / f"gen-{number}"
        return found if found.is_dir() else None

    def built(self) -> Built | None:
        """What the generation that answers says of itself."""
        generation = self.current()
        try:
            return msgspec.json.decode((generation / "built.json").read_bytes(), type=Built) if generation else None
        except (OSError, msgspec.MsgspecError):
            return None

    def next(self) -> Path:
        """An empty folder for the next generation."""
        numbers = [int(one.name[4:]) for one in self.folder.glob("gen-*") if one.name[4:].isdigit()]
        fresh = self.folder / f"gen-{max(numbers, default=0) + 1}"
        fresh.mkdir(mode=0o700)
        return fresh

    def answer_by(self, generation: Path) -> None:
        """From now on this generation answers; the others go. Whoever reads one of them still has it open."""
        draft = self.folder / "current.new"
        draft.write_text(generation.name[4:], "ascii")
        draft.replace(self.folder / "current")
        for other in self.folder.glob("gen-*"):
            if other != generation:
                shutil.rmtree(other, ignore_errors=True)


def places(home: Path) -> Iterator[Place]:
    """Every connected database of this node, by name."""
    for folder in sorted((home / FOLDER).glob("*")):
        if folder.is_dir():
            yield Place(folder)


def keep(home: Path, raw: bytes, *, toml: bool) -> Place:
    """Keep a mapping in the place of one before. Raises Refusal ``connected.malformed``."""
    name = mappings.read(raw, toml=toml).database
    folder = home / FOLDER / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    wanted, other = FILES[::-1] if toml else FILES
    draft = folder / f"{wanted}.new"
    draft.touch(0o600)
    draft.write_bytes(raw)
    draft.replace(folder / wanted)
    (folder / other).unlink(missing_ok=True)
    return Place(folder)


def drop(home: Path, name: str) -> None:
    """Forget mapping and indexes."""
    shutil.rmtree(home / FOLDER / name, ignore_errors=True)
