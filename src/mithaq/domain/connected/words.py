"""Whether a name says that a table holds what must never be connected: travel, residence, visas, asylum, telecom, health.

A name is no proof. Whoever renames a table passes, and has signed a false declaration (docs/databases-at-home.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from mithaq.domain.connected.tables import RefusedWord

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_SAME = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ئ": "ي", "ؤ": "و", "ـ": "", "ء": ""}
)
_ARTICLE = "ال"
PREFIXED = 3
"""Letters that an Arabic word keeps at least when its article is taken off."""


def tokens(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: split at case, digits and signs; without accents, vowels and article."""
    split = _CAMEL.sub(" ", name)
    plain = "".join(one for one in unicodedata.normalize("NFKD", split) if not unicodedata.combining(one))
    words = re.findall(r"[^\W\d_]+", plain.casefold().translate(_SAME))
    return tuple(_bare(word) for word in words)


def topic_in(name: str, words: Iterable[RefusedWord]) -> str:
    """The topic that this name tells of; empty for none."""
    said = tokens(name)
    joined = ("".join(said),)
    for row in words:
        wanted, begins = _read(row.word)
        if _stands_in(wanted, said, begins=begins) or (
            len(wanted) > 1 and _stands_in(("".join(wanted),), joined, begins=begins)
        ):
            return row.topic
    return ""


def _read(word: str) -> tuple[tuple[str, ...], bool]:
    return tuple(part for one in word.rstrip("*").split("_") for part in tokens(one)), word.endswith("*")


def _stands_in(wanted: Sequence[str], said: Sequence[str], *, begins: bool) -> bool:
    last = len(wanted) - 1
    return any(
        all(
            said[at + place].startswith(word) if begins and place == last else said[at + place] == word
            for place, word in enumerate(wanted)
        )
        for at in range(len(said) - last)
    )


def _bare(word: str) -> str:
    return word.removeprefix(_ARTICLE) if len(word) >= PREFIXED + len(_ARTICLE) else word
