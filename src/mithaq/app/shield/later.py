"""Protection lodged when an alert is in force already: the same search as at a border finds it, and a commissioner decides.

Nothing stops by itself here: else any state could stop another's alerts by lodging their names.
"""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.app.alerts import load
from mithaq.app.candidates import met, numbers
from mithaq.app.findable import gregorian
from mithaq.app.node import Node
from mithaq.app.ports.rows import Entry, TaskRow
from mithaq.app.ports.shield import LookRow
from mithaq.app.ports.store import Writer
from mithaq.app.shield.found import Met, encode
from mithaq.app.shield.looks import MET
from mithaq.app.shield.observe import NEVER
from mithaq.app.shield.register import FRESH, listed, put_list, said_in
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Identity
from mithaq.domain.instant import text
from mithaq.search.index import Index
from mithaq.search.query import PersonQuery


def look_back(node: Node) -> int:
    """Compare each fresh protection with what is in force; how many."""
    with node.store.read() as reader:
        fresh = listed(reader, FRESH)
        rows = [row for id in fresh if (row := reader.shield.entry(id)) is not None]
        said = {row.id: one for row in rows if (one := said_in(reader, row)) is not None}
    for id in fresh:
        found = _in_force(node, said[id].identity) if id in said else []
        with node.write() as tx:
            for entry in found:
                _look(node, tx.store, id, entry)
            put_list(tx.store, FRESH, [one for one in listed(tx.store, FRESH) if one != id])
    return len(fresh)


def _in_force(node: Node, identity: Identity) -> list[Entry]:
    """The entries that the search finds possible or strong for any of the person's names or documents."""

    def ask(index: Index) -> set[int]:
        return {number for query, document in _queries(identity) for number in _numbers(index, query, document)}

    with node.searching.asked(node.store, ask) as (reader, wanted):
        return list(reader.register.numbered(sorted(wanted), text(node.now())).values()) if wanted else []


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


def _look(node: Node, tx: Writer, protection: str, entry: Entry) -> None:
    alert = load(tx, entry.alert)
    if alert is None or alert.current is None or alert.kind not in node.law.clearing or alert.ended:
        return
    content = alert.current.content
    id = f"{content}.{protection}"
    if tx.shield.look(id) is None:
        item = entry.id if entry.id != alert.id else ""
        raw = encode([Met(protection, ("in_force",), item)])
        tx.desk.put_task(TaskRow(node.new_id("t"), "commissioner", MET, alert.id, text(node.now())))
        tx.shield.put_look(LookRow(id, "later", alert.id, content, 0, text(node.now()), NEVER, raw, b"", 0))
