"""Each rule of the screening by an example that a lawyer can read: a clean alert of `screening.csv` with one thing changed.

`changes`: columns of `screening.md` with the value that they get; what stands in none is as in the row of `base`.
"""

from __future__ import annotations

import csv
from functools import cache

import pytest

from mithaq.domain.screening.finding import stops
from mithaq.law.load import load_law
from tests.acceptance import screening_rows
from tests.acceptance.screening_rows import HERE, Row

# Rules that a row of the table cannot show; their tests stand in tests/unit.
ELSEWHERE = {
    "penalty.important", "sentence.important", "marker.unproved", "duplicate.contradicts", "issuer.other",
    "torture.request", "warrant.is_judgment", "warrant.police",
}  # fmt: skip


@cache
def bases() -> dict[str, Row]:
    """The labelled rows that are clean, by id."""
    return {row["id"]: row for row in screening_rows.rows() if row["author"] == "rules" and row["expected"] == "clean"}


def examples() -> list[Row]:
    """The rows of the table."""
    with (HERE / "screening_rules.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def changed(example: Row) -> Row:
    """The clean alert with what the example changes. Raises KeyError for a column that there is not."""
    row = dict(bases()[example["base"]])
    for change in example["changes"].split("|"):
        name, _, value = change.partition("=")
        if name.strip() not in row:
            raise KeyError(name.strip())
        row[name.strip()] = value.strip()
    return row


def spoke(row: Row) -> set[str]:
    """The rules that found something."""
    return {one.rule for one in screening_rows.findings(load_law(), row) if one.result != "clear"}


@pytest.mark.parametrize("example", examples(), ids=lambda one: f"{one['rule']}-{one['base']}")
def test_the_rule_speaks_of_the_example(example: Row) -> None:
    assert example["rule"] in spoke(changed(example))


@pytest.mark.parametrize("row", bases().values(), ids=lambda row: row["id"])
def test_no_rule_speaks_of_the_alert_as_it_was(row: Row) -> None:
    assert spoke(row) == set()


def test_every_rule_has_an_example() -> None:
    shown = {example["rule"] for example in examples()}
    assert shown | ELSEWHERE == {rule.id for rule in load_law().screening.rules}
    assert not shown & ELSEWHERE


def misses() -> list[Row]:
    """Near misses: what sounds like the rule's matter and is a crime all the same, or an honest report."""
    with (HERE / "screening_misses.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("miss", misses(), ids=lambda one: f"{one['rule']}-{one['base']}")
def test_a_near_miss_is_not_stopped(miss: Row) -> None:
    found = screening_rows.findings(load_law(), changed(miss))
    assert miss["rule"] not in {one.rule for one in found if one.result != "clear"}
    assert stops(found, urgent=True) == ()


def test_each_rule_of_a_whole_act_has_examples_and_near_misses_in_each_language() -> None:
    whole = {
        rule.id
        for rule in load_law().screening.rules
        if rule.gives_way and rule.id in {one["rule"] for one in misses()}
    }
    assert whole >= {
        f"{topic}.whole" for topic in ("speech", "political", "worship", "behaviour", "administrative", "debt")
    }
    for rule in whole - {"missing.own_will", "document.cancelled"}:
        for table in (examples(), misses()):
            spoken = [bases()[one["base"]]["language"] for one in table if one["rule"] == rule]
            assert all(spoken.count(language) >= 2 for language in ("ar", "en", "fr")), rule
