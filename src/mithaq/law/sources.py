"""Where a row of the law comes from, in three languages (`sources.csv`).

A source stands in its row in English, as a lawyer wrote it; this table says the same in Arabic and French. ``{n}`` and
``{m}`` stand for the number of an article. What the table does not know is shown as it is written.
"""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from mithaq.domain.instrument import Words
from mithaq.law.malformed import LawMalformed
from mithaq.law.tables import converted, shipped

NAME = "sources.csv"
NUMBER = r"(?P<{}>\d+(?:\([a-z]\))?|\([a-z]\))"


class Word(Struct, frozen=True):
    """A row of words: of `sources.csv` or `rulebook.csv`."""

    code: str
    label: Words


class Sources:
    """The table, asked by the English text of a source."""

    def __init__(self, text: str) -> None:
        self._known: dict[str, Words] = {}
        self._shapes: list[tuple[re.Pattern[str], Words]] = []
        for line, row in converted(NAME, text, Word):
            if row.code in self._known:
                raise LawMalformed(NAME, line, f"{row.code} stands twice")
            self._known[row.code] = row.label
            if "{n}" in row.code:
                self._shapes.append((_shape(row.code), row.label))

    def knows(self, source: str) -> bool:
        """Whether the table has words for it."""
        return self._found(source) is not None

    def within(self, source: str, language: str) -> str:
        """The source in that language."""
        return self._found(source, language) or source

    def _found(self, source: str, language: str = "en") -> str | None:
        exact = self._known.get(source)
        if exact is not None:
            return exact.within(language)
        for shape, words in self._shapes:
            match = shape.fullmatch(source)
            if match is not None:
                return words.within(language).format(**match.groupdict())
        return None


def _shape(code: str) -> re.Pattern[str]:
    escaped = re.escape(code)
    for name in ("n", "m"):
        escaped = escaped.replace(re.escape(f"{{{name}}}"), NUMBER.format(name))
    return re.compile(escaped)


@cache
def sources() -> Sources:
    """The table as shipped. Raises LawMalformed."""
    return Sources(shipped(NAME))
