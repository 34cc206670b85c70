"""Parts of names: what their kinds say of how alike they are."""

from __future__ import annotations

import pytest

from mithaq.names.compare import ALIKE, part_likeness
from mithaq.names.parts import parts


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("عبد القادر", "القادر", True),
        ("أبو علي", "علي", False),
        ("Boubaker", "أبو بكر", True),
        ("سيف الدين", "سيف الله", False),
        ("Alharbi", "الحربي", True),
    ],
)
def test_kinds(left: str, right: str, alike: bool) -> None:
    (one,), (two,) = parts(left), parts(right)
    assert (part_likeness(one, two) >= ALIKE) is alike
