"""What one field may list."""

from __future__ import annotations

import pytest

from mithaq.names.fold import NameTooLong
from mithaq.names.spellings import MAX_SPELLINGS, every_spelling, may_part, spellings


def test_a_field_may_list_several_names() -> None:
    assert spellings("حسن غول (Hassan Ghul; Hassan Gul)") == ("حسن غول", "Hassan Ghul", "Hassan Gul")
    assert spellings(" ; () ") == ()
    with pytest.raises(NameTooLong):
        spellings("; ".join(f"a{n}" for n in range(MAX_SPELLINGS + 1)))


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("علي حسن المعروف بأبي ليث", ("علي حسن", "أبي ليث")),
        ("المعروف بن سالم", ("المعروف بن سالم",)),
        ("Ali Hassan alias Abu Layth", ("Ali Hassan", "Abu Layth")),
        ("Ali Hassan (nom de guerre)", ("Ali Hassan",)),
        ("Ali Hassan a.k.a. Abu Layth", ("Ali Hassan", "Abu Layth")),
        ("Mohamed Ben Ali dit Le Long", ("Mohamed Ben Ali", "Le Long")),
        ("Muhammad “Layth” Salih", ("Muhammad   Salih", "Layth")),
        ('Sa"id Mas"ud', ('Sa"id Mas"ud',)),
        ("‘Abdullah’ al-Ditawi", ("‘Abdullah’ al-Ditawi",)),
    ],
)
def test_a_nickname_is_another_spelling(field: str, names: tuple[str, ...]) -> None:
    assert spellings(field) == names


@pytest.mark.parametrize("word", ["a;b", "(Ali)", "[x", "«Nur", '"Nur"', "a\nb", "ALIAS", "(dit", "المعروف"])
def test_words_that_may_part_a_text(word: str) -> None:
    assert may_part(word)


@pytest.mark.parametrize("word", ["Ali", "al-Masri", "علي،", "O'Neil", "dithmar", "ʿAli"])
def test_words_that_part_nothing(word: str) -> None:
    assert not may_part(word)
    assert len(every_spelling(f"{word} {word}")) == 1
