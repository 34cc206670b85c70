"""Readings as numbers."""

from __future__ import annotations

from mithaq.search.sounds import OTHERS, SYMBOLS, consonants, mask, numbered


def test_a_reading_as_numbers() -> None:
    assert numbered("mħ") == bytes([SYMBOLS["m"], SYMBOLS["ħ"]])
    assert min(numbered("김")) >= OTHERS
    assert consonants(numbered("moħamed김")) == 4
    assert mask(numbered("moħamed")) == mask(numbered("md")) != 0
