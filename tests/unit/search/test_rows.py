"""From persons to rows."""

from __future__ import annotations

from mithaq.search.births import read_birth
from mithaq.search.days import day_number
from mithaq.search.growing import GrowingWords
from mithaq.search.person import SearchPerson
from mithaq.search.rows import MOST_BIRTHS, RowReader, facts_of


def test_a_row_for_each_spelling_and_birth() -> None:
    reader = RowReader(GrowingWords({}))
    rows = reader.read(
        [
            SearchPerson(3, ("Ali Omar", "علي عمر"), ("1980-05-01", "1960/1965"), "male", ("EG",)),
            SearchPerson(4, ("-",)),
            SearchPerson(5, ("Ali",), ("not a date",)),
            SearchPerson(6, ("Omar",), tuple(map(str, range(1950, 1960)))),
        ]
    )
    day = day_number(read_birth("1980-05-01"))
    assert rows.number.tolist() == [3, 3, 3, 3, 5] + [6] * MOST_BIRTHS
    assert rows.day.tolist()[:5] == [day, 0, day, 0, 0]
    assert rows.first.tolist()[:5] == [0, 1960, 0, 1960, 0]
    assert rows.last.tolist()[:5] == [0, 1965, 0, 1965, 0]
    assert rows.sizes.tolist() == [2, 2, 2, 2, 1] + [1] * MOST_BIRTHS
    assert rows.parts.tolist()[:2] == rows.parts.tolist()[2:4]
    assert [list(reader.facts)[fact] for fact in rows.facts.tolist()[3:5]] == [facts_of("male", ["EG"]), 0]
