"""Everything the command line says exists in Arabic, English and French."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import mithaq.cli
from mithaq.cli import words_doctor as doctor
from mithaq.cli.words import LABELS, WORK
from mithaq.ops.texts import Language, translator

SOURCES = sorted(Path(mithaq.cli.__file__).parent.rglob("*.py"))
HOME = Path(mithaq.cli.__file__).parents[1] / "home"
SAID = re.compile(r'(?:say|say\.gettext|texts\.gettext)\(\s*[\'"]([^\'"]+)[\'"]')
CODES = re.compile(r'(?:Refusal|Forbidden|NotFound|super\(\).__init__)\((?:"officer", )?"([a-z_]+\.[a-z_]+)"')


def messages() -> set[str]:
    found = {text for source in SOURCES for text in SAID.findall(source.read_text("utf-8"))}
    looked = (doctor.VERDICTS, doctor.LOOKED_AT, doctor.TO_DO, doctor.FIGURES)
    return found.union(LABELS.values(), WORK.values(), *(table.values() for table in looked))


def codes() -> set[str]:
    sources = [*SOURCES, *HOME.glob("*.py")]
    found = {code for source in sources for code in CODES.findall(source.read_text("utf-8"))}
    return found | {"unexpected", "file.failed", "law.malformed"}


def test_the_search_finds_what_is_said() -> None:
    assert {"Where: %(where)s.", "An officer compares and decides.", "Verified"} <= messages()
    assert {"officer.sign_in", "home.busy", "command.args", "serve.port", "password.short"} <= codes()


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_sentence_is_translated(language: Language) -> None:
    catalog = translator(language)._catalog
    known = set(getattr(catalog, "_catalog", {}))
    assert not sorted(messages() - known)


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_every_refusal_has_a_sentence(language: Language) -> None:
    assert not sorted(code for code in codes() if not translator(language).knows(code))


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_translation_names_the_same_values(language: Language) -> None:
    names = re.compile(r"%\((\w+)\)s")
    values = {name: f"<{name}>" for message in messages() for name in names.findall(message)}
    for message in messages():
        wanted = set(names.findall(message))
        said = translator(language).gettext(message, **values) if wanted else ""
        assert all(f"<{name}>" in said for name in wanted), message
