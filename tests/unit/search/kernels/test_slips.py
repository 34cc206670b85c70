"""Words that would sound alike but for one slip of a finger."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.names.parts import parts
from mithaq.search.kernels.align import alignment
from mithaq.search.kernels.distance import MOST_COST, cost
from mithaq.search.kernels.slips import FURTHEST, slip, slipped_cost
from mithaq.search.words import arrays
from tests.support.segments import SCALES, word_of

WORDS = st.one_of(st.text("محدنسقعاوي", min_size=1, max_size=8), st.text("mohdnskaeiuy", min_size=1, max_size=8))


def apart(one: str, two: str) -> int:
    """Of the first parts of two names."""
    words = arrays([word_of(parts(name)[0]) for name in (one, two)])
    return slip(words, 0, words, 1, SCALES.sounds, alignment().rows)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("محمد", "محدد"), ("محمد", "مممد"), ("Mohamed", "Mohaped"),  # another letter
        ("مهند", "هند"), ("Nabil", "Abil"),  # one missing
        ("حمدي", "حمبدي"), ("Nasser", "Nakser"),  # one too many
        ("محمد", "ممحد"), ("Ahmed", "Amhed"), ("Mahdi", "Madhi"),  # two exchanged
        ("محمد", "Muhapmad"), ("عبد الناصر", "Abdel Navser"),  # in the other script, in a compound
    ],
)  # fmt: skip
def test_one_slip_is_free(one: str, two: str) -> None:
    assert apart(one, two) <= 30
    assert apart(two, one) <= 30


@pytest.mark.parametrize(("one", "two"), [("محمد", "سعيد"), ("Karim", "Nasser"), ("حسن", "Khaled")])
def test_two_slips_are_another_name(one: str, two: str) -> None:
    assert apart(one, two) > FURTHEST


@settings(max_examples=50, deadline=None)
@given(WORDS)
def test_a_word_is_not_apart_from_itself(one: str) -> None:
    if parts(one):
        assert apart(one, one) == 0


@settings(max_examples=50, deadline=None)
@given(WORDS, WORDS)
def test_a_slip_never_makes_words_dearer(one: str, two: str) -> None:
    if not (parts(one) and parts(two)):
        return
    words = arrays([word_of(parts(name)[0]) for name in (one, two)])
    scripts = 2 * (int(words.kind[0]) >> 3) + (int(words.kind[1]) >> 3)
    forms = int(words.first_form[0]), words, int(words.first_form[1]), scripts, SCALES.sounds
    place = alignment()
    whole = cost(words, *forms, place.row)
    assert whole > MOST_COST or slipped_cost(words, *forms, place.rows) <= whole
