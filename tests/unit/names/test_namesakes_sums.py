"""The arithmetic of namesakes against every chain of a people that knows three names."""

from __future__ import annotations

import math
from itertools import combinations, product

import msgspec
import pytest

from mithaq.names.census import Census, StateCount
from mithaq.names.namesakes import Namesakes, namesakes

GIVEN = {"محمد": 0.3, "علي": 0.2, "سالم": 0.1}
FAMILY = {"محمد": 0.05, "علي": 0.01, "سالم": 0.4}
COUNTED = 10**9
"""So many names that sampling leaves no doubt, and a name that was not counted has next to no bearers."""


class Row(msgspec.Struct, frozen=True):
    country: str
    role: str
    name: str
    share: float


ROWS = [
    Row("TN", role, name, share)
    for role, table in (("given", GIVEN), ("surname", FAMILY))
    for name, share in table.items()
]
CENSUS = Census(ROWS, [StateCount("TN", 2_000_000, 1.0, 1e-9, COUNTED, COUNTED)], [])


def bearing(name: str) -> Namesakes:
    found = namesakes(CENSUS, name, "TN", "male")
    assert found is not None
    return found


def by_hand(asked: list[str], links: int = 4) -> float:
    """The million men one chain after the other: given name, forefathers, family."""
    tables = [GIVEN] * (links - 1) + [FAMILY]
    people = 0.0
    for chain in product(("محمد", "علي", "سالم", ""), repeat=links):
        chance = math.prod(table.get(link, 1 - sum(table.values())) for table, link in zip(tables, chain, strict=True))
        given, *_, family = chain
        orders = [(given, *some) for some in combinations(chain[1:], len(asked) - 1)]
        people += chance * (tuple(asked) in orders)
        if len(asked) > 1:
            orders = [(family, given, *some) for some in combinations(chain[1:-1], len(asked) - 2)]
            people += chance * (tuple(asked) in orders)
        else:
            people += chance * (family == asked[0])
    return 1_000_000 * people


@pytest.mark.parametrize(
    "name",
    [
        "محمد",
        "سالم",
        "محمد علي",
        "علي محمد",
        "سالم علي",
        "علي علي",
        "محمد محمد محمد",
        "محمد علي سالم",
        "علي سالم محمد سالم",
    ],
)
def test_as_many_as_there_are(name: str) -> None:
    assert math.isclose(bearing(name).expected, by_hand(name.split()), rel_tol=0.05)


def test_a_longer_name_needs_a_longer_chain() -> None:
    assert math.isclose(
        bearing("علي علي محمد سالم سالم").expected, by_hand("علي علي محمد سالم سالم".split(), 5), rel_tol=0.05
    )


def test_a_fifth_part_takes_no_rare_family_for_a_common_forefather() -> None:
    four = "علي علي علي محمد"  # محمد is common as a forefather's name and rare as a family's
    five = f"{four} سالم"
    assert by_hand(five.split(), 5) > by_hand(four.split())
    assert bearing(five).expected == bearing(four).expected


def test_links_of_one_chain_are_less_sure_than_one_name() -> None:
    one, two = bearing("محمد"), bearing("محمد علي")
    assert one.high / one.expected * 1.2 < two.high / two.expected
    assert two.high / two.expected > two.expected / two.low, "families repeat names more than sons avoid them"
