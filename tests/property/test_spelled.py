"""Names cut into runs are read as whole names are, whatever stands in them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mithaq.names.parts import stored_parts
from mithaq.ops.tables import frequency_rows
from mithaq.search.growing import GrowingWords
from mithaq.search.spelled import NameReader
from mithaq.testing.people import Crowd

CASES = Path(__file__).parent.parent / "names" / "cases.csv"
WORDS = (
    "بن ابن بنت عبد عبدا عبدال أبو ابو أبي ام ال آل الدين لدين الله لله ي الشيخ الحاج محمد نور حسن الرحمن ئەحمەد "
    "El Al al-Din el-Haj an es ur ud id ad Eddine din Allah ullah Haji dr Sheikh abd Abdel Abdur Abed abid Saiful Ziaur "
    'islam abidin rahman bin Ould umm Abu Ahmed Nasir - . , MXHMD EBD BN AHMED (علي) "Nur" «X» a;b ; ℠ ( alias known as a\nb'
).split(" ")
NAMES = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=9).map(" ".join)
ANYTHING = st.one_of(NAMES, NAMES.map(str.upper), st.text(max_size=40), st.text("al -عبدي\n(", max_size=60))

NUMBERED = GrowingWords({})
READER = NameReader(NUMBERED)


def check(names: Sequence[str]) -> None:
    found = READER.read(names)
    ends = np.cumsum(found.sizes).tolist()
    spans = zip(found.name.tolist(), ends, found.sizes.tolist(), strict=True)
    read = [(name, found.parts[end - size : end].tolist()) for name, end, size in spans]
    plainly = [(place, parts) for place, name in enumerate(names) for parts in stored_parts(name)]
    assert read == [(place, list(map(NUMBERED.number, parts))) for place, parts in plainly]


@given(st.lists(ANYTHING, max_size=5))
def test_anything(names: list[str]) -> None:
    check(names)


@given(st.sampled_from(WORDS), st.integers(1, 600))
def test_long_names(word: str, count: int) -> None:
    check((" ".join([word] * count), word * count))


def test_names_of_a_crowd() -> None:
    check([person.names[0] for batch in Crowd(3, frequency_rows()).persons(5_000) for person in batch])


def test_names_of_the_labelled_pairs() -> None:
    with CASES.open(encoding="utf-8", newline="") as file:
        check([row[side] for row in csv.DictReader(file) for side in ("left", "right")])
