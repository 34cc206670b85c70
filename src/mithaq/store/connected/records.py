"""The records behind an index: by number, each in a box of the node's key. One file, written once and never changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import msgspec

from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.domain.connected.record import Record
from mithaq.journal.errors import Refused
from mithaq.journal.vault import Vault
from mithaq.store.faults import ERRORS, translated

_decoder = msgspec.msgpack.Decoder(Record)
_encoder = msgspec.msgpack.Encoder()


class RecordsWriter:
    """A file that is being written; of no use before `close`."""

    def __init__(self, path: Path, vault: Vault | None) -> None:
        self._vault = vault
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF"):  # a file that was not closed is thrown away
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.execute("CREATE TABLE records (number INTEGER PRIMARY KEY, box BLOB NOT NULL) STRICT")

    def add(self, records: Iterable[tuple[int, Record]]) -> None:
        """Add these. Raises StoreFault where the disk refuses."""
        try:
            self._connection.execute("BEGIN")
            self._connection.executemany("INSERT INTO records VALUES (?, ?)", map(self._boxed, records))
            self._connection.execute("COMMIT")
        except ERRORS as error:
            raise translated(error) from None

    def close(self) -> None:
        """Everything is on disk when this returns."""
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.close()

    def _boxed(self, pair: tuple[int, Record]) -> tuple[int, bytes]:
        number, record = pair
        plain = _encoder.encode(record)
        return number, self._vault.close(plain, _name(number)) if self._vault is not None else plain


def read(path: Path, vault: Vault | None, numbers: Sequence[int]) -> dict[int, Record]:
    """The records of these numbers. Raises StoreFault, ``store.corrupt`` for what this key does not open."""
    marks = ",".join("?" * len(numbers))
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)) as connection:
            rows = connection.execute(f"SELECT number, box FROM records WHERE number IN ({marks})", numbers).fetchall()  # noqa: S608 - only question marks are put in
        return {number: _decoder.decode(_opened(vault, number, box)) for number, box in rows}
    except ERRORS as error:
        raise translated(error) from None
    except (Refused, msgspec.MsgspecError):
        raise StoreFault(CORRUPT, "records") from None


def _opened(vault: Vault | None, number: int, box: bytes) -> bytes:
    return vault.open(box, _name(number)) if vault is not None else box


def _name(number: int) -> bytes:
    return f"record {number}".encode()
