"""Chunks and their numbers."""

from __future__ import annotations

from mithaq.names.runs import EMPTY, PLAIN, SIMPLE
from mithaq.search.chunks import Chunks


def test_a_chunk_has_one_number_wherever_it_stands() -> None:
    chunks = Chunks()
    numbers, names = chunks.read(("Ali  Omar", "Omar", ""))
    assert numbers.tolist() == [0, 1, 2, 2, 1]
    assert names.tolist() == [0, 0, 0, 1, 2]
    assert chunks.written == ["Ali", "", "Omar"]
    assert chunks.bits(numbers[:2]).tolist() == [PLAIN | SIMPLE, EMPTY]
    assert [word.folded for word in chunks.words(0)] == ["ali"]
    assert chunks.read(("Omar \ud800",))[0].tolist() == [2, 3]
    assert [word.folded for word in chunks.words(0)] == ["ali"]


def test_thousands_of_chunks() -> None:
    chunks, names = Chunks(), [f"name{number}" for number in range(5_000)]
    for start in range(0, 5_000, 700):
        chunks.read(names[start : start + 700])
    assert chunks.read(names)[0].tolist() == list(range(5_000))
    assert len(chunks) == 5_000
    assert chunks.read(())[0].tolist() == []
