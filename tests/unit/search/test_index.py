"""The index against a plain dictionary, whatever is done to it and in whatever order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.ops.tables import frequency_rows, scales
from mithaq.search.files import IndexDamaged
from mithaq.search.index import Index
from mithaq.search.person import SearchPerson, SearchThing
from mithaq.search.query import PersonQuery
from mithaq.testing.people import Crowd

PEOPLE = [person for batch in Crowd(9, frequency_rows()).persons(120, 1) for person in batch]
STEPS = st.lists(st.sampled_from(("add", "add", "remove", "compact", "sweep")), min_size=1, max_size=12)


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_it_finds_exactly_those_who_are_there(steps: list[str]) -> None:
    index, there, coming = Index.in_memory(scales()), dict[int, SearchPerson](), iter(PEOPLE)
    for told, step in enumerate(steps, 1):
        if step == "add":
            new = [next(coming) for _ in range(8)]
            index.add(new)
            there |= {person.number: person for person in new}
        elif step == "remove" and there:
            gone = min(there)
            index.remove([gone], told)
            del there[gone]
        elif step == "compact":
            index.compact()
        elif step == "sweep":
            index.sweep()
    for person in PEOPLE[:40]:
        birth = person.births[0] if person.births else None
        numbers = [one.number for one in index.find(PersonQuery(name=person.names[0], birth=birth), every=True)]
        assert (person.number in numbers) is (person.number in there)


def test_two_on_one_folder_see_each_other(tmp_path: Path) -> None:
    one, two = Index.open(tmp_path, scales()), Index.open(tmp_path, scales())
    one.add([PEOPLE[0], SearchThing(PEOPLE[0].number + 1, (("plate", "X1"),))])
    one.compact()
    assert two.exact("plate", "X1") == []
    two.refresh()
    assert two.exact("plate", "X1") == [PEOPLE[0].number + 1]
    assert two.last == one.last


def test_any_flipped_byte_is_damage(tmp_path: Path) -> None:
    index = Index.open(tmp_path, scales())
    index.add(PEOPLE)
    index.compact()
    index.verify()
    path = next(tmp_path.glob("*.segment"))
    sound = path.read_bytes()
    for at in range(0, len(sound), max(1, len(sound) // 60)):
        path.write_bytes(sound[:at] + bytes([sound[at] ^ 16]) + sound[at + 1 :])
        try:
            Index.open(tmp_path, scales()).verify()
        except IndexDamaged:
            continue
        assert sound[at] == 0  # room between two arrays is nobody's
    path.write_bytes(sound[: len(sound) // 2])
    with pytest.raises(IndexDamaged):
        Index.open(tmp_path, scales()).verify()


def test_numbers_rise() -> None:
    index = Index.in_memory(scales())
    index.add(PEOPLE[:2])
    with pytest.raises(ValueError, match="rise"):
        index.add(PEOPLE[:1])


def test_who_comes_while_others_are_joined_is_kept_and_may_leave_later(tmp_path: Path) -> None:
    for step in ("before", "after"):
        index = Index.open(tmp_path / step, scales())
        index.add(PEOPLE[:20])
        index.compact()
        index.remove([PEOPLE[3].number], 1)
        joining = index.join(sweep=True)
        assert joining is not None
        new = SearchPerson(500, ("Zubair Qahtan Shamrani",), documents=("A1",))
        if step == "before":
            index.add([new])
        joining.run()
        if step == "after":
            index.add([new])
        assert index.take(joining)
        assert [one.number for one in index.find(PersonQuery(name="زبير قحطان الشمراني"))] == [500]
        assert index.exact("document", "A1") == [500]
        again = Index.open(tmp_path / step, scales())
        assert again.last == PEOPLE[19].number, "it is told anew, and so is its leaving"


@pytest.mark.parametrize("compacted", [True, False])
def test_those_who_left_take_nobodys_place(compacted: bool) -> None:
    index = Index.in_memory(scales())
    index.add([SearchPerson(number, ("سعيد قحطان بوعزيزي",), ("1990-01-01",)) for number in range(1, 600)])
    if compacted:
        index.compact()
    index.remove(range(1, 599), 1)
    for birth in (None, "1990", "1990-01-01"):
        assert [one.number for one in index.find(PersonQuery(name="سعيد قحطان بوعزيزي", birth=birth))] == [599]


def test_a_person_of_many_spellings_takes_one_place() -> None:
    index = Index.in_memory(scales())
    index.add(
        [SearchPerson(1, ("Mo Salim Harbi",) * 40, ("1980", "1981", "1982")), SearchPerson(2, ("Mo Salim Harbi",))]
    )
    assert {one.number for one in index.find(PersonQuery(name="Mo Salim Harbi"))} == {1, 2}


def test_sex_and_nationality_bring_nobody_out_of_sight() -> None:
    men = [SearchPerson(number, ("سعيد قحطان بوعزيزي",), ("1990-01-01",), "male", ("EG",)) for number in range(1, 120)]
    other = SearchPerson(999, ("نور قحطان بوعزيزي",), ("1990-01-01",), "female", ("IQ",))
    index = Index.in_memory(scales())
    index.add([*men, other])
    index.compact()
    asked = PersonQuery("نور قحطان بوعزيزي", "1990-01-01", "female", "IQ")
    assert index.find(asked)[0].number == 999
    opposite = PersonQuery("نور قحطان بوعزيزي", "1990-01-01", "male", "EG")
    assert 999 in [one.number for one in index.find(opposite)]
