"""Two indexes compared: the same persons told in whatever order and number of segments, and who differs."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.search.contents import contents_of, together
from mithaq.search.person import SearchPerson, SearchThing
from tests.support.segments import crowd, live

PEOPLE = crowd(40)
ONE = SearchPerson(50, ("محمد الحربي",), ("1980-05-01",), "male", ("TN",), ("X1",))


def test_the_order_and_the_segments_do_not_matter() -> None:
    whole = contents_of([live(PEOPLE).held()])
    halves = [live(PEOPLE[20:]).held(), live(PEOPLE[:20]).held()]
    assert contents_of(halves).differences(whole) == []
    assert together([contents_of([half]) for half in halves]).differences(whole) == []


def test_who_is_gone_does_not_count() -> None:
    without = contents_of([live([*PEOPLE, ONE]).held()], frozenset({50}))
    assert without.differences(contents_of([live(PEOPLE).held()])) == []
    assert contents_of([]).differences(contents_of([live([ONE]).held()], frozenset({50}))) == []


@pytest.mark.parametrize(
    "other",
    [
        structs.replace(ONE, names=("حسن الحربي",)),
        structs.replace(ONE, names=("محمد الحربي سالم",)),
        structs.replace(ONE, births=("1980-05-02",)),
        structs.replace(ONE, births=("1980/1981",)),
        structs.replace(ONE, births=()),
        structs.replace(ONE, sex="female"),
        structs.replace(ONE, nationalities=("TN", "EG")),
        structs.replace(ONE, documents=("X2",)),
        SearchThing(50, (("document", "X1"),)),
    ],
)
def test_who_differs_is_named(other: SearchPerson | SearchThing) -> None:
    one, two = contents_of([live([*PEOPLE, ONE]).held()]), contents_of([live([*PEOPLE, other]).held()])
    assert one.differences(two) == two.differences(one) == [50]


@pytest.mark.parametrize("other", ["1961/1965", "1960/1966"])
def test_either_end_of_a_range_tells(other: str) -> None:
    held = [live([structs.replace(ONE, births=(births,))]).held() for births in ("1960/1965", other)]
    assert contents_of(held[:1]).differences(contents_of(held[1:])) == [50]


def test_who_is_missing_is_named() -> None:
    one, two = contents_of([live(PEOPLE[:30]).held()]), contents_of([live(PEOPLE[10:]).held()])
    expected = [person.number for person in (*PEOPLE[:10], *PEOPLE[30:])]
    assert one.differences(two) == two.differences(one) == expected
