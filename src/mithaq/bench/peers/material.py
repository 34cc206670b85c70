"""What every peer is given: the same persons, the same questions, transliterated once for all."""

from __future__ import annotations

from msgspec import Struct

from mithaq.bench.peers.translit import plain, script


class Row(Struct, frozen=True):
    """One spelling of one person. Several rows may share a `number`. `plain` is the transliterated name."""

    number: int
    name: str
    plain: str
    birth: str = ""
    country: str = ""


class Question(Struct, frozen=True):
    """What is asked. `gold` is the number of the person meant, -1 if nobody; `direction` is ``latin-arabic`` and so on."""

    name: str
    plain: str
    gold: int
    direction: str = ""
    birth: str = ""
    country: str = ""

    @property
    def crosses(self) -> bool:
        """Whether the person is stored in another script than the question's."""
        asked, _, stored = self.direction.partition("-")
        return bool(stored) and asked != stored


class Material(Struct, frozen=True):
    """Rows to load and questions to ask."""

    rows: tuple[Row, ...]
    questions: tuple[Question, ...]


def row(number: int, name: str, birth: str = "", country: str = "") -> Row:
    """A row with its transliteration."""
    return Row(number, name, plain(name), birth, country)


def question(name: str, gold: int, stored: str, birth: str = "", country: str = "") -> Question:
    """A question with its transliteration. `stored` is the script of the person meant, empty if nobody is."""
    direction = f"{script(name)}-{stored}" if stored else ""
    return Question(name, plain(name), gold, direction, birth, country)


__all__ = ["Material", "Question", "Row", "plain", "question", "row", "script"]
