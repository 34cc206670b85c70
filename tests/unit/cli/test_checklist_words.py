from __future__ import annotations

import pytest

from mithaq.cli.words import Words
from mithaq.ops.texts import translator

LINE = {
    "item": "paper", "reason": "paper_missing", "code": "warrant", "standing": "missing", "article": "42(b)",
    "says": {"ar": "ليست موجودة بعد", "en": "Not here yet", "fr": "Pas encore présente"}, "confirmed": True, "house": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "standing", "name"),
    [("ar", "غير موجود", "مذكرة القبض"), ("en", "Not here", "Arrest warrant or judgment"), ("fr", "Absent", "mandat")],
)
def test_an_item_of_the_list_is_one_line_in_words(language: str, standing: str, name: str) -> None:
    said = Words(translator(language)).of(LINE)
    for part in (standing, name, "42(b)", LINE["says"][language]):  # type: ignore[index]  # a dictionary
        assert part.casefold() in said.casefold()
    assert "\n" not in said
