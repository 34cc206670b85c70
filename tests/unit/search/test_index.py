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
