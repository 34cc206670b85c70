"""What a treaty pack must be beyond the shape of `domain.instrument.Instrument`, and the JSON Schema that says the same.

Kept as `instrument.schema.json`, so that a lawyer's editor marks a misprint while it is typed. The schema cannot see
six things, which the reader of packs refuses besides: a file not named like its pack, an alias, a key that stands
twice, a test that stands twice, a day that is in no calendar, and earlier days out of order or the same as what follows.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from inspect import cleandoc
from typing import Any

import msgspec

from mithaq.domain.earlier import earlier_problems
from mithaq.domain.instrument import Clock, ClockRule, Instrument, Rule
from mithaq.law.malformed import LawMalformed
from mithaq.law.yaml_tree import Tree

# Without these the fold would have to free everybody at once; `order` is set by a court, not by a treaty.
NEEDED = (Clock.DOCUMENT, Clock.DETENTION, Clock.COLLECTION_MAY, Clock.COLLECTION_MUST)
NUMBERS = {
    "threshold_charge": "months", "threshold_both": "months", "threshold_sentence": "months", "prosecute_own": "months",
    "speciality_stay": "days",
}  # fmt: skip
"""The number without which a test would ask nothing."""
NUMBERED_DAYS = tuple(test for test, number in NUMBERS.items() if number == "days")

Problem = tuple[str, str]  # where (a path) and what


def check(name: str, pack: Instrument, tree: Tree) -> None:
    """Refuse what no shape can tell. Raises LawMalformed."""
    if name != f"instruments/{pack.id}.yaml":
        raise LawMalformed(name, tree.line(".id"), "a pack is named like its file")
    for path, reason in _problems(pack):
        raise LawMalformed(name, tree.line(path), reason)


def _problems(pack: Instrument) -> Iterator[Problem]:
    if pack.in_force and not _is_day(pack.in_force):
        yield ".in_force", "a date, or empty"
    if pack.amends:
        if pack.clocks or pack.file:
            yield ".clocks", "nobody is held on an amendment: no clocks, no file"
    else:
        lacking = [clock.value for clock in NEEDED if clock not in pack.clocks]
        if lacking:
            yield ".clocks", f"clocks lack {', '.join(lacking)}"
        if not any(paper.stops_document for paper in pack.file):
            yield ".file", "no paper stops the document clock"
    for clock, rule in pack.clocks.items():
        here = f".clocks.{clock.value}"
        yield from ((here, reason) for reason in _clock_problems(clock, rule))
        yield from _earlier_problems(here, rule)
    for place, paper in enumerate(pack.file):
        if paper.house and paper.confirmed:
            yield f".file[{place}]", "a house rule is not confirmed law"
    yield from _rule_problems(pack)


def _clock_problems(clock: Clock, rule: ClockRule) -> Iterator[str]:
    if rule.ends == "hour" and not rule.first_day_counts:
        yield "hours have no first day to leave out"
    if rule.ends == "hour" and rule.counts == "working":
        yield "working days end at midnight"
    if clock != Clock.COLLECTION_MAY and rule.lapse != "must_release":
        yield "this clock ends in a release"
    if rule.house and rule.confirmed:
        yield "a house rule is not confirmed law"


def _earlier_problems(here: str, rule: ClockRule | Rule) -> Iterator[Problem]:
    for place, reason in earlier_problems(rule.days, rule.earlier):
        yield f"{here}.earlier[{place}]", reason


def _rule_problems(pack: Instrument) -> Iterator[Problem]:
    seen = set()
    for place, rule in enumerate(pack.rules):
        here = f".rules[{place}]"
        if rule.house and rule.confirmed:
            yield here, "a house rule is not confirmed law"
        if rule.test in NUMBERS and not getattr(rule, NUMBERS[rule.test]):
            yield here, f"this test needs its {NUMBERS[rule.test]}"
        if rule.earlier and rule.test not in NUMBERED_DAYS:
            yield f"{here}.earlier", "only days that the program counts have an earlier number"
        yield from _earlier_problems(here, rule)
        if rule.test and rule.test in seen:
            yield f"{here}.test", f"{rule.test} stands twice"
        seen.add(rule.test)


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a pack."""
    made = msgspec.json.schema(Instrument)
    shapes = made["$defs"]
    for shape in shapes.values():
        if "description" in shape:
            shape["description"] = cleandoc(shape["description"])
    pack, clock, paper, rule = (shapes[name] for name in ("Instrument", "ClockRule", "PaperRule", "Rule"))
    pack["properties"]["in_force"]["pattern"] = r"^(\d{4}-\d{2}-\d{2})?$"
    release = {"allOf": [{"$ref": "#/$defs/ClockRule"}, {"properties": {"lapse": {"const": "must_release"}}}]}
    pack["properties"]["clocks"] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {each.value: release for each in Clock}
        | {Clock.COLLECTION_MAY.value: {"$ref": "#/$defs/ClockRule"}},
    }
    stops = {"properties": {"stops_document": {"const": True}}, "required": ["stops_document"]}
    pack["if"] = {"properties": {"amends": {"type": "string", "minLength": 1}}, "required": ["amends"]}
    pack["then"] = {"properties": {"clocks": {"maxProperties": 0}, "file": {"maxItems": 0}}}
    pack["else"] = {
        "properties": {"clocks": {"required": [each.value for each in NEEDED]}, "file": {"contains": stops}}
    }
    hours = {"properties": {"ends": {"const": "hour"}, "first_day_counts": {"const": False}}}
    working = {
        "properties": {"ends": {"const": "hour"}, "counts": {"const": "working"}}, "required": ["ends", "counts"]
    }  # fmt: skip
    house = {"properties": {"house": {"const": True}, "confirmed": {"const": True}}, "required": ["house"]}
    clock["allOf"] = [{"not": hours}, {"not": working}, {"not": house}]
    paper["allOf"] = [{"not": house}]
    shapes["EarlierDays"]["properties"]["before"] |= {"pattern": r"^\d{4}-\d{2}-\d{2}$"}
    counted = {"properties": {"test": {"enum": list(NUMBERED_DAYS)}}, "required": ["test"]}
    uncounted = {"if": {"properties": {"earlier": {"minItems": 1}}, "required": ["earlier"]}, "then": counted}
    rule["allOf"] = [{"not": house}, uncounted, *(_needs_number(test, number) for test, number in NUMBERS.items())]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Mithaq treaty pack", **made}


def schema_text() -> str:
    """The schema as the file keeps it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _needs_number(test: str, number: str) -> dict[str, Any]:
    return {
        "if": {"properties": {"test": {"const": test}}, "required": ["test"]},
        "then": {"properties": {number: {"minimum": 1}}, "required": [number]},
    }


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
