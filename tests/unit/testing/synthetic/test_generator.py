"""The same seed gives the same people; what it gives would pass approval and review."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from mithaq.domain import content
from mithaq.domain.complete import missing_for
from mithaq.domain.content import Firearm, TravelDocument, Vehicle, Wanted
from mithaq.ops.tables import frequency_rows
from mithaq.testing.synthetic import DEFAULT_SEED, Generator, planted_person
from mithaq.testing.synthetic.chain import PLANTED
from mithaq.testing.synthetic.customs import CUSTOMS

TODAY = date(2026, 11, 24)
STATES = tuple(CUSTOMS)


def generator(seed: int = DEFAULT_SEED) -> Generator:
    return Generator(seed, frequency_rows())


def some_of_everything(seed: int) -> list[bytes]:
    source = generator(seed)
    found: list[content.Content] = []
    for state in STATES:
        found += [source.wanted(state, TODAY) for _ in range(30)]
        found += [source.missing(state, TODAY, child=bool(turn % 2)) for turn in range(10)]
        found += source.objects(state, 100)
    return [content.encode(one) for one in found]


def wanted_people(count: int) -> list[Wanted]:
    source = generator()
    return [source.wanted(state, TODAY) for state in STATES for _ in range(count)]


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert some_of_everything(7) == some_of_everything(7)
    assert some_of_everything(7) != some_of_everything(8)


def test_one_state_does_not_disturb_another() -> None:
    alone, among = generator(), generator()
    for _ in range(5):
        among.person("TN")
    assert alone.person("EG") == among.person("EG")


def test_everything_is_sound_content() -> None:
    source = generator()
    for state in STATES:
        content.check(source.missing(state, TODAY, child=True))
        content.check(source.missing(state, TODAY, child=False))
        content.check(source.travel_document(state))
        content.check(source.vehicle(state))
        content.check(source.firearm(state))
    for one in wanted_people(60):
        content.check(one)
        assert content.decode(content.encode(one)) == one


def test_nothing_is_missing_for_an_approval() -> None:
    source = generator()
    for state in STATES:
        for one in (
            *(source.wanted(state, TODAY) for _ in range(100)),
            *(source.missing(state, TODAY, child=child) for child in (True, False)),
            *source.objects(state, 200),
        ):
            assert missing_for(one, state) == ()


def test_an_arrest_alert_says_who_is_meant() -> None:
    for one in wanted_people(60):
        who = one.identity
        parts = next(name.parts for name in who.names if name.use == "primary")
        assert parts is not None
        assert parts.given
        assert parts.father
        assert parts.grandfather
        assert parts.family
        assert who.mother_name
        assert who.births
        assert who.sex != "unspecified"
        assert who.national_number
        assert who.description


def test_an_arrest_alert_says_what_for() -> None:
    for one in wanted_people(60):
        act, warrant = one.offence, one.warrant
        assert act.date < warrant.date <= TODAY.isoformat() < act.limitation_date
        assert act.maximum_months is not None
        assert act.maximum_months >= 24
        assert (act.remaining_months is not None) == (warrant.kind == "judgment")
        assert act.remaining_months is None or 6 <= act.remaining_months <= act.maximum_months
        assert "synthetic" in act.provisions
        assert one.undertaking
        assert one.proportionality
        assert one.earlier_requests


def test_whoever_is_wanted_was_of_age() -> None:
    for one in wanted_people(60):
        birth = one.identity.births[0]
        if birth.calendar == "gregorian":
            assert int(one.offence.date[:4]) - (birth.until_year or birth.year) > 18


def test_a_missing_child_is_one() -> None:
    source = generator()
    for _ in range(50):
        report = source.missing("MA", TODAY, child=True)
        assert 3 <= TODAY.year - report.identity.births[0].year <= 16
        assert report.danger


def test_the_first_wanted_tunisian_is_the_planted_person() -> None:
    source = generator()
    assert source.wanted("TN", TODAY).identity == planted_person().identity
    assert source.wanted("TN", TODAY).identity != planted_person().identity


def test_nobody_else_carries_both_names_of_the_planted_person() -> None:
    for one in wanted_people(400)[1:]:
        for name in one.identity.names:
            parts = name.parts
            assert parts is not None
            assert not {parts.given, parts.father, parts.grandfather, parts.family} >= PLANTED


def test_most_but_not_all_people_are_stored_in_both_scripts() -> None:
    source = generator()
    scripts = Counter(
        tuple(name.use for name in source.person(state).identity.names if name.use != "known_as")
        for state in STATES
        for _ in range(400)
    )
    assert 0.35 < scripts["primary",] / 2000 < 0.57  # Arabic only, and a few Latin only
    assert set(scripts) == {("primary",), ("primary", "alias")}


def test_people_known_in_one_script_still_have_spellings() -> None:
    source = generator()
    people = [source.person(state) for state in STATES for _ in range(50)]
    assert all(person.latin in person.spellings and person.latin.isprintable() for person in people)
    assert any(len(person.spellings) > 1 for person in people)


@pytest.mark.parametrize("state", STATES)
def test_numbers_never_repeat(state: str) -> None:
    source = generator()
    numbers: Counter[str] = Counter(planted_person().identity.national_number)
    for _ in range(300):
        who = source.wanted(state, TODAY).identity
        numbers.update([who.national_number, *(document.number for document in who.documents)])
    for one in source.objects(state, 3000):
        match one:
            case TravelDocument():
                numbers.update([one.number, one.report_number])
            case Vehicle():
                numbers.update([one.plate, one.vin, one.report_number])
            case Firearm():
                numbers.update([one.serial, one.report_number])
    repeated = [number for number, count in numbers.items() if count > 1 and len(number) > 1]
    assert repeated == []


def test_objects_come_in_the_mix_of_a_register() -> None:
    kinds = Counter(type(one) for one in generator().objects("JO", 10_000))
    assert 8600 < kinds[TravelDocument] < 9000
    assert 750 < kinds[Vehicle] < 1050
    assert 200 < kinds[Firearm] < 400


def test_another_state_is_a_clear_error() -> None:
    with pytest.raises(ValueError, match="no synthetic people for FR"):
        generator().person("FR")
