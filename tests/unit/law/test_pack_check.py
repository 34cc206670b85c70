"""The JSON Schema of packs is up to date, and refuses what the reader of packs refuses, but for the exceptions it names."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mithaq.law.instruments import load_instruments, read_instrument
from mithaq.law.malformed import LawMalformed
from mithaq.law.pack_check import schema, schema_text
from mithaq.law.tables import shipped

VALIDATOR = Draft202012Validator(schema())
PACKS = {id: yaml.safe_load(shipped(f"instruments/{id}.yaml")) for id in load_instruments()}
RIYADH = PACKS["riyadh-1983"]


def places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a document below its root."""
    steps = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, inner in steps:
        yield (*path, step)
        yield from places(inner, (*path, step))


def changed(tree: Any, path: tuple[Any, ...], value: Any, *, remove: bool = False) -> Any:
    """A copy with another value at the place, or without it."""
    made = copy.deepcopy(tree)
    inner = made
    for step in path[:-1]:
        inner = inner[step]
    if remove:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return made


def reader_refuses(tree: Any) -> str:
    name = f"instruments/{tree.get('id')}.yaml"
    try:
        read_instrument(name, yaml.safe_dump(tree, allow_unicode=True))
    except LawMalformed as problem:
        return problem.reason
    return ""


def test_the_file_is_what_the_shapes_say() -> None:
    assert shipped("instrument.schema.json") == schema_text()  # `mithaq rulebook --schema` writes it
    Draft202012Validator.check_schema(json.loads(schema_text()))


@pytest.mark.parametrize("id", PACKS)
def test_every_pack_is_sound_to_both_and_tells_the_editor_so(id: str) -> None:
    VALIDATOR.validate(PACKS[id])
    assert shipped(f"instruments/{id}.yaml").startswith("# yaml-language-server: $schema=../instrument.schema.json\n")


@pytest.mark.parametrize(
    ("id", "path", "value"),
    [
        ("riyadh-1983", ("clocks", "document", "days"), 0),
        ("riyadh-1983", ("clocks", "document", "lapse"), "may_release"),
        ("riyadh-1983", ("clocks", "document", "ends"), "noon"),
        (
            "riyadh-1983",
            ("clocks", "document"),
            RIYADH["clocks"]["document"] | {"ends": "hour", "counts": "working"},
        ),
        (
            "riyadh-1983",
            ("clocks", "document"),
            RIYADH["clocks"]["document"] | {"ends": "hour", "first_day_counts": False},
        ),
        ("riyadh-1983", ("clocks",), {}),
        ("riyadh-1983", ("file", 1), RIYADH["file"][0]),
        ("riyadh-1983", ("amends",), "arab-league-1952"),
        ("riyadh-1983", ("in_force",), "yesterday"),
        ("riyadh-1983", ("ranking", "order"), []),
        ("riyadh-1983", ("covers",), ["everything"]),
        ("riyadh-1983", ("rules", 0, "summary", "fr"), ""),
        ("riyadh-1983", ("rules", 0, "official"), "text"),
        ("riyadh-69-1997", ("amends",), ""),
        ("riyadh-69-1997", ("clocks",), RIYADH["clocks"]),
        ("arab-league-1952", ("clocks", "document", "confirmed"), True),
        ("arab-league-1952", ("file", 0, "confirmed"), True),
        ("riyadh-1983", ("clocks", "document", "earlier"), [{"before": "2027", "days": 40}]),
        ("riyadh-1983", ("clocks", "document", "earlier"), [{"before": "2027-01-01", "days": 0}]),
        ("riyadh-1983", ("clocks", "document", "earlier"), [{"before": "2027-01-01", "days": 40, "unit": "hours"}]),
        ("riyadh-1983", ("clocks", "document", "earlier"), [{"days": 40}]),
        ("riyadh-1983", ("clocks", "document", "earlier"), {"before": "2027-01-01", "days": 40}),
        ("riyadh-1983", ("rules", 0, "earlier"), [{"before": "2027-01-01", "days": 40}]),
    ],
)
def test_both_refuse_the_same(id: str, path: tuple[Any, ...], value: Any) -> None:
    tree = changed(PACKS[id], path, value)
    assert reader_refuses(tree)
    assert not VALIDATOR.is_valid(tree)


def test_both_take_an_earlier_number() -> None:
    rows = [{"before": "2020-01-01", "days": 20}, {"before": "2027-01-01", "days": 40}]
    tree = changed(RIYADH, ("clocks", "document", "earlier"), rows)
    assert not reader_refuses(tree)
    VALIDATOR.validate(tree)


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-1, 400), st.just([]), st.just({}),
    st.sampled_from(["", "x", "hour", "may_release", "deduction", "1999-01-01"]),
)  # fmt: skip
UNSEEN = ("named like its file", "stands twice", "a date, or empty")


@given(st.sampled_from(sorted(PACKS)), st.data())
def test_whatever_is_changed_both_agree(id: str, data: st.DataObject) -> None:
    """One place of a pack is changed or left out; reader and schema come to the same judgement."""
    path = data.draw(st.sampled_from(list(places(PACKS[id]))))
    tree = changed(PACKS[id], path, data.draw(VALUES), remove=data.draw(st.booleans()))
    refused = reader_refuses(tree)
    if not any(word in refused for word in UNSEEN):
        assert VALIDATOR.is_valid(tree) == (not refused), (path, refused)
