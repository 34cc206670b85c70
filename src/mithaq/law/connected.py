"""Reads what may be connected, by which words the rest is refused, and for what a question may be asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from mithaq.domain.connected.tables import ConnectedTables, RefusedWord
from mithaq.law.malformed import LawMalformed
from mithaq.law.tables import converted, shipped

KINDS, TOPICS, WORDS, PURPOSES = (
    "connected_kinds.csv",
    "connected_topics.csv",
    "connected_words.csv",
    "question_purposes.csv",
)
THINGS = frozenset({"person", "document", "vehicle", "firearm"})


class _Label(Struct, frozen=True):
    ar: str
    en: str
    fr: str


class _Kind(Struct, frozen=True):
    code: str
    things: str
    alerts: str
    label: _Label


class _Coded(Struct, frozen=True):
    code: str
    label: _Label


def load_connected(kinds: Iterable[str]) -> ConnectedTables:
    """The tables as shipped. `kinds`: of alerts. Raises LawMalformed."""
    return read_connected(shipped(KINDS), shipped(TOPICS), shipped(WORDS), shipped(PURPOSES), frozenset(kinds))


def read_connected(kinds: str, topics: str, words: str, purposes: str, known: frozenset[str]) -> ConnectedTables:
    """The same from the texts of the tables. Raises LawMalformed."""
    rows = list(converted(KINDS, kinds, _Kind))
    for line, row in rows:
        if not set(row.things.split()) <= THINGS or not set(row.alerts.split()) <= known:
            raise LawMalformed(KINDS, line, f"{row.code} names a thing or a kind of alert that there is not")
    named = _labels(TOPICS, topics)
    said = []
    for line, word in converted(WORDS, words, RefusedWord):
        if word.topic not in named or not word.word.rstrip("*"):
            raise LawMalformed(WORDS, line, f"{word.topic} is no topic")
        said.append(word)
    return ConnectedTables(
        things={row.code: tuple(row.things.split()) for _, row in rows},
        alerts={row.code: tuple(row.alerts.split()) for _, row in rows},
        words=tuple(said),
        labels={row.code: (row.label.ar, row.label.en, row.label.fr) for _, row in rows},
        topics=named,
        purposes=_labels(PURPOSES, purposes),
    )


def _labels(name: str, text: str) -> Mapping[str, tuple[str, str, str]]:
    return {row.code: (row.label.ar, row.label.en, row.label.fr) for _, row in converted(name, text, _Coded)}
