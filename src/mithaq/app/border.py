"""The border check: never leaves the node, needs a purpose, and is answered only once its log line is on disk.

Main path, steps 4 and 5.
"""

from __future__ import annotations

from typing import Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct, structs

from mithaq.app import findable
from mithaq.app.alerts import load
from mithaq.app.cases import bonds
from mithaq.app.issue import require
from mithaq.app.log import write_line
from mithaq.app.node import Actor, Node
from mithaq.app.ports.rows import Entry
from mithaq.app.ports.store import Reader
from mithaq.domain import content as contents
from mithaq.domain import countries, mrz
from mithaq.domain.bond import effect_in
from mithaq.domain.content import Content
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Identity
from mithaq.domain.instant import text
from mithaq.domain.instrument import Effect, locate_only
from mithaq.domain.mrz import Mrz
from mithaq.search.exact import normal_document, normal_plate, normal_serial
from mithaq.search.explain import Line
from mithaq.search.find import Match, find
from mithaq.search.port import SearchPerson
from mithaq.search.query import PersonQuery

Klass = Literal["none", "possible", "strong"]
RANK = {"none": 0, "possible": 1, "strong": 2}


class Check(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What an officer asks. At least one of name, document, plate, serial and mrz; always a purpose.

    `birth` is ISO text, partial if need be. `mrz` is the machine-readable zone as scanned, lines joined by newlines.
    """

    purpose: str
    name: str = ""
    birth: str = ""
    sex: str = ""
    nationality: str = ""
    document: str = ""
    plate: str = ""
    serial: str = ""
    mrz: str = ""


class Candidate(Struct, frozen=True):
    """One match. It informs an officer, who compares and decides; it never decides itself."""

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


class Staleness(Struct, frozen=True):
    """How fresh one origin's data are here: events held, and when this node last heard from it."""

    member: str
    seq: int
    heard_at: str


class Answer(Struct, frozen=True):
    """The answer to one check. `klass` is the strongest class among the candidates."""

    klass: Klass
    candidates: tuple[Candidate, ...]
    staleness: tuple[Staleness, ...]
    log_line: int
    at: str


def check(node: Node, actor: Actor, question: Check) -> Answer:
    """Look for the person or object. Raises Refusal: ``check.no_purpose``, ``check.empty``, ``mrz.*``, ``name.*``,
    ``forbidden``; StoreFault when the log line cannot be written, and then nothing is answered.
    """
    require(node, actor, "check")
    if question.purpose not in node.law.purposes:
        raise Refusal("check.no_purpose", "purpose")
    asked = _with_zone(question, node)
    if not (asked.name.strip() or asked.document or asked.plate or asked.serial):
        raise Refusal("check.empty", "name")
    if asked.birth:
        contents.iso_date(asked.birth, "birth")
    now = text(node.now())
    with node.store.read() as reader:
        candidates = _exact(node, reader, asked, now) + _by_name(node, reader, asked, now)
        staleness = _staleness(node, reader)
    candidates = _merged(candidates)
    none: Klass = "none"
    klass = max((c.klass for c in candidates), key=RANK.__getitem__, default=none)
    answer = Answer(klass, tuple(candidates), staleness, 0, now)
    with node.store.write() as tx:
        secret = {"asked": asked, "found": [(c.entry, c.klass, c.score) for c in candidates]}
        line = write_line(node, tx.desk, actor, "check", purpose=asked.purpose, terms=_terms(asked), secret=secret)
    return structs.replace(answer, log_line=line.number)


def _with_zone(question: Check, node: Node) -> Check:
    """The question with what its machine-readable zone says; typed fields win over scanned ones."""
    if not question.mrz.strip():
        return question
    zone = mrz.parse(question.mrz, today=node.now().date())
    return structs.replace(
        question,
        name=question.name or _names_in(zone),
        birth=question.birth or (str(zone.birth) if zone.birth else ""),
        sex=question.sex or ("" if zone.sex == "unspecified" else zone.sex),
        nationality=question.nationality or countries.from_three(zone.nationality) or zone.nationality,
        document=question.document or zone.number,
    )


def _names_in(zone: Mrz) -> str:
    """The zone's name, and beside it what it says in Arabic where it is written in the ICAO X scheme."""
    latin = f"{zone.given_names} {zone.surname}".strip()
    return f"{latin}; {zone.arabic_name}" if zone.arabic_name else latin


def _terms(asked: Check) -> list[str]:
    parts = asked.name.split()
    numbers = [normal_document(asked.document), normal_plate(asked.plate), normal_serial(asked.serial)]
    return [term for term in (*parts, *numbers) if term]


def _exact(node: Node, reader: Reader, asked: Check, now: str) -> list[Candidate]:
    found: list[Candidate] = []
    for field, value in (
        ("document", normal_document(asked.document)),
        ("plate", normal_plate(asked.plate)),
        ("serial", normal_serial(asked.serial)),
    ):
        entries = reader.register.exact(field, value, now) if value else []
        found += [
            _candidate(node, reader, entry, _content(reader, entry), "strong", 1.0, field, ()) for entry in entries
        ]
    return found


def _by_name(node: Node, reader: Reader, asked: Check, now: str) -> list[Candidate]:
    if not asked.name.strip():
        return []
    postings = _Postings(reader, now)
    query = PersonQuery(
        name=asked.name,
        birth=asked.birth or None,
        sex=asked.sex or None,
        nationality=asked.nationality or None,
        document=normal_document(asked.document) or None,
    )
    return [_matched(node, reader, postings, match) for match in find(query, postings, node.frequency)]


class _Postings:
    """The register as the search room sees it: keys to numbers, numbers to persons."""

    def __init__(self, reader: Reader, now: str) -> None:
        self._reader = reader
        self._now = now
        self.entries: dict[int, Entry] = {}
        self.contents: dict[int, Content] = {}

    def counts(self, keys: list[str]) -> dict[str, int]:
        return self._reader.register.key_counts(keys)

    def persons_with(self, keys: list[str], limit: int) -> list[tuple[int, int]]:
        return self._reader.register.numbers_with(keys, limit)

    def persons(self, numbers: list[int]) -> list[SearchPerson]:
        self.entries = self._reader.register.numbered(numbers, self._now)
        held = self._reader.payloads.many([entry.payload for entry in self.entries.values()])
        found = []
        for number, entry in self.entries.items():
            payload = held.get(entry.payload)
            if payload is None:
                continue  # its alert has just been erased
            content = contents.decode(payload.body)
            identity = contents.identity_of(content)
            if identity is not None:
                self.contents[number] = content
                found.append(findable.searchable(number, identity))
        return found


def _matched(node: Node, reader: Reader, postings: _Postings, match: Match) -> Candidate:
    entry = postings.entries[match.number]
    content = postings.contents[match.number]
    return _candidate(node, reader, entry, content, match.klass, match.score, "name", match.explanation)


def _content(reader: Reader, entry: Entry) -> Content | None:
    payload = reader.payloads.get(entry.payload)
    return contents.decode(payload.body) if payload else None


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
    return effect_in(node.law, node.member, entry.owner, bonds(reader, node.member), today, urgent=urgent)


def _candidate(
    node: Node,
    reader: Reader,
    entry: Entry,
    content: Content | None,
    klass: Klass,
    score: float,
    matched_by: str,
    explanation: tuple[Line, ...],
) -> Candidate:
    """What a post may see: who to compare with, never the offence or the file behind it."""
    identity = contents.identity_of(content) if content is not None else None
    shown = None if identity is not None else content
    action = _action(node, reader, entry)
    return Candidate(
        entry.id, entry.alert, entry.owner, entry.kind, action, klass, score, matched_by, explanation,
        identity, shown, entry.expires_at,
    )  # fmt: skip


def _merged(candidates: list[Candidate]) -> list[Candidate]:
    """Best first; a person met by number and by name stands once, with the stronger class."""
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        held = best.get(candidate.entry)
        if held is None or (RANK[candidate.klass], candidate.score) > (RANK[held.klass], held.score):
            best[candidate.entry] = candidate
    return sorted(best.values(), key=lambda c: (-RANK[c.klass], -c.score, c.entry))


def _staleness(node: Node, reader: Reader) -> tuple[Staleness, ...]:
    heads = reader.journal.heads()
    return tuple(
        Staleness(member, heads[member].seq if member in heads else 0, node.last_contact.get(member, ""))
        for member in node.peers
    )


def from_json(body: bytes) -> Check:
    """A question as it comes over a socket. Raises Refusal ``check.invalid`` naming the field."""
    try:
        return msgspec.json.decode(body, type=Check)
    except (msgspec.DecodeError, msgspec.ValidationError) as problem:
        raise Refusal("check.invalid", contents.field_of(problem)) from None
