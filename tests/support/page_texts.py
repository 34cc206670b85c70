"""Every sentence that the console may show: those in its templates, in its tables of words and in its menu."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from jinja2.ext import extract_from_ast

from mithaq.web.pages.navigation import PLACES
from mithaq.web.pages.rendering import ENVIRONMENT
from mithaq.web.pages.words import WORDS

Message = str | tuple[str, str]
_IN_CODE = re.compile(r'texts\.gettext\(\s*"([^"]+)"|_texts\.ngettext\(\s*"([^"]+)",\s*"([^"]+)"')


def messages() -> dict[Message, str]:
    """Message ids, a plural as a pair, each with the first place where it stands."""
    found: dict[Message, str] = {}
    for message, place in (*_in_templates(), *_in_code(), *_in_words()):
        found.setdefault(message, place)
    return found


def _in_templates() -> Iterator[tuple[Message, str]]:
    loader = ENVIRONMENT.loader
    assert loader is not None
    for name in sorted(ENVIRONMENT.list_templates()):
        tree = ENVIRONMENT.parse(loader.get_source(ENVIRONMENT, name)[0])
        for _, function, said in extract_from_ast(tree, ("_", "n_")):
            texts = [said] if isinstance(said, str) else [text for text in said or () if text is not None]
            if texts:
                yield ((texts[0], texts[1]) if function == "n_" else texts[0]), name


def _in_code() -> Iterator[tuple[Message, str]]:
    for source in sorted(Path(str(files("mithaq.web.pages"))).glob("*.py")):
        for one, single, plural in _IN_CODE.findall(source.read_text("utf-8")):
            yield one or (single, plural), source.name


def _in_words() -> Iterator[tuple[Message, str]]:
    for kind, words in WORDS.items():
        for text in words.values():
            yield text, f"words: {kind}"
    for place in PLACES:
        yield place.name, "menu"
