"""Parts of names as heard."""

from __future__ import annotations

import pytest

from mithaq.names.parts import parts
from mithaq.names.rarity import rarity_keys
from mithaq.search.kernels.question import KEYS, LONGEST_SOUND, MOST_FORMS
from mithaq.search.words import Heard, arrays, hear, stored, words
from tests.support.segments import SCALES, crowd

NAMES = "محمد عبد القادر نور الدين Abdelkader Noureddine Al-Harbi Fathi ابوبكر X 김정은 Иван x12 Faarax طه".split()


def heard(name: str) -> list[Heard]:
    return [hear(part) for part in parts(name)]


def test_words_come_back_from_arrays() -> None:
    every = [
        stored(part.core, part.joined, part.kind, SCALES.rows)
        for person in crowd(100)
        for name in (*person.names, *NAMES)
        for part in parts(name)
    ]
    assert list(words(arrays(every))) == every
    assert list(words(arrays([]))) == []


@pytest.mark.parametrize(("one", "two"), [("محمد", "Mohamed"), ("قاسم", "Kacem"), ("عبد القادر", "Abdelkader")])
def test_who_is_asked_for_in_one_script_has_a_key_of_the_other(one: str, two: str) -> None:
    left, right = heard(one)[0], heard(two)[0]
    assert left.keys[0] in right.keys
    assert right.keys[0] in left.keys
    assert left.mask & right.mask


@pytest.mark.parametrize("name", ["Thzgvcthzgvcthzgvc" * 3, "ثظجچڤثظجچڤ" * 5, "Ben Al Ibn Theghizou", "Ωmega漢字"])
def test_what_is_heard_is_bounded(name: str) -> None:
    for one in heard(name):
        assert 1 <= len(one.keys) == len(set(one.keys)) <= KEYS
        assert 1 <= len(one.forms) == len(set(one.forms)) <= MOST_FORMS
        assert all(1 <= len(sound) <= LONGEST_SOUND for _, sound in one.forms)


def test_a_name_no_table_knows_has_the_first_row() -> None:
    unknown, known = (stored(part.core, part.joined, part.kind, SCALES.rows) for part in parts("Zgwrtbq محمد"))
    assert unknown[1] == 0
    assert known[1] > 0


@pytest.mark.parametrize("name", NAMES)
def test_a_word_is_stored_as_it_is_heard(name: str) -> None:
    for part in parts(name):
        asked = hear(part)
        kind, row, key, roles, sounds = stored(
            part.core, part.joined, part.kind, {rarity_keys(part.core, part.kind)[0]: 7}
        )
        assert (kind, row, key) == (asked.kind, 7, asked.keys[0])
        assert tuple(zip(roles, sounds.split(b"\0"), strict=False)) == asked.forms
