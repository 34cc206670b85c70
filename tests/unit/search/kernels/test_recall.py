"""Which rows of a segment are worth comparing."""

from __future__ import annotations

import pytest

from mithaq.search.effort import effort
from mithaq.search.kernels.recall import by_signature, by_words, day_asked, of_the_day
from mithaq.search.kernels.room import COUNT
from mithaq.search.query import PersonQuery
from tests.support.segments import SCALES, asked, crowd, frozen_of, kept, live, remembering, work

PEOPLE = crowd(500)
ALONE = [person for person in PEOPLE[::25] if person.births]


@pytest.mark.parametrize("frozen", [True, False])
@pytest.mark.parametrize("slip", [-1, 0, 1])
def test_by_the_year_of_birth_or_the_one_beside_it_the_bearer_of_a_name_is_kept(frozen: bool, slip: int) -> None:
    segment = frozen_of(PEOPLE) if frozen else live(PEOPLE).segment()
    for person in ALONE:
        place, birth = work(), str(int(person.births[0][:4]) + slip)
        question = asked(PersonQuery(name=person.names[0], birth=birth))
        memo = remembering(segment)
        by_words(
            segment, question, SCALES.sounds, SCALES.evidence, effort(len(segment.number)), 1, False, memo,
            place.out.row, place.room,
        )  # fmt: skip
        promises = dict(zip(kept(place.room), place.room.promise.tolist(), strict=False))
        best = {int(segment.number[row]) for row, promise in promises.items() if promise == max(promises.values())}
        assert person.number in best
        assert len(promises) < len(segment.number)


def test_in_a_segment_that_grows_all_of_the_day_are_kept_and_others_by_their_name() -> None:
    segment = live(PEOPLE).segment()
    for person in ALONE:
        other = PEOPLE[0].names[0]
        for name in (person.names[0], other):
            question, room = asked(PersonQuery(name=name, birth=f"{person.births[0][:4]}-05-11")), work().room
            by_signature(segment, question, SCALES.evidence, room)
            numbers = {int(segment.number[row]) for row in kept(room)}
            assert person.number in numbers or name == other
            day = day_asked(question)
            assert {row for row in range(len(segment.number)) if segment.day[row] == day} <= set(kept(room))


def test_only_rows_of_the_very_day_are_kept_for_it() -> None:
    segment = frozen_of(PEOPLE)
    for person in ALONE:
        if len(person.births[0]) == 10:
            question, room = asked(PersonQuery(name=person.names[0], birth=person.births[0])), work().room
            of_the_day(segment, question, SCALES.evidence, room)
            assert person.number in {int(segment.number[row]) for row in kept(room)}
            assert {int(segment.day[row]) for row in kept(room)} == {day_asked(question)}
            assert room.size[COUNT] == len(set(kept(room)))


@pytest.mark.parametrize("birth", [None, "1980", "1980-05", "1980/1981", "1874-05-01", "2032-05-01"])
def test_a_day_that_is_not_known_or_in_no_segment_is_none(birth: str | None) -> None:
    assert day_asked(asked(PersonQuery(name="علي", birth=birth))) == 0
