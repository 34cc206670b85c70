"""The costs of sounds as arrays."""

from __future__ import annotations

import numpy as np

from mithaq.names.phonemes import CONSONANTS, readings
from mithaq.search.sounds import FRAME, OTHERS, SIZE, SYMBOLS, consonants, mask, numbered, sounds


def test_a_sound_costs_the_same_either_way_and_nothing_for_itself() -> None:
    for table in sounds().swap:
        assert np.array_equal(table, table.T)
        assert not table.diagonal().any()


def test_between_two_arabic_words_no_exchange_is_cheaper() -> None:
    assert (sounds().swap[1] >= sounds().swap[0]).all()
    assert (sounds().swap[1] > sounds().swap[0]).any()


def test_known_symbols_have_numbers_of_their_own_below_the_others() -> None:
    assert len(set(SYMBOLS.values())) == len(SYMBOLS)
    assert 0 < min(SYMBOLS.values()) <= max(SYMBOLS.values()) < OTHERS
    assert all(OTHERS <= number < SIZE for number in numbered("ΩЖ漢"))
    assert len(numbered("ΩЖ")) == 2
    assert {symbol for reading in readings("محمد") for symbol in reading} <= SYMBOLS.keys()


def test_the_mask_has_a_bit_for_each_kind_of_consonant() -> None:
    assert mask(numbered("mhmd")) == mask(numbered("dm")) != 0
    assert mask(numbered("d")) == mask(numbered("t")) != mask(numbered("k"))
    assert mask(numbered("aiu")) == mask(numbered("hwy")) == 0
    assert set(FRAME) <= CONSONANTS
    assert max(FRAME.values()) < 256


def test_consonants_are_counted_with_glides() -> None:
    assert consonants(numbered("walid")) == 3
    assert consonants(numbered("aiu김")) == 0
