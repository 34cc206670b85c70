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


def test_an_item_that_nobody_confirmed_says_so_in_its_line() -> None:
    words = Words(translator("en"))
    assert "confirm against" not in words.of(LINE)
    assert "[confirm against the official text]" in words.of({**LINE, "confirmed": False})
    assert "[house rule]" in words.of({**LINE, "confirmed": False, "house": True})


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_a_rule_to_confirm_is_one_line_in_words(language: str) -> None:
    line = {"to_confirm": "52", "instrument": "riyadh-1983", "says": LINE["says"]}
    said = Words(translator(language)).of(line)
    assert "52" in said
    assert LINE["says"][language] in said  # type: ignore[index]  # a dictionary
