"""Namesakes beside a candidate: of whom they are counted, by which parts, and with which year."""

from __future__ import annotations

import pytest

from mithaq.app.namesakes import of_candidate
from mithaq.domain.identity import Identity, PartialDate, PersonName
from mithaq.names.namesakes import Namesakes, namesakes
from mithaq.ops.tables import census
from mithaq.search.explain import Line
from mithaq.testing import acts
from mithaq.testing.world import World
from tests.unit.app.asking import ask, batch, document, name

FULL = "محمد بن علي بن أحمد الطرابلسي"
PERSON = Identity(
    names=(PersonName("Muhammad Ali"), PersonName(FULL)),
    sex="male",
    births=(PartialDate(1980, 5, 1), PartialDate(1960, until_year=1965)),
    nationalities=("FR", "TN"),
)
SAID = (
    Line("part.script", "Ali", "علي", 3.0),
    Line("part.spelling", "Mohamed", "محمد", 1.0),
    Line("parts.conflict", "Salem", "الطرابلسي", -3.0),
    Line("part.only_stored", "", "أحمد", -0.5),
    Line("birth.same_year", "1980", "1980-05-01", 5.0),
)


def of(identity: Identity = PERSON, said: tuple[Line, ...] = SAID, birth: str = "", sex: str = "") -> Namesakes | None:
    return of_candidate(census(), identity, said, birth, sex, 2026)


def test_the_parts_that_answered_count_in_the_order_of_the_stored_name() -> None:
    assert of() == namesakes(census(), "محمد علي", "TN", "male", None, 2026)


def test_found_by_a_number_the_whole_stored_name_counts() -> None:
    assert of(said=()) == namesakes(census(), "Muhammad Ali", "TN", "male", None, 2026)


@pytest.mark.parametrize(
    ("birth", "year"),
    [
        ("", None),
        ("1980", 1980),
        ("1980-05-01", 1980),
        ("1980-07", 1980),
        ("1962-01-01", 1962),
        ("1981", None),
        ("1979/1981", None),
    ],
)
def test_a_year_counts_where_both_sides_have_it(birth: str, year: int | None) -> None:
    found = of(birth=birth)
    assert found is not None
    assert found.year == year


def test_people_without_a_known_state_are_sought_in_all_and_others_in_none() -> None:
    nowhere = Identity(names=PERSON.names, sex="male")
    found = of(nowhere)
    assert found is not None
    assert found.state == ""
    assert of(Identity(names=PERSON.names, nationalities=("FR", "PK"))) is None


def test_the_sex_asked_for_counts_where_the_alert_has_none() -> None:
    unknown = Identity(names=PERSON.names, nationalities=("TN",))
    assert of(unknown, sex="male") == of()
    assert of(unknown, sex="female") != of()


def test_every_person_of_an_answer_comes_with_namesakes_and_no_thing_does(world: World) -> None:
    one = acts.person("TN")
    acts.circulated(world, content=one)
    (by_name,) = ask(world, "EG", name=name(one), birth="1979").candidates
    assert by_name.namesakes is not None
    assert (by_name.namesakes.state, by_name.namesakes.year) == ("TN", 1979)
    (by_number,) = ask(world, "EG", document=document(one)).candidates
    assert by_number.namesakes is not None
    assert by_number.namesakes.year is None
    batch(world, "123 TUN 4567")
    (thing,) = ask(world, "JO", plate="123tun4567").candidates
    assert thing.namesakes is None
