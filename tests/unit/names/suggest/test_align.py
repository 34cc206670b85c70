"""Which Latin letters stand for which Arabic ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.names.suggest.align import LETTERS, MAX_CHUNK, WEAK, align


@pytest.mark.parametrize(
    ("arabic", "latin", "chunks"),
    [
        ("خالد", "khalid", "kh a li d"),
        ("محمد", "mohammed", "mo ha mme d"),
        ("يوسف", "youssef", "y ou sse f"),
        ("جمال", "djamel", "dja m e l"),
        ("ناديه", "nadia", "n a d i a"),
        ("قادر", "kader", "k a de r"),
        ("عمر", "omar", "o ma r"),
    ],
)
def test_letters_that_answer_to_each_other(arabic: str, latin: str, chunks: str) -> None:
    signs = align(arabic, latin)
    assert "".join(sign.arabic for sign in signs) == arabic
    assert [sign.latin for sign in signs if sign.latin] == chunks.split()


@pytest.mark.parametrize(
    ("arabic", "latin"), [("موسي", "moses"), ("يوسف", "france"), ("علي", "hassan"), ("محمد", ""), ("", "ali")]
)
def test_another_name_is_not_a_spelling(arabic: str, latin: str) -> None:
    assert align(arabic, latin) == ()


@given(st.text(alphabet="".join(sorted({*LETTERS, *WEAK})), max_size=8), st.text("abdeghiklmnorstuwyz", max_size=12))
def test_signs_spell_both_words(arabic: str, latin: str) -> None:
    signs = align(arabic, latin)
    if signs:
        assert ("".join(s.arabic for s in signs), "".join(s.latin for s in signs)) == (arabic, latin)
        assert all(len(sign.latin) <= MAX_CHUNK for sign in signs)
