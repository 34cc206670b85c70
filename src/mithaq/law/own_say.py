"""Reads `flag_classes.csv`, `priority.csv` and `compatibility.csv`: what states say of alerts and arrests themselves."""

from __future__ import annotations

from collections.abc import Callable, Collection

from mithaq.domain.own_say.classes import TESTS
from mithaq.domain.own_say.tables import Compatibility, FlagClass, OwnSayTables, Priority
from mithaq.law.malformed import LawMalformed
from mithaq.law.tables import converted, shipped

CLASSES, PRIORITY, COMPATIBLE = "flag_classes.csv", "priority.csv", "compatibility.csv"


def load_own_say(kinds: Collection[str]) -> OwnSayTables:
    """The tables as shipped. Raises LawMalformed."""
    return read_own_say(shipped, kinds)


def read_own_say(text_of: Callable[[str], str], kinds: Collection[str]) -> OwnSayTables:
    """The same from any source of texts by file name. Raises LawMalformed."""
    classes: dict[str, FlagClass] = {}
    for line, row in converted(CLASSES, text_of(CLASSES), FlagClass):
        _new(CLASSES, line, row.code, classes)
        if row.test not in TESTS:
            raise LawMalformed(CLASSES, line, f"there is no test {row.test}")
        _sure(CLASSES, line, row)
        classes[row.code] = row
    priority: dict[str, Priority] = {}
    for line, rank in converted(PRIORITY, text_of(PRIORITY), Priority):
        _known(PRIORITY, line, (rank.kind,), kinds)
        _new(PRIORITY, line, rank.kind, priority)
        _sure(PRIORITY, line, rank)
        priority[rank.kind] = rank
    compatible: dict[tuple[str, str, str], Compatibility] = {}
    for line, pair in converted(COMPATIBLE, text_of(COMPATIBLE), Compatibility):
        _known(COMPATIBLE, line, (pair.standing, pair.new), kinds)
        _new(COMPATIBLE, line, (pair.standing, pair.new, pair.owner), compatible)
        _sure(COMPATIBLE, line, pair)
        compatible[pair.standing, pair.new, pair.owner] = pair
    return OwnSayTables(classes, priority, compatible)


def _known(name: str, line: int, said: Collection[str], kinds: Collection[str]) -> None:
    for one in said:
        if one not in kinds:
            raise LawMalformed(name, line, f"there is no kind {one}")


def _new(name: str, line: int, key: object, known: Collection[object]) -> None:
    if key in known:
        raise LawMalformed(name, line, f"{key} is there already")


def _sure(name: str, line: int, row: FlagClass | Priority | Compatibility) -> None:
    if row.house and row.confirmed:
        raise LawMalformed(name, line, "a house rule is not confirmed law")
