"""tantivy: an inverted index in the manner of Lucene; each word of the question within one edit, exact words first."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mithaq.bench.peers.material import Question, Row
from mithaq.bench.peers.peer import DEPTH, module

HEAP = 256 * 1024 * 1024  # bytes for building: a million names fit without merging on the way
EXACT_BOOST = 2.0  # a word that is spelled alike counts for more than one within an edit


class Tantivy:
    """One index in a folder."""

    def __init__(self, rows: Sequence[Row], folder: Path) -> None:
        self._tantivy: Any = module("tantivy")
        builder = self._tantivy.SchemaBuilder()
        builder.add_text_field("name", stored=False)
        builder.add_unsigned_field("place", stored=True)
        self._schema = builder.build()
        self._index = self._tantivy.Index(self._schema, path=str(folder))
        self._numbers = [row.number for row in rows]
        self._fill(rows)
        self._searcher = self._index.searcher()

    def _fill(self, rows: Sequence[Row]) -> None:
        writer = self._index.writer(HEAP, 1)
        for place, row in enumerate(rows):
            writer.add_document(self._tantivy.Document(name=row.plain, place=place))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def find(self, question: Question) -> list[int]:
        """Best score first."""
        return [self._numbers[place] for place in self.places(question, DEPTH)]

    def places(self, question: Question, depth: int) -> list[int]:
        """The same as places in the list of rows."""
        words = question.plain.split()
        if not words:
            return []
        found = self._searcher.search(self._query(words), depth, count=False).hits
        return [self._searcher.doc(address)["place"][0] for _, address in found]

    def _query(self, words: Sequence[str]) -> Any:
        query, should = self._tantivy.Query, self._tantivy.Occur.Should
        parts = []
        for word in words:
            exact = query.term_query(self._schema, "name", word)
            parts.append((should, query.boost_query(exact, EXACT_BOOST)))
            parts.append((should, query.fuzzy_term_query(self._schema, "name", word, distance=1)))
        return query.boolean_query(parts)

    def close(self) -> None:
        """Let the files go."""
        del self._searcher, self._index


def start(rows: Sequence[Row], folder: Path) -> Tantivy:
    """Build the index. Raises Missing."""
    return Tantivy(rows, folder)
