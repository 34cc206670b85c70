"""Reads treaty packs, parties, effects and grounds. What is malformed is refused with file, line and
reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from importlib.resources import files
from typing import Any, TypeVar

import msgspec
import yaml

from mithaq.domain.instrument import Clock, ClockRule, Effect, Ground, Instrument, PartyRow, Procedure
from mithaq.law.malformed import LawMalformed
from mithaq.law.tables import converted, shipped

MAX_PACK = 1_000_000  # characters; the longest treaty in full text and three languages stays below
# Without these the fold would have to free everybody at once; `order` is set by a court, not by a treaty.
NEEDED = (Clock.DOCUMENT, Clock.DETENTION, Clock.COLLECTION_MAY, Clock.COLLECTION_MUST)

Item = TypeVar("Item")


def load_instruments() -> dict[str, Instrument]:
    """The packs under `instruments/`, by id. Raises LawMalformed."""
    packs: dict[str, Instrument] = {}
    for file in sorted(files("mithaq.law").joinpath("instruments").iterdir(), key=lambda item: item.name):
        if file.name.endswith(".yaml"):
            pack = read_instrument(f"instruments/{file.name}", file.read_text("utf-8"))
            packs[pack.id] = pack
    return packs


def load_parties() -> tuple[PartyRow, ...]:
    """`parties.csv`: which state is bound by which instrument, and since when."""
    return read_parties("parties.csv", shipped("parties.csv"))


def load_effects(*, demo: bool = False) -> dict[str, Effect]:
    """`effect.csv` by state. Rows invented for the demonstration exist only on a demonstration node."""
    rows = converted("effect.csv", shipped("effect.csv"), Effect)
    return _by("effect.csv", ((line, row) for line, row in rows if demo or not row.synthetic), _state)


def load_procedures(*, demo: bool = False) -> dict[str, Procedure]:
    """`procedures.csv` by state. Rows invented for the demonstration exist only on a demonstration node."""
    rows = converted("procedures.csv", shipped("procedures.csv"), Procedure)
    return _by("procedures.csv", ((line, row) for line, row in rows if demo or not row.synthetic), _state)


def load_grounds() -> dict[str, Ground]:
    """`grounds.csv`: the coded grounds, by code."""
    return _by("grounds.csv", converted("grounds.csv", shipped("grounds.csv"), Ground), _code)


def read_instrument(name: str, text: str) -> Instrument:
    """A pack from its YAML text. Raises LawMalformed with the line of the value that is wrong."""
    if len(text) > MAX_PACK:
        raise LawMalformed(name, 1, "a pack has at most 1,000,000 characters")
    tree = _tree(name, text)
    raw = yaml.safe_load(text)
    try:
        pack = msgspec.convert(raw, Instrument)
    except msgspec.ValidationError as problem:
        reason, path = _where(problem)
        raise LawMalformed(name, _line(tree, _clock_path(raw, path)), reason) from None
    _check(name, pack, tree)
    return pack


def read_parties(name: str, text: str) -> tuple[PartyRow, ...]:
    """The table of parties from its text. Raises LawMalformed."""
    found = []
    for line, row in converted(name, text, PartyRow):
        for value in (row.since, row.until):
            if value and not _is_date(value):
                raise LawMalformed(name, line, "since and until are a year, a date, or empty")
        found.append(row)
    return tuple(found)


def _check(name: str, pack: Instrument, tree: yaml.Node) -> None:
    """What the shape alone does not say."""
    if name != f"instruments/{pack.id}.yaml":
        raise LawMalformed(name, _line(tree, ".id"), "a pack is named like its file")
    lacking = [clock.value for clock in NEEDED if clock not in pack.clocks]
    if lacking:
        raise LawMalformed(name, _line(tree, ".clocks"), f"clocks lack {', '.join(lacking)}")
    for clock, rule in pack.clocks.items():
        line = _line(tree, f".clocks.{clock.value}")
        if rule.ends == "hour" and not rule.first_day_counts:
            raise LawMalformed(name, line, "hours have no first day to leave out")
        if clock != Clock.COLLECTION_MAY and rule.lapse != "must_release":
            raise LawMalformed(name, line, "this clock ends in a release")
    if not any(paper.stops_document for paper in pack.file):
        raise LawMalformed(name, _line(tree, ".file"), "no paper stops the document clock")


def _tree(name: str, text: str) -> yaml.Node:
    """The document with its line marks. Aliases are refused: a pack reads from top to bottom, and none can
    explode.
    """
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                raise LawMalformed(name, _number(event.start_mark), "no aliases in a pack")
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise LawMalformed(name, _number(mark), problem.problem or "not YAML") from None
    except (yaml.YAMLError, RecursionError):
        raise LawMalformed(name, 1, "not YAML") from None
    if tree is None:
        raise LawMalformed(name, 1, "the file is empty")
    return tree


def _where(problem: msgspec.ValidationError) -> tuple[str, str]:
    """What is wrong, and at which path of the document."""
    reason, found, path = str(problem).rpartition(" - at ")
    return (reason, path.strip("`$")) if found else (str(problem), "")


def _clock_path(raw: Any, path: str) -> str:
    """The same path with the name of the clock, which msgspec leaves out of the path of a mapping (``[...]``)."""
    if not path.startswith(".clocks[...]"):
        return path
    for clock, rule in raw["clocks"].items():
        try:
            msgspec.convert(rule, ClockRule)
        except msgspec.ValidationError as problem:
            return f".clocks.{clock}{_where(problem)[1]}"
    return ".clocks"


def _number(mark: object) -> int:
    """The line of a mark, 1 where the parser has none (the two YAML parsers have a mark of their own
    each).
    """
    return int(getattr(mark, "line", 0)) + 1


def _line(tree: yaml.Node, path: str) -> int:
    """The line of the value at a path such as ``.clocks.document.days`` or ``.rules[3].months``, or of its
    nearest parent.
    """
    node = tree
    for step in path.replace("[", ".").replace("]", "").split("."):
        child = _child(node, step) if step else None
        node = child or node
    return _number(node.start_mark)


def _child(node: yaml.Node, step: str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and step.isdigit() and int(step) < len(node.value):
        found: yaml.Node = node.value[int(step)]
        return found
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def _by(name: str, rows: Iterable[tuple[int, Item]], key: Callable[[Item], str]) -> dict[str, Item]:
    """The rows by their key. Raises LawMalformed for a key that stands twice."""
    found: dict[str, Item] = {}
    for line, row in rows:
        if key(row) in found:
            raise LawMalformed(name, line, f"{key(row)} stands twice")
        found[key(row)] = row
    return found


def _state(row: Effect | Procedure) -> str:
    return row.state


def _code(row: Ground) -> str:
    return row.code


def _is_date(value: str) -> bool:
    if len(value) == 4:
        return value.isdigit()
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
