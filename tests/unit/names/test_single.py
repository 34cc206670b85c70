"""Words by themselves."""

from __future__ import annotations

import pytest

from mithaq.names.single import words_of


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("‘Alī/Ḥasan, al-Ḥārith", ["alii", "hasan", "al", "haarith"]),
        ("محمدعبدالله علي", ["محمد", "عبدالله", "علي"]),
        ("SALM<<EBD<ALLXH", ["سالم", "عبد", "الله"]),
        (" - ", []),
    ],
)
def test_words(name: str, words: list[str]) -> None:
    assert [word.folded for word in words_of(name)] == words


def test_only_words_with_neighbours_lead() -> None:
    assert [word.leads for word in words_of("Salem bin es Sayed Mansour")] == [False, True, True, False, False]


def test_words_that_lost_their_spaces_share_a_chunk() -> None:
    assert [(word.written, word.starts) for word in words_of("بشارالأسد")] == [
        ("بشارالأسد", True),
        ("بشارالأسد", False),
    ]
