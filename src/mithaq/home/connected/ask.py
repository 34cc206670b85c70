"""Asking at home: the same matcher as at the border, over the index of each connected database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from mithaq.app.findable import gregorian, searchable
from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.app.ports.home import HomeDatabase, HomeFound
from mithaq.domain.connected.record import Item, Record
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Identity
from mithaq.home.connected.build import INDEX, RECORDS, keys_of
from mithaq.home.connected.place import Built, Place, drop, keep, places
from mithaq.journal.vault import Vault
from mithaq.search.classes import shown
from mithaq.search.evidence_of import explain
from mithaq.search.exact import normal_document
from mithaq.search.files import IndexDamaged
from mithaq.search.index import Index
from mithaq.search.query import PersonQuery
from mithaq.search.scales import Scales
from mithaq.search.searcher import TOP
from mithaq.store.connected import records
from mithaq.store.connected.reading import core_of

MOST_BIRTHS = 3
"""Dates of birth of one question that are tried."""

RANK = {"possible": 1, "strong": 2}


class ConnectedHome:
    """`app.ports.home.HomeSearch` over a node's directory. One question at a time."""

    def __init__(self, home: Path, scales: Scales, vault: Vault | None) -> None:
        self._home = home
        self._scales = scales
        self._vault = vault
        self._turn = Lock()
        self._open: dict[str, tuple[Path, Index]] = {}
        self._known: dict[str, tuple[object, HomeDatabase | None]] = {}

    def databases(self) -> tuple[HomeDatabase, ...]:
        """Those with a mapping that can be read."""
        return tuple(one for place in places(self._home) if (one := self._described(place)) is not None)

    def _described(self, place: Place) -> HomeDatabase | None:
        """As its files say; read once, because each question asks."""
        mark = place.mark()
        known = self._known.get(place.name)
        if known is None or known[0] != mark:
            known = (mark, _described(place) if _has_mapping(place) else None)
            self._known[place.name] = known
        return known[1]

    def find(self, names: Sequence[str], person: Identity | None, item: Item | None) -> tuple[HomeFound, ...]:
        """The best of all of them. Raises StoreFault ``store.corrupt`` where an index is damaged."""
        found: list[HomeFound] = []
        with self._turn:
            for place in places(self._home):
                if place.name in names:
                    found += self._in_one(place, person, item)
        return tuple(sorted(found, key=lambda one: (-RANK[one.klass], -one.score, one.database, one.record.reference)))

    def core(self, database: str, reference: str) -> tuple[tuple[str, str], ...]:
        """Read live."""
        mapping, _ = self._place(database).mapping()
        return core_of(mapping, reference)

    def keep(self, raw: bytes, *, toml: bool) -> HomeDatabase:
        """Keep a mapping in the place of one before."""
        return _described(keep(self._home, raw, toml=toml))

    def drop(self, name: str) -> None:
        """Forget it."""
        with self._turn:
            self._open.pop(name, None)
            drop(self._home, name)

    def _place(self, name: str) -> Place:
        found = next((place for place in places(self._home) if place.name == name), None)
        if found is None:
            raise Refusal("connected.none", "database")
        return found

    def _in_one(self, place: Place, person: Identity | None, item: Item | None) -> list[HomeFound]:
        generation = place.current()
        if generation is None:
            return []
        index = self._index(place.name, generation)
        known = self._described(place)
        kind = known.mapping.kind if known is not None else ""
        met = met_in(index, person, item)
        held = records.read(generation / RECORDS, self._vault, sorted(met)) if met else {}
        found = []
        for number, record in held.items():
            klass, score = met[number] or self._by_number(person, item, number, record)
            if klass != "none":
                found.append(HomeFound(place.name, kind, klass, score, record))
        return found

    def _by_number(self, person: Identity | None, item: Item | None, number: int, record: Record) -> tuple[str, float]:
        """What a number that was met is worth, once the record says that it is that very number."""
        if item is not None:
            same = set(keys_of(item)) & set(keys_of(record.item))
            return ("strong", 1.0) if same else ("none", 0.0)
        if person is None or record.identity is None:
            return ("none", 0.0)
        known = searchable(number, record.identity)
        number_met = next((one for one in _numbers(person) if one in known.documents), "")
        if not number_met:
            return ("none", 0.0)
        query = next(iter(_queries(person)))
        said = explain(
            PersonQuery(query.name, query.birth, query.sex, query.nationality, number_met), known, self._scales
        )
        return ("possible", 0.5) if any(line.code == "name.contradicts" for line in said.lines) else ("strong", 1.0)

    def _index(self, name: str, generation: Path) -> Index:
        kept = self._open.get(name)
        if kept is not None and kept[0] == generation:
            return kept[1]
        try:
            index = Index.open(generation / INDEX, self._scales)
        except (IndexDamaged, OSError):
            raise StoreFault(CORRUPT, "connected") from None
        self._open[name] = (generation, index)
        return index


def met_in(index: Index, person: Identity | None, item: Item | None) -> dict[int, tuple[str, float] | None]:
    """Numbers that are met, each with class and score by name; None where only a number was met."""
    found: dict[int, tuple[str, float] | None] = {}
    for field, value in keys_of(item):
        found |= dict.fromkeys(index.exact(field, value))
    if person is None:
        return found
    for number in _numbers(person):
        found |= dict.fromkeys(index.exact("document", number))
    for query in _queries(person):
        for one in index.find(query, TOP):
            before = found.get(one.number)
            if one.number in found and before is None:
                continue  # the very number says more than the name
            if before is None or (RANK[one.klass], shown(one.bits)) > (RANK[before[0]], before[1]):
                found[one.number] = (one.klass, shown(one.bits))
    return found


def _queries(person: Identity) -> list[PersonQuery]:
    dated = [text for birth in person.births for text in gregorian(birth)][:MOST_BIRTHS]
    births: Sequence[str | None] = dated or [None]
    sex = None if person.sex == "unspecified" else person.sex
    nationality = person.nationalities[0] if person.nationalities else None
    return [PersonQuery(name.full, birth, sex, nationality) for name in person.names for birth in births]


def _numbers(person: Identity) -> list[str]:
    raw = (*(document.number for document in person.documents), person.national_number)
    return [normal for one in raw if (normal := normal_document(one))]


def _has_mapping(place: Place) -> bool:
    try:
        place.mapping()
    except (Refusal, OSError):
        return False
    return True


def _described(place: Place) -> HomeDatabase:
    mapping, sha256 = place.mapping()
    built = place.built() or Built("", "", 0, 0, {}, 0, 0.0)
    # An index by another mapping than the one that was declared answers nothing.
    current = built.sha256 == sha256
    return HomeDatabase(
        place.name, mapping, sha256, built.at if current else "", built.rows, built.skipped, built.bytes
    )
