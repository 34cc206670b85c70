"""Texts for people in Arabic, English and French: gettext over the catalogs of `locale/`, read when they are first needed.

The source language is English. Refusals are found by their code: the message id is ``refusal:`` and the code, and the
English sentence stands in `locale/en.po`. Inserted values are wrapped in isolates (Unicode 6.3, FSI and PDI), so that a
Latin name inside an Arabic sentence does not turn its neighbours around.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from typing import Literal, get_args

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Language = Literal["ar", "en", "fr"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT: Language = "ar"
RTL: frozenset[Language] = frozenset({"ar"})
MAX_HEADER = 200  # characters of Accept-Language that are looked at; browsers send fewer than 100
_FSI, _PDI = "\u2068", "\u2069"
_REFUSAL = "refusal:"


class Texts:
    """The texts of one language."""

    def __init__(self, language: Language, catalog: NullTranslations) -> None:
        self.language = language
        self._catalog = catalog

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``, as HTML writes it."""
        return "rtl" if self.language in RTL else "ltr"

    def gettext(self, message: str, **values: object) -> str:
        """The sentence in this language; ``%(name)s`` is replaced by the isolated value."""
        return _filled(self._catalog.gettext(message), values)

    def ngettext(self, one: str, many: str, n: int, **values: object) -> str:
        """The sentence in the plural form that `n` takes here (Arabic has six); `n` itself is ``%(n)s``."""
        return _filled(self._catalog.ngettext(one, many, n), {"n": n, **values})

    def refusal(self, code: str) -> str:
        """What a refusal's code means, in one sentence. An unknown code gets the sentence for *refused*."""
        found = self._catalog.gettext(_REFUSAL + code)
        return found if found != _REFUSAL + code else self._catalog.gettext(_REFUSAL + "refused")

    def knows(self, code: str) -> bool:
        """Whether this language has a sentence for the code."""
        return self._catalog.gettext(_REFUSAL + code) != _REFUSAL + code


@cache
def translator(language: Language) -> Texts:
    """The texts of that language, read once."""
    return Texts(language, _catalog(language))


def preferred(accept_language: str, among: Iterable[Language] = LANGUAGES) -> Language:
    """The language that an Accept-Language header asks for most (RFC 9110, 12.5.4); Arabic when it asks for none of ours."""
    offered = set(among)
    best: tuple[float, Language] = (0.0, DEFAULT)
    for item in accept_language[:MAX_HEADER].split(","):
        tag, _, weight = item.partition(";")
        language = tag.strip().lower().partition("-")[0]
        for ours in LANGUAGES:
            quality = _quality(weight) if ours == language and ours in offered else 0.0
            best = (quality, ours) if quality > best[0] else best
    return best[1]


def isolated(value: object) -> str:
    """The value between a first-strong isolate and its end."""
    return f"{_FSI}{value}{_PDI}"


def _quality(weight: str) -> float:
    name, _, value = weight.strip().partition("=")
    if not name:
        return 1.0
    try:
        return min(float(value), 1.0) if name == "q" else 0.0
    except ValueError:
        return 0.0


def _filled(text: str, values: dict[str, object]) -> str:
    return text % {name: isolated(value) for name, value in values.items()} if values else text


def _catalog(language: Language) -> NullTranslations:
    """The catalogs of one language as one: ``ar.po``, and one for each part of the program, such as ``pages.ar.po``."""
    merged = Catalog(locale=language)
    for source in sorted(files("mithaq").joinpath("locale").iterdir(), key=lambda found: found.name):
        if source.name == f"{language}.po" or source.name.endswith(f".{language}.po"):
            for message in read_po(BytesIO(source.read_bytes()), locale=language, abort_invalid=True):
                merged[message.id] = message
    compiled = BytesIO()
    write_mo(compiled, merged)
    compiled.seek(0)
    return GNUTranslations(compiled)
