"""Arrays that grow behind what somebody still reads."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.names.parts import parts
from mithaq.search.growing import Growing, GrowingWords
from mithaq.search.words import Word, arrays, words
from tests.support.segments import SCALES, word_of


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(0, 1 << 31), max_size=90), max_size=6))
def test_it_holds_what_was_added_and_a_view_stays_as_it_was(batches: list[list[int]]) -> None:
    growing, whole = Growing(np.uint32, [5]), [5]
    views = [(growing.view(), [5])]
    for batch in batches:
        growing.extend(batch)
        whole += batch
        views.append((growing.view(), list(whole)))
    for view, expected in views:
        assert view.tolist() == expected
        assert not view.flags.writeable


def test_a_word_keeps_its_number_and_its_sounds_while_others_come() -> None:
    growing, numbered = GrowingWords(SCALES.rows), dict[Word, int]()
    for name in ("محمد الحربي", "Mohamed Alharbi", "عبد القادر محمد", "أبو علي الحربي", "M. Noureddine"):
        for part in parts(name):
            number = growing.number(part)
            assert numbered.setdefault(word_of(part), number) == number
        view = growing.view()
        assert list(words(view)) == list(numbered) == list(words(arrays(list(numbered))))
    assert len(growing) == len(numbered)
    assert sorted(numbered.values()) == list(range(len(numbered)))


def test_words_of_another_vocabulary_are_numbered_in_their_order() -> None:
    one, two = GrowingWords(SCALES.rows), GrowingWords(SCALES.rows)
    for name in ("محمد علي حسن", "حسن سالم"):
        for part in parts(name):
            one.number(part)
    two.number(parts("حسن")[0])
    numbers = two.numbers_of(words(one.view())).tolist()
    stored = list(words(two.view()))
    assert [stored[number] for number in numbers] == list(words(one.view()))
    assert len(stored) == len(one)
