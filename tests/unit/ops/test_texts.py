"""Every refusal has a sentence in three languages, and every text of the catalogs can be filled."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from mithaq.app.ports import faults
from mithaq.journal.errors import RefusalCode
from mithaq.ops.texts import LANGUAGES, Language, isolated, preferred, translator

SOURCE = Path(str(files("mithaq")))
CODE = re.compile(r"[a-z_]+\.[a-z_]*[a-z]|forbidden|not_found|internal|refused")
# Where a code stands among the arguments of what refuses. Sentences for other languages are looked up by it.
CALLS = {"Refusal": 0, "ListError": 0, "Denied": 1, "Forbidden": 1, "_void": 2, "voided": 1, "problem": 2}
MADE_OF_PARTS = {"hit.not_open", "hit.not_confirmed"}  # f"hit.not_{state}"
FIELDS = re.compile(r"%\((\w+)\)s")


def _catalog(language: str) -> Catalog:
    with (SOURCE / "locale" / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def _codes_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        place = CALLS.get(name, 99)
        if place < len(node.args):
            for part in ast.walk(node.args[place]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and CODE.fullmatch(part.value):
                    yield part.value


def _all_codes() -> set[str]:
    found = {code for path in SOURCE.rglob("*.py") for code in _codes_in(path)}
    stores = {getattr(faults, name) for name in dir(faults) if name.isupper()}
    return found | stores | MADE_OF_PARTS | {f"journal.{code}" for code in RefusalCode}


def test_the_search_for_codes_finds_them() -> None:
    assert {"alert.incomplete", "session.refused", "mrz.check_digit", "store.full", "case.not_party"} <= _all_codes()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_sentence(language: Language) -> None:
    texts = translator(language)
    assert sorted(code for code in _all_codes() if not texts.knows(code)) == []


def test_an_unknown_code_still_gets_a_sentence() -> None:
    assert translator("en").refusal("no.such_code") == translator("en").refusal("refused")


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_translations_are_complete_and_take_the_same_values(language: str) -> None:
    wrong = []
    for message in _catalog(language):
        source, translated = _forms(message.id), _forms(message.string)
        if not message.id:
            continue
        allowed = {name for text in source for name in FIELDS.findall(text)}
        if not all(translated) or any(set(FIELDS.findall(text)) - allowed for text in translated):
            wrong.append(message.id)
    assert wrong == []


def _forms(texts: object) -> list[str]:
    """The forms of one message: several where it has a plural."""
    return [str(text) for text in texts] if isinstance(texts, list | tuple) else [str(texts or "")]


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_no_text_has_two_translations(language: str) -> None:
    """The catalogs are one: what two of them translate differently would say on one page what is meant on another."""
    said: dict[object, set[object]] = {}
    for source in files("mithaq").joinpath("locale").iterdir():
        if source.name == f"{language}.po" or source.name.endswith(f".{language}.po"):
            for message in read_po(BytesIO(source.read_bytes()), locale=language):
                if message.id:  # the header names the minute at which it was read
                    said.setdefault(message.id, set()).add(message.string)
    assert {text: found for text, found in said.items() if len(found) > 1} == {}


def test_the_same_refusals_stand_in_every_catalog() -> None:
    ids = [{m.id for m in _catalog(code) if str(m.id).startswith("refusal:")} for code in LANGUAGES]
    assert ids[0] == ids[1] == ids[2]


@pytest.mark.parametrize("path", sorted((SOURCE / "locale").glob("*.po")), ids=lambda path: path.name)
def test_each_file_begins_with_its_language_and_its_plurals(path: Path) -> None:
    """One without a header takes the plurals of all others with it."""
    text = path.read_text("utf-8")
    assert re.match(r"(#.*\n)*msgid \"\"\n", text)
    assert text.count('msgid ""\nmsgstr ""\n"') == text.count("Plural-Forms:") == 1
    assert f'"Language: {path.stem.rpartition(".")[2]}\\n"' in text


def test_arabic_knows_its_six_forms() -> None:
    assert _catalog("ar").num_plurals == 6


def test_values_are_isolated_so_that_directions_do_not_mix() -> None:
    assert isolated("TN-1") == "\u2068TN-1\u2069"
    assert translator("en").gettext("%(name)s was here", name="X") == "\u2068X\u2069 was here"
    assert translator("en").ngettext("%(n)s alert", "%(n)s alerts", 2) == "\u20682\u2069 alerts"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "ar"), ("fr", "fr"), ("FR-ca", "fr"), ("en;q=0.2, fr;q=0.8", "fr"), ("en;q=x", "ar"), (";;;,,q=1", "ar"),
        ("en;q=0, fr;q=0", "ar"), ("de" * 500 + ",en", "ar"), ("ar;q=0.1, en;q=0.2", "en"), ("*", "ar"),
    ],
)  # fmt: skip
def test_the_preferred_language(header: str, language: str) -> None:
    assert preferred(header) == language
