"""SQLite FTS5: trigrams of the question, any of them, ranked by bm25."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from mithaq.bench.peers.material import Question, Row
from mithaq.bench.peers.peer import DEPTH, Missing

GRAM = 3
CACHE_KIB = 512 * 1024  # the whole index of a million names: the peer is measured, not the disk

_MAKE = "CREATE VIRTUAL TABLE names USING fts5(name, tokenize='trigram')"
_FIND = "SELECT rowid FROM names WHERE names MATCH ? ORDER BY rank LIMIT ?"


class Fts5:
    """One file with the virtual table; row ids are places in the list of rows, from 1."""

    def __init__(self, rows: Sequence[Row], folder: Path) -> None:
        self._numbers = [row.number for row in rows]
        self._connection = sqlite3.connect(folder / "names.db")
        self._connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        try:
            self._connection.execute(_MAKE)
        except sqlite3.OperationalError:
            raise Missing("peers.not_built_in", "SQLite FTS5") from None
        values = ((place, row.plain) for place, row in enumerate(rows, 1))
        self._connection.executemany("INSERT INTO names (rowid, name) VALUES (?, ?)", values)
        self._connection.execute("INSERT INTO names (names) VALUES ('optimize')")
        self._connection.commit()

    def find(self, question: Question) -> list[int]:
        """Best bm25 first."""
        grams = list(dict.fromkeys(_grams(question.plain)))
        if not grams:
            return []
        asked = " OR ".join(f'"{gram}"' for gram in grams)
        return [self._numbers[row - 1] for (row,) in self._connection.execute(_FIND, (asked, DEPTH))]

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _grams(text: str) -> list[str]:
    """The trigrams of each word; what is shorter than three letters cannot be asked."""
    return [word[start : start + GRAM] for word in text.split() for start in range(len(word) - GRAM + 1)]


def start(rows: Sequence[Row], folder: Path) -> Fts5:
    """Build the table. Raises Missing."""
    return Fts5(rows, folder)
