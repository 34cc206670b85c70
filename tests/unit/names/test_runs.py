"""Where names are cut."""

from __future__ import annotations

import numpy as np
import pytest

from mithaq.names.parts import stored_parts
from mithaq.names.runs import (
    BACKWARD,
    EMPTY,
    FORWARD,
    LAST,
    LINK,
    LONGEST_CHUNK,
    MOST_WORDS,
    OPENS,
    PLAIN,
    SIMPLE,
    STRANGE,
    bits_of_chunk,
    chunk_words,
    read_run,
    run_starts,
)


def bits(chunk: str) -> int:
    return bits_of_chunk(chunk, chunk_words(chunk))


def runs(name: str) -> list[str]:
    chunks = name.split()
    first = np.arange(len(chunks)) == 0
    starts = run_starts(np.array([bits(chunk) for chunk in chunks], np.uint16), first)
    found: list[str] = []
    for chunk, start in zip(chunks, starts.tolist(), strict=True):
        found.append(chunk) if start else found.append(f"{found.pop()} {chunk}")
    return found


@pytest.mark.parametrize(
    ("chunk", "expected"),
    [
        ("محمد", PLAIN | SIMPLE),
        ("bin", FORWARD | LINK),
        ("al", FORWARD | OPENS),
        ("id", FORWARD | OPENS),
        ("Abdul", FORWARD),
        ("عبد", FORWARD | LAST),
        ("ي", FORWARD | LAST),
        ("Sheikh", FORWARD | BACKWARD),
        ("الله", BACKWARD),
        ("al-Din", BACKWARD),
        ("Saiful", FORWARD),
        ("Ahmed-al", FORWARD | PLAIN),
        ("-", EMPTY),
        (";", STRANGE),
        ("℠", STRANGE),
        ("", EMPTY),
        ("MXHMD", STRANGE),
        ("mxhmd", PLAIN | SIMPLE),
        ("alias", STRANGE),
        ("(علي)", STRANGE),
        ("a" * (LONGEST_CHUNK + 1), STRANGE),
        ("-".join(["a"] * (MOST_WORDS + 1)), STRANGE),
    ],
)
def test_how_a_chunk_binds(chunk: str, expected: int) -> None:
    assert bits(chunk) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ahmed Ali Hassan", ["Ahmed", "Ali", "Hassan"]),
        ("Ahmed bin Ali al Masri", ["Ahmed", "bin Ali", "al Masri"]),
        ("عبد الرحمن عبد الله محمد", ["عبد الرحمن", "عبد الله", "محمد"]),
        ("محمد الرحمن عبد", ["محمد", "الرحمن عبد"]),
        ("نور الدين حسن", ["نور الدين", "حسن"]),
        ("Ali Nur al Din Hassan", ["Ali", "Nur al Din", "Hassan"]),
        ("Ali al Nur id Din", ["Ali", "al Nur id Din"]),
        ("Ali al Hajj Omar", ["Ali al Hajj Omar"]),
        ("حسن ي كريم", ["حسن", "ي كريم"]),
        ("كريم حسن ي", ["كريم", "حسن ي"]),
        ("Ali Saiful Islam Omar", ["Ali", "Saiful Islam", "Omar"]),
    ],
)
def test_a_name_is_cut_where_nothing_binds(name: str, expected: list[str]) -> None:
    assert runs(name) == expected
    read = [
        part
        for run in expected
        for part in read_run(run.split(), [word for chunk in run.split() for word in chunk_words(chunk)])
    ]
    assert read == list(stored_parts(name)[0])
