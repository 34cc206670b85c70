"""Every sentence of the documents exists in Arabic and French; the vendored fonts are the ones that their README names."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from mithaq.documents.basis import rows
from mithaq.documents.kinds import FORMS
from mithaq.law.load import load_law
from mithaq.law.malformed import LawMalformed
from mithaq.ops.texts import translator
from mithaq.web.pages.words import WORDS
from tests.support.document_texts import messages

FONTS = Path(str(files("mithaq.documents"))) / "fonts"
ROW = re.compile(r"^\| `([0-9a-f]{64})` \| `([^`]+)` \|$", re.M)
VALUES = re.compile(r"%\((\w+)\)s")


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_sentence_is_translated(language: str) -> None:
    catalog = translator("ar" if language == "ar" else "fr")._catalog
    known = {one if isinstance(one, str) else one[0] for one in getattr(catalog, "_catalog", {})}
    plural = {"%(n)s month", "%(n)s months"}
    assert sorted(messages() - known - plural) == []


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_none_is_left_over_and_each_names_the_same_values(language: str) -> None:
    source = files("mithaq").joinpath("locale", f"documents.{language}.po").read_bytes()
    for message in read_po(BytesIO(source), locale=language, abort_invalid=True):
        if not message.id or str(message.id).startswith("refusal:"):
            continue
        assert message.id in messages(), message.id
        assert sorted(VALUES.findall(str(message.string))) == sorted(VALUES.findall(str(message.id)))


def test_every_kind_has_a_word_on_the_console() -> None:
    assert {kind: form.title for kind, form in FORMS.items()} == WORDS["document"]


def test_the_readme_lists_every_font_with_its_checksum() -> None:
    listed = {name: checksum for checksum, name in ROW.findall((FONTS / "README.md").read_text("utf-8"))}
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FONTS.iterdir()
        if path.suffix == ".ttf" or path.name == "LICENSE"
    }
    assert listed == found


def test_the_template_asks_nothing_of_the_network_and_reads_no_markup() -> None:
    template = (FONTS.parent / "templates" / "letter.typ").read_text("utf-8")
    assert "@preview" not in template
    assert not re.search(r"\beval\b|\bread\(|#include|#import", template)


def test_the_articles_are_those_of_the_packs() -> None:
    packs = load_law().instruments
    for row in rows():
        if row.instrument in packs:
            known = {rule.article.partition("(")[0] for rule in packs[row.instrument].rules}
            assert set(row.articles.split()) <= known, row


@pytest.mark.parametrize("row", ["passport,*,riyadh-1983,43", "decision,*,riyadh-1983", "a,b,c,d,e"])
def test_a_malformed_table_is_refused(row: str) -> None:
    with pytest.raises(LawMalformed):
        rows(f"kind,statement,instrument,articles\n{row}\n")
