"""Many names at once."""

from __future__ import annotations

import numpy as np
import pytest

from mithaq.names.parts import stored_parts
from mithaq.search import spelled
from mithaq.search.growing import GrowingWords
from mithaq.search.spelled import NameReader, Spelled

NAMES = ("Ahmed bin Ali", "", "حسن (Hasan Nur al-Din)", "-", "Abdul Rahman Al-Masri", "Ahmed  Ali", "بن")


def read(found: Spelled) -> list[tuple[int, list[int]]]:
    ends = np.cumsum(found.sizes).tolist()
    spans = zip(found.name.tolist(), ends, found.sizes.tolist(), strict=True)
    return [(name, found.parts[end - size : end].tolist()) for name, end, size in spans]


def plainly(names: tuple[str, ...], words: GrowingWords) -> list[tuple[int, list[int]]]:
    return [(place, list(map(words.number, parts))) for place, name in enumerate(names) for parts in stored_parts(name)]


def test_names_are_read_as_each_by_itself() -> None:
    words = GrowingWords({})
    reader = NameReader(words)
    for _ in range(2):
        assert read(reader.read(NAMES)) == plainly(NAMES, words)
    assert read(reader.read(())) == []
    assert read(reader.read(("", "-"))) == []


def test_what_was_read_is_forgotten_when_it_is_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelled, "MOST_KEPT", 3)
    words = GrowingWords({})
    reader = NameReader(words)
    for _ in range(3):
        assert read(reader.read(NAMES)) == plainly(NAMES, words)


def test_spellings_are_chosen_and_shortened() -> None:
    found = Spelled(np.array([0, 2]), np.array([1, 3]), np.array([7, 1, 2, 3], np.uint32))
    assert read(found.chosen(np.array([1, 1, 0]))) == [(2, [1, 2, 3]), (2, [1, 2, 3]), (0, [7])]
    assert read(found.shortened(2)) == [(0, [7]), (2, [1, 2])]
    assert found.shortened(3) is found
