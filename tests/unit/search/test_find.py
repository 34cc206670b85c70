"""Finding a person: across scripts, explained, bounded, the same every time."""

from __future__ import annotations

import pytest

from mithaq.domain.errors import Refusal
from mithaq.search.find import TOP, Match, find
from mithaq.search.memory import ListPostings
from mithaq.search.port import SearchPerson
from mithaq.search.query import PersonQuery
from tests.unit.search.people import FREQUENCY, LATIN, LONE, NAMESAKE, OUTIKI, RANGE, REGISTER, crowd


def ask(**asked: str) -> list[Match]:
    return find(PersonQuery(**asked), REGISTER, FREQUENCY)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Muhammad Abdul-Qadir", OUTIKI),
        ("محمد عبد القادر", OUTIKI),
        ("محمد عبدالقادر", OUTIKI),
        ("Mohamed Abdelkader Outiki", OUTIKI),
        ("EL OUTIKI, Mohamed Abdelkader", OUTIKI),
        ("خالد فهد العتيبي", LATIN),
        ("Khaled Alotaibi", LATIN),
        ("Yakutumma", LONE),
        ("Hasan Gul", RANGE),
    ],
)
def test_found_first_by_name_alone(name: str, person: SearchPerson) -> None:
    first = ask(name=name)[0]
    assert (first.number, first.klass) == (person.number, "possible")


def test_both_scripts_rank_the_same_person_first() -> None:
    assert ask(name="Muhammad Abdul-Qadir")[0].number == ask(name="محمد عبد القادر")[0].number


def test_date_makes_it_strong_and_says_so() -> None:
    first = ask(name="Muhammad Abdul-Qadir", birth="1979-04-12", sex="male", nationality="TN")[0]
    assert (first.number, first.klass) == (OUTIKI.number, "strong")
    said = {line.code for line in first.explanation}
    assert {"birth.same_day", "sex.same", "nationality.same", "part.only_stored"} <= said


def test_another_date_speaks_against() -> None:
    assert ask(name="محمد علي", birth="1990-11-30") == []
    lines = ask(name="محمد عبد القادر سالم الطاهر الأوتيكي", birth="1991-11-30")[0].explanation
    assert any(line.code == "birth.other" and line.contribution < 0 for line in lines)


def test_a_common_name_is_strong_only_with_more_than_its_date() -> None:
    assert ask(name="محمد علي", birth="1970-03-09")[0].klass == "possible"
    assert ask(name="محمد علي", birth="1970-03-09", nationality="EG")[0].klass == "strong"


def test_document_alone_is_enough_and_another_name_is_told() -> None:
    (only,) = ask(document="z-704 215")
    assert (only.number, only.klass) == (OUTIKI.number, "strong")
    first = next(match for match in ask(document="Z704215", name="Pierre Durand") if match.number == OUTIKI.number)
    assert first.klass == "possible"
    assert "name.contradicts" in {line.code for line in first.explanation}


def test_birth_ranges() -> None:
    assert ask(name="Hassan Ghoul", birth="1977-06-01")[0].number == RANGE.number
    assert ask(name="Hassan Ghoul", birth="1950-06-01") == []


def test_one_common_name_gives_some_possibles_and_never_more() -> None:
    found = ask(name="خالد")
    assert 0 < len(found) <= TOP
    assert {match.klass for match in found} == {"possible"}


def test_the_one_who_bears_just_this_name_comes_first() -> None:
    assert ask(name="محمد علي")[0].number == NAMESAKE.number


@pytest.mark.parametrize("name", ["", " ", "ـ ʿ \u200f", "\x00", "ъ", "؟!"])
def test_nothing_to_go_by_finds_nobody(name: str) -> None:
    assert ask(name=name) == []


def test_one_letter_is_no_name() -> None:
    assert ask(name="م") == []


@pytest.mark.parametrize("name", ["محمد" * 300_000, "ab " * 200, "; ".join("abcdefghijklmnopqrstuvw")])
def test_too_much_is_refused_with_a_code(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        ask(name=name)
    assert (refused.value.code, refused.value.where) == ("name.too_long", "name")


def test_a_bad_date_is_refused_with_a_code() -> None:
    with pytest.raises(Refusal) as refused:
        ask(name="محمد", birth="31.12.1980")
    assert refused.value.code == "query.birth"


def test_order_of_arrival_does_not_matter() -> None:
    people = [OUTIKI, LATIN, NAMESAKE, *crowd(200)]
    query = PersonQuery(name="محمد أحمد علي")
    one = find(query, ListPostings(people), FREQUENCY)
    other = find(query, ListPostings(reversed(people)), FREQUENCY)
    assert one == other


def test_ties_are_broken_by_what_is_stored_not_by_local_numbers() -> None:
    twins = [SearchPerson(7, ("علي منصور الأوتيكي",), ("1980",)), SearchPerson(8, ("علي منصور الأوتيكي",), ("1975",))]
    swapped = [SearchPerson(7, twins[1].names, twins[1].births), SearchPerson(8, twins[0].names, twins[0].births)]
    query = PersonQuery(name="Ali Mansour El Outiki")
    births = []
    for people in (twins, swapped):
        by_number = {person.number: person.births for person in people}
        births.append([by_number[match.number] for match in find(query, ListPostings(people), FREQUENCY)])
    assert births[0] == births[1] == [("1975",), ("1980",)]
