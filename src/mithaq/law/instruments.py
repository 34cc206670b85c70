"""Reads treaty packs, parties, effects and grounds. What is malformed is refused with file, line and
reason.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from importlib.resources import files
from typing import Any, TypeVar

import msgspec

from mithaq.domain.footing import GroundArticle
from mithaq.domain.instrument import ClockRule, Effect, Ground, Instrument, PartyRow, Procedure
from mithaq.domain.reservation import Reservation
from mithaq.law.known import Known
from mithaq.law.malformed import LawMalformed
from mithaq.law.pack_check import check
from mithaq.law.tables import converted, shipped
from mithaq.law.yaml_tree import read_tree

MAX_PACK = 1_000_000  # characters; the longest treaty in full text and three languages stays below

Item = TypeVar("Item")


def load_instruments() -> dict[str, Instrument]:
    """The packs under `instruments/`, by id. Raises LawMalformed."""
    packs: dict[str, Instrument] = {}
    for file in sorted(files("mithaq.law").joinpath("instruments").iterdir(), key=lambda item: item.name):
        if file.name.endswith(".yaml"):
            pack = read_instrument(f"instruments/{file.name}", file.read_text("utf-8"))
            packs[pack.id] = pack
    return packs


def load_reservations() -> dict[str, Reservation]:
    """`reservations.csv`: which reservations the program can apply. Raises LawMalformed."""
    return read_reservations("reservations.csv", shipped("reservations.csv"))


def load_parties(
    known: Known | None = None, reservations: Mapping[str, Reservation] | None = None
) -> tuple[PartyRow, ...]:
    """`parties.csv`: which state is bound by which instrument, since when, and with which `reservations`. `known`: what its
    rows may speak of, if that is to be asked. Raises LawMalformed.
    """
    return read_parties("parties.csv", shipped("parties.csv"), known, reservations)


def load_effects(*, demo: bool = False) -> dict[str, Effect]:
    """`effect.csv` by state. Rows invented for the demonstration exist only on a demonstration node."""
    rows = converted("effect.csv", shipped("effect.csv"), Effect)
    return _by("effect.csv", ((line, row) for line, row in rows if demo or not row.synthetic), _state)


def load_procedures(*, demo: bool = False, known: Known | None = None) -> dict[str, Procedure]:
    """`procedures.csv` by state; `demo` adds the rows marked synthetic. Raises LawMalformed."""
    return read_procedures("procedures.csv", shipped("procedures.csv"), demo=demo, known=known)


def load_grounds() -> dict[str, Ground]:
    """`grounds.csv`: the coded grounds, by code."""
    return _by("grounds.csv", converted("grounds.csv", shipped("grounds.csv"), Ground), _code)


def load_ground_articles(grounds: Collection[str], packs: Collection[str]) -> dict[tuple[str, str], GroundArticle]:
    """`ground_articles.csv` by ground and instrument. Raises LawMalformed."""
    return read_ground_articles("ground_articles.csv", shipped("ground_articles.csv"), grounds, packs)


def read_instrument(name: str, text: str) -> Instrument:
    """A pack from its YAML text. Raises LawMalformed with the line of the value that is wrong."""
    if len(text) > MAX_PACK:
        raise LawMalformed(name, 1, "a pack has at most 1,000,000 characters")
    tree = read_tree(name, text)
    try:
        pack = msgspec.convert(tree.value, Instrument)
    except msgspec.ValidationError as problem:
        reason, path = _where(problem)
        raise LawMalformed(name, tree.line(_clock_path(tree.value, path)), reason) from None
    check(name, pack, tree)
    return pack


def read_ground_articles(
    name: str, text: str, grounds: Collection[str], packs: Collection[str]
) -> dict[tuple[str, str], GroundArticle]:
    """The articles of grounds beside those of `grounds.csv`, from the text of the table. Raises LawMalformed."""
    found: dict[tuple[str, str], GroundArticle] = {}
    for line, row in converted(name, text, GroundArticle):
        problem = _ground_article_problem(row, grounds, packs)
        if problem or (row.ground, row.instrument) in found:
            raise LawMalformed(name, line, problem or f"{row.ground} stands twice")
        found[row.ground, row.instrument] = row
    return found


def _ground_article_problem(row: GroundArticle, grounds: Collection[str], packs: Collection[str]) -> str:
    """What is wrong with a row of the right shape; empty if nothing is."""
    if row.ground not in grounds:
        return f"{row.ground} is no ground"
    if row.instrument and row.instrument not in packs:
        return f"{row.instrument} is no instrument"
    if row.house and row.confirmed:
        return "a house rule is not confirmed law"
    if not (row.article or row.house or row.label.ar):
        return "an article, a treaty, or a house rule"
    return ""


def read_procedures(name: str, text: str, *, demo: bool, known: Known | None = None) -> dict[str, Procedure]:
    """How states decide, from the text of the table. Raises LawMalformed."""
    rows = list(converted(name, text, Procedure))
    for line, row in rows:
        problem = _procedure_problem(row) or (known.problem(row.state) if known else "")
        if problem:
            raise LawMalformed(name, line, problem)
    found = _by(name, rows, _state)
    return {state: row for state, row in found.items() if demo or not row.synthetic}


def read_reservations(name: str, text: str) -> dict[str, Reservation]:
    """The reservations that the program can apply, from the text of the table. Raises LawMalformed."""
    return _by(name, converted(name, text, Reservation, several=frozenset({"whys"})), _code)


def read_parties(
    name: str, text: str, known: Known | None = None, reservations: Mapping[str, Reservation] | None = None
) -> tuple[PartyRow, ...]:
    """The table of parties from its text. Raises LawMalformed."""
    found: list[PartyRow] = []
    seen: set[tuple[str, str, str]] = set()
    for line, row in converted(name, text, PartyRow, several=frozenset({"reservations"})):
        unknown = next((code for code in row.reservations if code not in (reservations or {})), "")
        if unknown:
            raise LawMalformed(name, line, f"{unknown} is no reservation that the program knows")
        if not all(is_date(value) for value in (row.since, row.until) if value):
            raise LawMalformed(name, line, "since and until are a year, a date, or empty")
        problem = known.party_problem(row.state, row.instrument) if known else ""
        if problem:
            raise LawMalformed(name, line, problem)
        if row.confirmed and not row.source.strip():
            raise LawMalformed(name, line, "what is confirmed has a source")
        if (row.instrument, row.state, row.since) in seen:
            raise LawMalformed(name, line, f"{row.instrument}, {row.state} stands twice")
        seen.add((row.instrument, row.state, row.since))
        found.append(row)
    return tuple(found)


def _procedure_problem(row: Procedure) -> str:
    """What is wrong with a row of the right shape; empty if nothing is."""
    if row.synthetic and row.confirmed:
        return "what is invented is not confirmed"
    if not row.source and (row.confirmed or row.minister or row.deciding_body or row.appeal_days):
        return "what is known has a source"
    return ""


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


def _code(row: Ground | Reservation) -> str:
    return row.code


def is_date(value: str) -> bool:
    """Whether it is a year, or a day as ISO 8601 writes it."""
    if len(value) == 4:
        return value.isdigit()
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
