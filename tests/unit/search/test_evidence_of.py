"""Why two persons may be one: lines that add up, and the same bits as the search."""

from __future__ import annotations

import pytest

from mithaq.domain.errors import Refusal
from mithaq.names.parts import Kind
from mithaq.names.rarity import UNKNOWN_ROW, rarity_keys, row_of
from mithaq.ops.tables import frequency_rows, scales
from mithaq.search.evidence_of import explain
from mithaq.search.index import Index
from mithaq.search.pair import match_names
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery
from mithaq.testing.people import Crowd, questions

PERSON = SearchPerson(1, ("محمد عبد القادر الحربي",), ("1980-05-01",), "male", ("TN",), ("A12",))


def test_lines_add_up_and_the_search_finds_the_same_bits() -> None:
    crowd = Crowd(3, frequency_rows())
    persons = {person.number: person for batch in crowd.persons(400) for person in batch}
    index = Index.in_memory(scales())
    index.add(persons.values())
    asked = [one.query for batch in questions(crowd, 400, 60) for one in batch]
    for query in asked:
        for found in index.find(query, every=True)[:3]:
            told = explain(query, persons[found.number], scales())
            assert told.bits == pytest.approx(found.bits)
            assert told.klass == found.klass
            if told.lines and told.lines[0].code.startswith("part."):
                assert sum(line.contribution for line in told.lines) == pytest.approx(told.bits, abs=0.05)


def test_the_same_bits_whatever_else_is_there_and_however_it_is_kept() -> None:
    query = PersonQuery(name="Mohamed Abdelkader El Harbi", birth="1980-05-01")
    alone, among = Index.in_memory(scales()), Index.in_memory(scales())
    alone.add([PERSON])
    crowd = [person for batch in Crowd(4, frequency_rows()).persons(300, 2) for person in batch]
    among.add([PERSON, *crowd])
    before = among.find(query)[0]
    among.compact()
    assert alone.find(query)[0].bits == before.bits == among.find(query)[0].bits


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("محمد", "Mohamed", True),
        ("عبد القادر", "Abdelkader", True),
        ("Sid Ahmed Ould Taya", "سيداحمد ولد الطايع", True),
        ("حسن", "حسين", False),
        ("عمر", "عمرو", False),
        ("أبو علي", "علي", False),
    ],
)
def test_names(left: str, right: str, alike: bool) -> None:
    one, two = match_names(left, right, scales()), match_names(right, left, scales())
    assert (one.klass != "none") is (two.klass != "none") is alike
    assert one.bits == pytest.approx(two.bits)


def test_a_document_makes_strong_unless_the_name_is_another() -> None:
    assert explain(PersonQuery(name="Mohamed Alharbi", document="A12"), PERSON, scales()).klass == "strong"
    other = explain(PersonQuery(name="سعاد البنزرتي", document="A12"), PERSON, scales())
    assert other.klass == "possible"
    assert other.lines[-1].code == "name.contradicts"


@pytest.mark.parametrize("name", ["ا" * (1 << 20), " ".join(["محمد"] * 200)])
def test_what_is_too_long_is_refused(name: str) -> None:
    with pytest.raises(Refusal, match=r"name\.too_long"):
        explain(PersonQuery(name=name), PERSON, scales())


@pytest.mark.parametrize("name", ["", "ًٌٍ", "\u200f\u200e", "😀", "\ud800", "م", "محمد"])
def test_odd_names_are_answered(name: str) -> None:
    index = Index.in_memory(scales())
    index.add(SearchPerson(number, ("محمد علي",)) for number in range(1, 3000))
    assert len(index.find(PersonQuery(name=name), every=True)) <= 20


@pytest.mark.parametrize(
    ("apart", "together"),
    [
        ("Salim Nasser Saad", "سليمناصرسعد"),
        ("Sidi Nasser Said", "Sidinassersaid"),
        ("Hamza Dawud Ali Sid Ahmed", "Ali Sidahmed Hamza Dawud"),
    ],
)
def test_words_that_one_side_writes_in_one_are_told_together(apart: str, together: str) -> None:
    for left, right in ((apart, together), (together, apart)):
        told = match_names(left, right, scales())
        assert told.klass == "possible"
        assert any(line.code == "part.joined" for line in told.lines)
        assert {word for line in told.lines for word in line.left.split()} == set(left.split())


def test_a_name_is_as_common_as_the_commonest_it_may_be() -> None:
    rows = scales().rows
    assert row_of((":NKB", ":NJB"), rows) == min(rows[":NKB"], rows[":NJB"])
    assert row_of(("nobody",), rows) == UNKNOWN_ROW
    assert rarity_keys("naguib", Kind.NAME) == (":NKB", ":NJB")
