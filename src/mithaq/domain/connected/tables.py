"""What the law's tables say of connected databases: which kinds there are, and the words by which others are refused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

Thing = Literal["person", "document", "vehicle", "firearm"]
Language = Literal["ar", "en", "fr"]


class RefusedWord(Struct, frozen=True):
    """A row of `connected_words.csv`. A `word` that ends in ``*`` is met by whatever begins with it; ``_`` stands between
    two words that follow each other.
    """

    topic: str
    language: Language
    word: str


class ConnectedTables(Struct, frozen=True):
    """`connected_kinds.csv` as things and kinds of alerts by kind, the words, the topics, and what may be asked for."""

    things: Mapping[str, tuple[str, ...]] = {}
    alerts: Mapping[str, tuple[str, ...]] = {}
    words: tuple[RefusedWord, ...] = ()
    labels: Mapping[str, tuple[str, str, str]] = {}
    topics: Mapping[str, tuple[str, str, str]] = {}
    purposes: Mapping[str, tuple[str, str, str]] = {}

    def kinds_for(self, alert_kind: str) -> tuple[str, ...]:
        """The kinds of databases that an alert of that kind lets somebody ask."""
        return tuple(code for code, kinds in self.alerts.items() if alert_kind in kinds)


def within(labels: Mapping[str, tuple[str, str, str]], code: str, language: str) -> str:
    """The label of a code in that language, Arabic by default; the code itself where there is none."""
    ar, en, fr = labels.get(code, (code, code, code))
    return {"en": en, "fr": fr}.get(language, ar)
