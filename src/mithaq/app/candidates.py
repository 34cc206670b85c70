"""Whom and what a check met: from the numbers that the index gives to what an officer compares with."""

from __future__ import annotations

from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from mithaq.app.alert_reading import load
from mithaq.app.bonds import bonds
from mithaq.app.findable import findable
from mithaq.app.markers import shown as markers_shown
from mithaq.app.node import Node
from mithaq.app.own_say import flags
from mithaq.app.own_say.hidden import is_kept_from
from mithaq.app.ports.rows import Entry
from mithaq.app.ports.store import Reader
from mithaq.app.removals import suspended
from mithaq.domain import content as contents
from mithaq.domain.bond import effect_in
from mithaq.domain.content import Content, Marker
from mithaq.domain.identity import Identity
from mithaq.domain.instrument import Effect, locate_only
from mithaq.domain.own_say.flag import Standing
from mithaq.names.namesakes import Namesakes
from mithaq.search.classes import shown
from mithaq.search.evidence_of import explain
from mithaq.search.exact import normal_document, normal_plate, normal_serial
from mithaq.search.explain import Line
from mithaq.search.index import Index
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery
from mithaq.search.rows import exact_keys_of
from mithaq.search.searcher import TOP, Found

Klass = Literal["none", "cleared", "possible", "strong"]
RANK = {"none": 0, "cleared": 1, "possible": 2, "strong": 3}

SPARE = 2 * TOP
"""Persons asked of the index, so that those who expired an hour ago and still stand in it crowd out nobody."""


class Candidate(Struct, frozen=True):
    """One match. It informs an officer, who compares and decides; it never decides itself.

    `namesakes`: how many people are expected to bear so similar a name; None for things, and for people of states whose
    names are not counted. `markers`: warnings whose evidence a reviewer has confirmed lately.
    `flag`: why nobody is arrested on it in this state. `beside`: the kinds of other alerts here on the same person.
    `clearance`: the certificate by which it is cleared, and its `holder`, to compare the traveller with (`app.clearances`).
    """

    entry: str
    alert: str
    owner: str
    kind: str
    action: str
    klass: Klass
    score: float
    matched_by: str
    explanation: tuple[Line, ...]
    identity: Identity | None
    content: Content | None
    urgent_until: str = ""
    namesakes: Namesakes | None = None
    markers: tuple[Marker, ...] = ()
    clearance: str = ""
    holder: Identity | None = None
    flag: Standing | None = None
    beside: tuple[str, ...] = ()


class Numbers(Struct, frozen=True):
    """What is exact in a question, each in its normal form; empty where nothing was asked."""

    document: str = ""
    plate: str = ""
    serial: str = ""


class Met(Struct, frozen=True):
    """What the index knows: local numbers by a document, plate or serial, and persons by their names."""

    exact: tuple[tuple[str, str, tuple[int, ...]], ...]
    named: tuple[Found, ...]


def numbers(document: str, plate: str, serial: str) -> Numbers:
    """Numbers however they were written."""
    return Numbers(normal_document(document), normal_plate(plate), normal_serial(serial))


def met(index: Index, query: PersonQuery, exact: Numbers) -> Met:
    """Ask the index. Raises Refusal ``name.too_long``, ``query.birth``."""
    asked = (("document", exact.document), ("plate", exact.plate), ("serial", exact.serial))
    return Met(
        exact=tuple((field, value, tuple(index.exact(field, value))) for field, value in asked if value),
        named=tuple(index.find(query, SPARE)) if (query.name or "").strip() else (),
    )


def candidates(node: Node, reader: Reader, query: PersonQuery, found: Met, now: str) -> list[Candidate]:
    """Those who are there, best first; a person met by number and by name stands once, with the stronger class."""
    if not found.named and not any(numbers for _, _, numbers in found.exact):
        return []  # as nearly always
    return _merged(_Looking(node, reader, query, found, now).all())


class _Looking:
    """One question, and the entries and contents of all whom the index named."""

    def __init__(self, node: Node, reader: Reader, query: PersonQuery, found: Met, now: str) -> None:
        self._node = node
        self._reader = reader
        self._query = query
        self._found = found
        wanted = [number for _, _, numbers in found.exact for number in numbers]
        wanted += [one.number for one in found.named]
        entries = reader.register.numbered(wanted, now) if wanted else {}
        self._entries = {number: one for number, one in entries.items() if not self._is_hidden(one)}
        held = reader.payloads.many([entry.payload for entry in self._entries.values()]) if self._entries else {}
        self._contents = {
            number: contents.decode(held[entry.payload].body)
            for number, entry in self._entries.items()
            if entry.payload in held
        }

    def _is_hidden(self, entry: Entry) -> bool:
        """Whether its owner hides it for a running operation, from this state."""
        may = self._node.law.kinds[entry.kind].may_hide
        return may and is_kept_from(self._node, load(self._reader, entry.alert))

    def all(self) -> list[Candidate]:
        exact = [
            self._by_number(field, value, number)
            for field, value, numbers in self._found.exact
            for number in numbers
            if (field, value) in self._keys(number)
        ]
        known = [one for one in self._found.named if one.number in self._contents]
        return exact + [self._by_name(one) for one in known[:TOP]]

    def _keys(self, number: int) -> tuple[tuple[str, str], ...]:
        """By what an entry is found exactly: the index knows hashes, and two values may share one."""
        content = self._contents.get(number)
        return exact_keys_of(findable(number, content)) if content is not None else ()

    def _by_number(self, field: str, value: str, number: int) -> Candidate:
        content = self._contents[number]
        identity = contents.identity_of(content)
        if identity is None:
            return self._candidate(number, "strong", 1.0, field, ())
        lines = self._lines(number)
        if any(line.code == "name.contradicts" for line in lines):
            return self._candidate(number, "possible", 0.5, field, lines)
        return self._candidate(number, "strong", 1.0, field, lines)

    def _by_name(self, one: Found) -> Candidate:
        return self._candidate(one.number, one.klass, shown(one.bits), "name", self._lines(one.number))

    def _lines(self, number: int) -> tuple[Line, ...]:
        """What speaks for and against this person."""
        person = findable(number, self._contents[number])
        if not isinstance(person, SearchPerson):
            return ()
        return explain(self._query, person, self._node.scales).lines

    def _candidate(
        self, number: int, klass: Klass, score: float, matched_by: str, lines: tuple[Line, ...]
    ) -> Candidate:
        """What a post may see: who to compare with, never the offence or the file behind it."""
        entry, content = self._entries[number], self._contents[number]
        identity = contents.identity_of(content)
        return Candidate(
            entry.id, entry.alert, entry.owner, entry.kind, _action(self._node, self._reader, entry), klass, score,
            matched_by, lines, identity, None if identity is not None else content, entry.expires_at,
            markers=markers_shown(self._node, self._reader, entry.alert, content),
            flag=flags.here(self._node, self._reader, entry.alert, entry.owner, entry.kind, content),
        )  # fmt: skip


def _action(node: Node, reader: Reader, entry: Entry) -> str:
    """What the post does on a confirmed match: for a wanted person what the alert is in this state, else the kind's own."""
    if entry.kind == "wanted":
        return effect_here(node, reader, entry).effect
    return node.law.kinds[entry.kind].action


def effect_here(node: Node, reader: Reader, entry: Entry) -> Effect:
    """What this entry allows in this state today. Nobody is held for anything but a reviewed arrest alert."""
    if entry.kind != "wanted":
        return locate_only(node.member)
    alert = load(reader, entry.alert)
    urgent = alert is not None and alert.current is not None and alert.current.urgent
    zone = ZoneInfo(node.law.zones[node.member])
    today = node.now().astimezone(zone).date()
    effect = effect_in(node.law, node.member, entry.owner, bonds(reader, node.member), today, urgent=urgent)
    if effect.effect != "locate_only" and suspended(reader, node.member, entry.owner):
        return locate_only(node.member)  # a removal between the two states waits for the commission's answer
    if effect.effect != "locate_only" and flags.on(node, reader, entry.alert) is not None:
        return locate_only(node.member)  # this state has said that it arrests nobody on it
    return effect


def _merged(found: list[Candidate]) -> list[Candidate]:
    """Each entry once, as what speaks most for it. Within a class who bears the very number stands first, and the others in
    the order of the search: a score says what the evidence is worth, not who is likelier to be asked for so."""
    best: dict[str, Candidate] = {}
    for candidate in found:
        held = best.get(candidate.entry)
        if held is None or (RANK[candidate.klass], candidate.score) > (RANK[held.klass], held.score):
            best[candidate.entry] = candidate
    return sorted(best.values(), key=lambda c: -RANK[c.klass])
