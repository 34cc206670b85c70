"""Words as stored and as asked for."""

from __future__ import annotations

import pytest

from mithaq.names.parts import parts
from mithaq.names.rarity import rarity_key
from mithaq.search.words import arrays, hear, stored, words

NAMES = "محمد عبد القادر نور الدين Abdelkader Noureddine Al-Harbi Fathi ابوبكر X 김정은 Иван x12 Faarax طه".split()


@pytest.mark.parametrize("name", NAMES)
def test_a_word_is_stored_as_it_is_heard(name: str) -> None:
    for part in parts(name):
        heard = hear(part)
        rarity = {rarity_key(part.core, part.kind): 7}
        kind, row, key, roles, sounds = stored(part.core, part.joined, part.kind, rarity)
        assert (kind, row, key) == (heard.kind, 7, heard.keys[0])
        assert tuple(zip(roles, sounds.split(b"\0"), strict=False)) == heard.forms


def test_arrays_hold_words() -> None:
    every = [stored(part.core, part.joined, part.kind, {}) for name in NAMES for part in parts(name)]
    assert list(words(arrays(every))) == every
    assert list(words(arrays([]))) == []
