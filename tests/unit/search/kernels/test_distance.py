"""How alike two parts of names sound."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.names.parts import parts
from mithaq.search.kernels.align import alignment
from mithaq.search.kernels.distance import INITIAL_LIKE, MOST_COST, SAME, part_likeness
from mithaq.search.words import arrays
from tests.support.segments import SCALES, crowd, word_of

WRITTEN = sorted({part.original for person in crowd(150) for name in person.names for part in parts(name)})
HARDLY = SAME - MOST_COST * int(SCALES.sounds.tolerance.min()) // 10
"""Up to here two words may be given up before they are measured to the end."""

PARTS = st.one_of(
    st.sampled_from([*WRITTEN, "M.", "ع", "عبد القادر", "Abu Ali", "أم كلثوم", "Nour Eddine", "هبة الله"]),
    st.text("محدنسقعاوي", min_size=1, max_size=8),
    st.text("mohdnskaeiuy", min_size=1, max_size=8),
)


def likeness(one: str, two: str) -> int:
    """Of the first parts of two names."""
    words = arrays([word_of(parts(name)[0]) for name in (one, two)])
    found = part_likeness(words, 0, words, 1, SCALES.sounds, alignment().row)
    other = part_likeness(words, 1, words, 0, SCALES.sounds, alignment().row)
    assert found == other or max(found, other) <= HARDLY
    return found


@settings(max_examples=30, deadline=None)
@given(PARTS, PARTS)
def test_the_same_either_way_and_bounded(one: str, two: str) -> None:
    if parts(one) and parts(two):
        assert 0 <= likeness(one, two) <= SAME


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(WRITTEN))
def test_every_part_is_like_itself(one: str) -> None:
    assert likeness(one, one) == SAME


@pytest.mark.parametrize(
    ("one", "two"), [("محمد", "Mohamed"), ("قادر", "Kader"), ("Youssef", "يوسف"), ("عبد القادر", "Abdelkader")]
)
def test_the_same_sound_in_two_scripts_is_nearly_the_same(one: str, two: str) -> None:
    assert likeness(one, two) >= 900


@pytest.mark.parametrize(
    ("nearer", "farther"),
    [
        (("عبد القادر", "القادر"), ("أبو علي", "علي")),
        (("محمد", "محمود"), ("محمد", "سالم")),
        (("Alharbi", "حربي"), ("Alharbi", "حجي")),
        (("عثمان", "Osman"), ("حسن", "حسين")),
    ],
)
def test_nearer_and_farther(nearer: tuple[str, str], farther: tuple[str, str]) -> None:
    assert likeness(*nearer) > likeness(*farther)


def test_an_initial_is_like_what_begins_with_it() -> None:
    assert likeness("M.", "محمد") == INITIAL_LIKE
    assert likeness("K.", "خالد") == likeness("G.", "جمال") == INITIAL_LIKE
    assert likeness("M.", "سالم") == 0


def test_nothing_in_common() -> None:
    assert likeness("محمد", "Zgwrtbq") == 0
