"""Whatever is asked of the register: an answer or one of our refusals, the same each time."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from mithaq.domain.errors import Refusal
from mithaq.search.births import read_birth, weigh_birth
from mithaq.search.exact import normal_document, normal_plate, normal_serial
from mithaq.search.find import TOP, find
from mithaq.search.memory import ListPostings
from mithaq.search.port import SearchPerson
from mithaq.search.query import PersonQuery
from tests.unit.search.people import FREQUENCY, REGISTER

TEXT = st.one_of(st.none(), st.text(max_size=40))
DATES = st.dates().map(str).filter(lambda text: read_birth(text) is not None)
BIRTHS = st.one_of(DATES, DATES.map(lambda text: text[:7]), DATES.map(lambda text: text[:4]), st.just("1960/1965"))


@given(TEXT, st.one_of(TEXT, BIRTHS), TEXT, TEXT, TEXT)
def test_any_query_gets_an_answer_or_a_refusal(
    name: str | None, birth: str | None, sex: str | None, nationality: str | None, document: str | None
) -> None:
    query = PersonQuery(name, birth, sex, nationality, document)
    with suppress(Refusal):
        found = find(query, REGISTER, FREQUENCY)
        assert len(found) <= TOP
        assert found == find(query, REGISTER, FREQUENCY)
        assert all(0.0 <= match.score <= 1.0 and match.klass != "none" for match in found)


@given(st.text(max_size=60), st.lists(st.text(max_size=12), max_size=3))
def test_whatever_is_stored_is_found_by_its_own_name(name: str, births: list[str]) -> None:
    person = SearchPerson(1, (name, "علي"), tuple(births))
    assert find(PersonQuery(name="علي"), ListPostings([person]), FREQUENCY)[0].number == 1


@given(BIRTHS, BIRTHS)
def test_birth_evidence_is_symmetric(one: str, other: str) -> None:
    left, right = read_birth(one), read_birth(other)
    assert left is not None
    assert right is not None
    assert weigh_birth(left, right) == weigh_birth(right, left)


@given(st.text(max_size=100))
def test_canonical_numbers_are_canonical(text: str) -> None:
    for normal in (normal_document, normal_serial, normal_plate):
        assert normal(normal(text)) == normal(text)
