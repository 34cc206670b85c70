"""The order in which a post reads alerts on one person: by rank within the person, and nothing else moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mithaq.domain.own_say.first import first_things_first, together
from mithaq.domain.own_say.tables import answer
from tests.support.alert_stories import LAW

RANK = LAW.own_say.rank
KINDS = ("wanted", "missing_child", "missing_adult", "sanctions")


def test_arrest_then_the_missing_then_what_informs() -> None:
    assert sorted(("sanctions", "missing_child", "wanted", "missing_adult"), key=RANK) == list(KINDS)
    assert RANK("vehicle") > RANK("sanctions"), "a kind without a row comes last"
    assert not any(row.confirmed for row in LAW.own_say.priority.values())


def test_only_alerts_on_one_person_change_places() -> None:
    found = ["missing_adult", "sanctions", "wanted", "missing_child"]
    groups = together(found, [("missing_adult", "wanted")])
    assert groups == [["missing_adult", "wanted"], ["sanctions"], ["missing_child"]]
    assert first_things_first(found, groups, RANK) == ["wanted", "missing_adult", "sanctions", "missing_child"]


def test_two_links_make_one_person_of_three_alerts() -> None:
    groups = together(["a", "b", "c", "d"], [("c", "a"), ("b", "c"), ("x", "a")])
    assert [set(group) for group in groups] == [{"a", "b", "c"}, {"d"}]


@given(st.lists(st.integers(0, 20), unique=True), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_nobody_is_lost_or_told_twice(numbers: list[int], pairs: list[tuple[int, int]]) -> None:
    ids = [str(number) for number in numbers]
    groups = together(ids, [(str(left), str(right)) for left, right in pairs])
    ordered = first_things_first(ids, groups, lambda id: int(id) % 3)
    assert sorted(ordered) == sorted(ids)
    if not pairs:
        assert ordered == ids


def test_the_table_of_compatibility() -> None:
    rows = LAW.own_say.compatible
    for new in KINDS:
        assert answer(rows, "sanctions", new, same_owner=False) == ("concern" if new == "sanctions" else "compatible")
    assert answer(rows, "missing_adult", "missing_child", same_owner=True) == "refused"
    assert answer(rows, "missing_adult", "missing_child", same_owner=False) == "concern"
    assert answer(rows, "wanted", "wanted", same_owner=False) == "concern"
    assert answer(rows, "vehicle", "vehicle", same_owner=True) == "concern", "what is no row is for a person to look at"
    assert not any(row.confirmed for row in rows.values())
