"""Crowds: repeatable person by person, with the shares that are promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
import pytest

from mithaq.ops.tables import frequency_rows
from mithaq.search.births import read_birth
from mithaq.search.person import SearchPerson
from mithaq.testing.people import Asked, Crowd, questions
from mithaq.testing.people.asking import ABSENT
from mithaq.testing.people.states import STATES

MANY = 4000


@pytest.fixture(scope="module")
def crowd() -> Crowd:
    return Crowd(2025, frequency_rows())


@pytest.fixture(scope="module")
def persons(crowd: Crowd) -> list[SearchPerson]:
    return [person for batch in crowd.persons(MANY, chunk=1500) for person in batch]


@pytest.fixture(scope="module")
def asked(crowd: Crowd) -> list[Asked]:
    return [one for batch in questions(crowd, MANY, MANY) for one in batch]


def digest(things: Iterable[object]) -> str:
    return blake2b("\n".join(map(repr, things)).encode(), digest_size=8).hexdigest()


def is_arabic(name: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in name)


def test_the_crowd_is_frozen(persons: list[SearchPerson], asked: list[Asked]) -> None:
    """Published figures name a seed: whoever repeats them must meet the same people. A change shows here."""
    assert (digest(persons[:500]), digest(asked[:500])) == ("eac26aa78c7b29b5", "9bd0763686f3c7f5")


def test_a_person_is_the_same_in_any_chunk_and_any_crowd_of_the_seed(persons: list[SearchPerson]) -> None:
    again = Crowd(2025, frequency_rows())
    assert next(again.persons(3, first=2998)) == persons[2998:3001]
    assert next(Crowd(2026, frequency_rows()).persons(3)) != persons[:3]


def test_persons_are_numbered_and_well_formed(persons: list[SearchPerson]) -> None:
    assert [person.number for person in persons] == list(range(MANY))
    codes = {state.code for state in STATES}
    assert len(codes) == 22
    assert {person.nationalities[0] for person in persons} == codes
    for person in persons:
        assert person.sex in ("", "male", "female")
        assert all(read_birth(birth) for birth in person.births)
        assert 2 < len(person.names[0].split()) < 16
        assert person.names[0] == " ".join(person.names[0].split())


def test_nobody_is_the_son_of_a_son_of(persons: list[SearchPerson]) -> None:
    linked = [person.names[0] for person in persons if " بن " in person.names[0] or " Ben " in person.names[0]]
    assert len(linked) > 50
    assert not [name for name in linked if "بن بن" in name or "ben ben" in name.lower()]


def test_scripts_dates_and_sexes_have_their_shares(persons: list[SearchPerson]) -> None:
    assert 0.37 < sum(is_arabic(person.names[0]) for person in persons) / MANY < 0.43
    lengths = Counter(len(person.births[0]) if person.births else 0 for person in persons)
    assert 0.94 < lengths[10] / MANY < 0.98
    assert 0.02 < lengths[4] / MANY < 0.04
    assert 0.003 < lengths[0] / MANY < 0.02
    sexes = Counter(person.sex for person in persons)
    assert min(sexes["male"], sexes["female"]) > 0.05 * MANY


def test_three_to_five_parts_and_nobody_named_like_his_father(crowd: Crowd) -> None:
    names = crowd.people(np.arange(MANY)).names
    counts = Counter((names >= 0).sum(axis=1).tolist())
    assert set(counts) == {3, 4, 5}
    assert min(counts.values()) > 0.3 * MANY
    assert (names[:, 0] == names[:, 1]).mean() < 0.02


def test_most_questions_are_about_nobody_and_the_rest_about_the_person_named(
    asked: list[Asked], persons: list[SearchPerson]
) -> None:
    assert abs(sum(one.gold is None for one in asked) / MANY - ABSENT) < 0.03
    for one in asked:
        assert one.asked == ("arabic" if is_arabic(one.query.name or "") else "latin")
        if one.gold is not None:
            assert one.stored == ("arabic" if is_arabic(persons[one.gold].names[0]) else "latin")


def test_who_is_not_in_the_register_is_asked_for_as_the_others_are(asked: list[Asked]) -> None:
    absent = [one for one in asked if one.gold is None]
    present = [one for one in asked if one.gold is not None]
    for share in (
        lambda ones: sum(one.asked == "arabic" for one in ones) / len(ones),
        lambda ones: sum(one.stored == "arabic" for one in ones) / len(ones),
        lambda ones: sum(len(one.query.name or "") for one in ones) / len(ones) / 25,
        lambda ones: sum(one.query.birth is None for one in ones) / len(ones),
    ):
        assert abs(share(absent) - share(present)) < 0.05


def test_dates_are_told_in_turn_and_classed_by_what_both_sides_know(
    asked: list[Asked], persons: list[SearchPerson]
) -> None:
    assert [len(one.query.birth or "") for one in asked[:6]] == [10, 4, 0, 10, 4, 0]
    for one in asked:
        told = {10: 0, 4: 1, 0: 2}[len(one.query.birth or "")]
        known = 0 if one.gold is None else {10: 0, 4: 1, 0: 2}[len((*persons[one.gold].births, "")[0])]
        assert one.date == ("full", "year", "none")[max(told, known)]


def test_most_full_dates_agree_and_a_few_do_not(asked: list[Asked], persons: list[SearchPerson]) -> None:
    full = [one for one in asked if one.gold is not None and one.date == "full"]
    same = sum(one.query.birth == persons[one.gold or 0].births[0] for one in full)
    assert 0.92 < same / len(full) < 0.99


def test_the_nationality_is_told_when_asked_for(crowd: Crowd) -> None:
    told = next(questions(crowd, 50, 300, nationality=True))
    home = next(crowd.persons(50))
    same = [one.query.nationality == home[one.gold].nationalities[0] for one in told if one.gold is not None]
    assert sum(same) > 0.85 * len(same)
    assert all(one.query.nationality for one in told)


@pytest.mark.parametrize(("records", "dates"), [(0, ("full",)), (5, ()), (5, ("month",))])
def test_questions_need_a_register_and_known_dates(crowd: Crowd, records: int, dates: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="questions need"):
        next(questions(crowd, records, 5, dates))


def test_rows_without_family_names_make_no_crowd() -> None:
    with pytest.raises(ValueError, match="family names"):
        Crowd(1, [row for row in frequency_rows() if row.role == "given"])
