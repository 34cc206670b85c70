"""Where the parts that the reader puts together were written."""

from __future__ import annotations

import pytest

from mithaq.names.parts import parts


@pytest.mark.parametrize(
    ("name", "originals"),
    [
        ("محمدعبدالله علي", ["محمدعبدالله", "محمدعبدالله", "علي"]),
        ("Abu Ali Abu Ali", ["Abu Ali", "Abu Ali"]),
        ("سالم الكان ي", ["سالم", "الكان ي"]),
        ("MXHMD<EBD<ALLXH", ["MXHMD", "EBD<ALLXH"]),
    ],
)
def test_originals_stand_where_they_were_written(name: str, originals: list[str]) -> None:
    assert [part.original for part in parts(name)] == originals


@pytest.mark.parametrize("name", ["عبد", "أبو", "ي", "بن", "Abd", "Abu", "Sheikh", "al", "ud Din", "د"])
def test_words_that_lead_nowhere_are_names(name: str) -> None:
    assert len(parts(name)) == 1
