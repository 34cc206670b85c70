"""What a post reads first where several alerts are about one person: the order of `priority.csv`, and why.

Two answers are about one person where their owners linked them, or where both bear the very number that was asked.
Order is all that changes: what each alert allows here stays what it was.
"""

from __future__ import annotations

from itertools import combinations

from msgspec import structs

from mithaq.app.alert_reading import load
from mithaq.app.candidates import Candidate
from mithaq.app.node import Node
from mithaq.app.own_say.links import standing
from mithaq.app.ports.store import Reader
from mithaq.domain.own_say.first import first_things_first, together

BY_NUMBER = "document"


def first(node: Node, reader: Reader, found: list[Candidate]) -> list[Candidate]:
    """The candidates, those of one person together and the alert with priority first; `beside` names the others' kinds."""
    persons = [one for one in found if one.identity is not None and one.klass != "cleared"]
    if len(persons) < 2:
        return found
    by_entry = {one.entry: one for one in found}
    groups = together([one.entry for one in found], _pairs(reader, persons))
    marked = [[_beside(by_entry, entry, group) for entry in group] for group in groups]
    every = {one.entry: one for group in marked for one in group}
    ordered = [every[one.entry] for one in found]
    return first_things_first(ordered, marked, lambda one: node.law.own_say.rank(one.kind))


def _beside(by_entry: dict[str, Candidate], entry: str, group: list[str]) -> Candidate:
    kinds = tuple(by_entry[other].kind for other in group if other != entry)
    return structs.replace(by_entry[entry], beside=kinds) if kinds else by_entry[entry]


def _pairs(reader: Reader, persons: list[Candidate]) -> list[tuple[str, str]]:
    entries = {one.alert: one.entry for one in persons}
    linked = []
    for one in persons:
        alert = load(reader, one.alert)
        others = standing(reader, alert) if alert is not None and alert.own_say.links else ()
        linked += [(one.entry, entries[other.alert]) for other in others if other.alert in entries]
    bearers = [one for one in persons if one.matched_by == BY_NUMBER and one.klass == "strong"]
    return linked + [(left.entry, right.entry) for left, right in combinations(bearers, 2)]
