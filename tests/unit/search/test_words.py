"""Parts of names as heard."""

from __future__ import annotations

import pytest

from mithaq.names.parts import parts
from mithaq.search.kernels.question import KEYS, LONGEST_SOUND, MOST_FORMS
from mithaq.search.words import Heard, arrays, hear, words
from tests.support.segments import SCALES, crowd


def heard(name: str) -> list[Heard]:
    return [hear(part) for part in parts(name)]


def test_words_come_back_from_arrays() -> None:
    every = [one.word(SCALES.rows) for person in crowd(100) for name in person.names for one in heard(name)]
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
        assert all(1 <= len(form.sound) <= LONGEST_SOUND for form in one.forms)


def test_a_name_no_table_knows_has_the_first_row() -> None:
    unknown, known = heard("Zgwrtbq محمد")
    assert unknown.word(SCALES.rows).rarity == 0
    assert known.word(SCALES.rows).rarity > 0
    assert unknown.word(SCALES.rows).key == unknown.keys[0]
