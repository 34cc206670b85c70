"""Protection lodged, or a person barred, when an alert is in force or on its way already: a commissioner decides on it.

What is in force is found by the same search as at a border; what is on its way, by the digests that an arrival is compared
by. What the search alone finds, and what meets a bar, stops only if a commissioner says so; who is protected is sought no
longer than to an hour, unless one clears it (`domain.shield.hours.due_in_force`).
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator

from msgspec import Struct, structs

from mithaq.app.alerts import load
from mithaq.app.candidates import met, numbers
from mithaq.app.findable import gregorian
from mithaq.app.node import Node
from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.shield import LookRow, ShieldRow
from mithaq.app.ports.store import Reader, Writer
from mithaq.app.project import decode_fold
from mithaq.app.shield import forms, register
from mithaq.app.shield.found import Met, decode, encode, find
from mithaq.app.shield.looks import MET, sources_in, sources_of
from mithaq.app.shield.observe import NEVER
from mithaq.app.shield.register import FRESH, listed, put_list
from mithaq.app.shield.two import keep_first
from mithaq.domain.alert import Alert
from mithaq.domain.audience import versions
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Identity
from mithaq.domain.instant import text
from mithaq.domain.shield.hours import due_in_force
from mithaq.domain.shield.standing import said_in, submitted
from mithaq.search.index import Index
from mithaq.search.query import PersonQuery

FOUND = "in_force"
ON_THE_WAY, CIRCULATED = ("approved", "reviewed"), ("circulated",)
EVERY = 10_000_000


class Meets(Struct, frozen=True):
    """An alert that a fresh row of a register meets: which version of it, by which items and why."""

    alert: str
    content: str
    met: tuple[Met, ...]


def look_back(node: Node) -> int:
    """Compare each fresh protection and bar with what is in force or on its way; how many."""
    with node.store.read() as reader:
        fresh = listed(reader, FRESH)
        rows = {row.id: row for id in fresh if (row := reader.shield.entry(id)) is not None}
        whom = {row.id: _whom(reader, row) for row in rows.values()}
        waiting = {row.id: _waiting(node, reader, row, whom=whom[row.id] is not None) for row in rows.values()}
    for id in fresh:
        identity = whom.get(id)
        found = [*waiting.get(id, ()), *(_in_force(node, rows[id], identity) if identity is not None else ())]
        with node.write() as tx:
            for one in found:
                _look(node, tx.store, id, one)
            put_list(tx.store, FRESH, [one for one in listed(tx.store, FRESH) if one != id])
    return len(fresh)


def _whom(reader: Reader, row: ShieldRow) -> Identity | None:
    """Who is protected, or barred; None where that is not held here any more."""
    if row.register == "protection":
        said = register.said_in(reader, row)
        return said.identity if said is not None else None
    alert = load(reader, row.about)
    committed = said_in(alert, row.id.removeprefix("k-")) if alert is not None else {}
    sources = sources_in(reader, row.about, committed) or {}
    return next((one.identity for one in sources.values()), None)


def _waiting(node: Node, reader: Reader, row: ShieldRow, *, whom: bool) -> list[Meets]:
    """Alerts on their way that were compared before this row was there. `whom`: whether it is known here who it is about;
    of a bar whose content is erased only digests are left, and by them those in force are compared, too.
    """
    secret, found = forms.secret_of(node.log_secret), []
    states = ON_THE_WAY if whom else (*ON_THE_WAY, *CIRCULATED)
    for fold in reader.register.folds("alert", states=states, limit=EVERY):
        alert = decode_fold(fold)
        if not isinstance(alert, Alert) or alert.id == row.about or not _concerns(node, alert):
            continue
        for version in versions(alert):
            live = version.content in submitted(alert) and not version.refused
            sources = (sources_of(reader, alert, version) or {}) if live else {}
            every = (one for item, source in sources.items() for one in find(reader.shield, source, secret, item))
            if mine := tuple(one for one in every if one.entry == row.id):
                found.append(Meets(alert.id, version.content, mine))
    return found


def _concerns(node: Node, alert: Alert) -> bool:
    return alert.kind in node.law.clearing and not alert.ended and not alert.local


def _in_force(node: Node, row: ShieldRow, identity: Identity) -> list[Meets]:
    """What the search finds possible or strong for any of the person's names or documents."""

    def ask(index: Index) -> set[int]:
        return {number for query, document in _queries(identity) for number in _numbers(index, query, document)}

    with node.searching.asked(node.store, ask) as (reader, wanted):
        entries = reader.register.numbered(sorted(wanted), text(node.now())).values() if wanted else ()
        found = []
        for entry in entries:
            alert = load(reader, entry.alert)
            if alert is None or alert.current is None or alert.id == row.about or not _concerns(node, alert):
                continue
            item = entry.id if entry.id != alert.id else ""
            reasons = _reasons(node, reader, alert, row, item)
            found.append(Meets(alert.id, alert.current.content, (Met(row.id, (*reasons, FOUND), item),)))
        return found


def _reasons(node: Node, reader: Reader, alert: Alert, row: ShieldRow, item: str) -> tuple[str, ...]:
    """Why an arrival of what the search found would meet this row; none where it would not."""
    sources = (sources_of(reader, alert, alert.current) or {}) if alert.current is not None else {}
    source, secret = sources.get(item), forms.secret_of(node.log_secret)
    every = find(reader.shield, source, secret) if source is not None else []
    return next((one.reasons for one in every if one.entry == row.id), ())


def _numbers(index: Index, query: PersonQuery, document: str) -> Iterator[int]:
    try:
        found = met(index, query, numbers(document, "", ""))
    except Refusal:
        return  # a spelling that the search does not take finds nobody; the others do
    yield from (one.number for one in found.named if one.klass != "none")
    yield from (number for _, _, every in found.exact for number in every)


def _queries(identity: Identity) -> Iterator[tuple[PersonQuery, str]]:
    known = [one for birth in identity.births for one in gregorian(birth) if "/" not in one]
    births: list[str | None] = [*known] or [None]
    sex = None if identity.sex == "unspecified" else identity.sex
    for name in identity.names:
        for birth in births:
            yield PersonQuery(name.full, birth, sex, next(iter(identity.nationalities), None)), ""
    for number in (*(one.number for one in identity.documents), identity.national_number):
        if number:
            yield PersonQuery(), number


def _look(node: Node, tx: Writer, entry: str, found: Meets) -> None:
    """Who waits for an answer is answered for at its hour, by whom it meets too; the others as a commissioner decides."""
    first = tx.shield.look(found.content)
    id = f"{found.content}.{entry}"
    if first is not None and first.kind == "arrival" and first.arrived_at and not first.answer:
        known = decode(first.found)
        if not any(one.entry == entry for one in known):
            anew = structs.replace(first, found=encode((*known, *found.met)))
            if first.decision == "clear":  # whoever cleared it did not see this one
                anew = structs.replace(anew, decision="", decided_by="", decided_at="")
            keep_first(tx, first, None)
            _tell(node, tx, anew)
    elif tx.shield.look(id) is None:
        now, due = text(node.now()), _due(node, tx, id, entry, found)
        _tell(node, tx, LookRow(id, "later", found.alert, found.content, 0, now, due, encode(found.met), b"", 0))


def _due(node: Node, tx: Writer, id: str, entry: str, found: Meets) -> str:
    """Who is protected since is sought no longer than to that hour, unless a commissioner clears it: the outcome that
    protects wins. Whom the search alone finds, and what meets a bar, waits for a commissioner.
    """
    row, alert = tx.shield.entry(entry), load(tx, found.alert)
    rule = node.law.clearing.get(alert.kind) if alert is not None else None
    met = any(reason != FOUND for one in found.met for reason in one.reasons)
    if row is None or rule is None or row.register != "protection" or not met:
        return NEVER
    chance = hmac.digest(forms.secret_of(node.log_secret), id.encode(), "sha256")
    return text(due_in_force(node.now(), rule, chance=chance, by_state=row.member != node.member))


def _tell(node: Node, tx: Writer, look: LookRow) -> None:
    tx.desk.put_task(TaskRow(node.new_id("t"), "commissioner", MET, look.subject, text(node.now())))
    tx.shield.put_look(look)
