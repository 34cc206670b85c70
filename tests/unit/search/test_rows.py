"""From a person to rows."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from mithaq.search.births import Birth
from mithaq.search.days import day_birth
from mithaq.search.growing import GrowingWords
from mithaq.search.kernels.question import MOST_PARTS
from mithaq.search.person import SearchPerson, SearchThing
from mithaq.search.rows import MOST_BIRTHS, STATES, RowReader, exact_keys_of, facts_of, state_bits, state_column
from tests.support.segments import SCALES


class Row(NamedTuple):
    number: int
    words: list[int]
    day: int
    first: int
    last: int
    facts: int


def rows(*persons: SearchPerson) -> list[Row]:
    reader = RowReader(GrowingWords(SCALES.rows))
    found = reader.read(persons)
    facts, ends = list(reader.facts), found.sizes.cumsum().tolist()
    return [
        Row(number, found.parts[end - size : end].tolist(), day, first, last, facts[fact])
        for number, end, size, day, first, last, fact in zip(
            found.number.tolist(), ends, found.sizes.tolist(), found.day.tolist(), found.first.tolist(),
            found.last.tolist(), found.facts.tolist(), strict=True,
        )
    ]  # fmt: skip


def test_a_row_for_each_spelling_and_each_birth() -> None:
    found = rows(SearchPerson(7, ("محمد علي", "Mohamed Aly Hassan"), ("1980-05-01", "1960/1965"), "female", ("TN",)))
    assert [len(row.words) for row in found] == [2, 2, 3, 3]
    assert [(row.first, row.last) for row in found] == [(0, 0), (1960, 1965)] * 2
    assert [day_birth(row.day) for row in found if row.day] == [Birth(1980, 1980, 5, 1)] * 2
    assert {(row.number, row.facts) for row in found} == {(7, facts_of("female", ("TN",)))}


def test_rows_stand_in_the_order_of_their_persons() -> None:
    found = rows(SearchPerson(3, ("علي", "Ali")), SearchPerson(4, ("-",)), SearchPerson(5, ("عمر",), ("1980", "1981")))
    assert [row.number for row in found] == [3, 3, 5, 5]
    assert found[0].words != found[2].words == found[3].words


def test_births_beyond_the_most_are_not_searched_and_what_is_no_date_is_none() -> None:
    years = tuple(str(year) for year in range(1960, 1970))
    assert len(rows(SearchPerson(1, ("علي",), years))) == MOST_BIRTHS
    unknown = rows(SearchPerson(1, ("علي",), ("yesterday",)))
    assert [(row.day, row.first, row.last) for row in unknown] == [(0, 0, 0)]


def test_a_year_before_all_is_kept_as_a_range() -> None:
    assert [(row.day, row.first, row.last) for row in rows(SearchPerson(1, ("علي",), ("1850",)))] == [(0, 1850, 1850)]


@pytest.mark.parametrize("names", [(), ("",), ("--", "😀")])
def test_who_has_no_name_has_no_row(names: tuple[str, ...]) -> None:
    assert rows(SearchPerson(1, names, ("1980",))) == []


def test_a_long_chain_is_compared_by_its_beginning() -> None:
    chain = "محمد علي حسن سالم كريم " * 5
    assert len(rows(SearchPerson(1, (chain,)))[0].words) == MOST_PARTS


def test_each_state_has_a_bit_and_all_others_share_one() -> None:
    assert len({state_bits((state,)) for state in (*STATES, "FR")}) == len(STATES) + 1
    assert state_bits(("FR",)) == state_bits(("DE",)) == 1 << len(STATES)
    assert state_bits(("tn", "EG")) == state_bits(("TN",)) | state_bits(("EG",))
    assert [state_column(state) for state in ("ae", "YE", "FR", "", None)] == [0, 21, 22, 22, 22]
    assert {facts_of(sex, ()) for sex in ("male", "M", "female", "f", "", "other")} == {0, 1, 2}


def test_what_is_found_exactly() -> None:
    keys = (("plate", "P1"), ("serial", "S1"))
    assert exact_keys_of(SearchThing(1, keys)) == keys
    assert exact_keys_of(SearchPerson(1, (), documents=("X1", "X2"))) == (("document", "X1"), ("document", "X2"))


def test_the_columns_are_those_of_the_table_of_rarity() -> None:
    assert SCALES.evidence.bits.shape[1] == len(STATES) + 1
