"""Persons who stand in no index: every one of them is compared."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.domain.errors import Refusal
from mithaq.search import among
from mithaq.search.among import Among
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery
from tests.support.segments import SCALES, crowd

NAME = "أحمد بن علي الطرابلسي"
OTHERS = [structs.replace(person, number=person.number + 100) for person in crowd(300)]


def found(stored: SearchPerson, *, name: str = NAME, birth: str | None = "1980-05-01") -> str:
    """The class in which the person is found among others; empty where he is not."""
    best = Among([*OTHERS[:150], stored, *OTHERS[150:]], SCALES).find(PersonQuery(name, birth, "male", "TN"))
    return best[stored.number].klass if stored.number in best else ""


@pytest.mark.parametrize(
    "name",
    ["أحمد علي الطرابلسي", "Ahmed Ben Ali Trabelsi", "Ahmad bin Ali al-Tarabulsi", "TRABELSI Ahmed"],
)
@pytest.mark.parametrize("births", [("1980-05-01",), ("1980",)])
def test_one_person_in_other_spellings(name: str, births: tuple[str, ...]) -> None:
    assert found(SearchPerson(7, (name,), births, "male", ("TN",)))
    assert found(SearchPerson(7, (name,), births, "male", ("TN",)), birth=None)


@pytest.mark.parametrize(
    "stored",
    [
        SearchPerson(7, ("أحمد بن علي الطرابلسي",), ("1961-11-30",), "male", ("TN",)),
        SearchPerson(7, ("سليمان بن يوسف القرشي",), ("1980-05-01",), "male", ("TN",)),
    ],
)
def test_a_namesake_born_otherwise_and_another_of_the_same_day_are_not_found(stored: SearchPerson) -> None:
    assert found(stored) == ""


def test_the_same_name_and_day_is_strong() -> None:
    assert found(SearchPerson(7, (NAME,), ("1980-05-01",), "male", ("TN",))) == "strong"


def test_it_is_the_same_in_however_many_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    query = PersonQuery(name=OTHERS[40].names[0])
    whole = Among(OTHERS, SCALES).find(query)
    monkeypatch.setattr(among, "ROOM", 64)
    parted = Among(OTHERS, SCALES)
    assert parted.find(query) == whole
    assert OTHERS[40].number in whole


def test_nobody_is_found_among_nobody() -> None:
    assert Among([], SCALES).find(PersonQuery(name=NAME)) == {}


def test_what_no_check_can_ask_is_refused() -> None:
    with pytest.raises(Refusal, match=r"name\.too_long"):
        Among(OTHERS[:1], SCALES).find(PersonQuery(name="a " * 400))
