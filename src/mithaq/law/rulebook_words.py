"""The words of the rulebook (`rulebook.csv`), and how it says what is sure and what is not."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol

from mithaq.domain.earlier import Dated
from mithaq.domain.instrument import Words
from mithaq.domain.law import Law
from mithaq.law.malformed import LawMalformed
from mithaq.law.sources import Word, sources
from mithaq.law.tables import converted, shipped


class Sure(Protocol):
    """Whatever is confirmed or not."""

    @property
    def confirmed(self) -> bool: ...


class Says:
    """The words in one language, and the names of the members."""

    def __init__(self, language: str, law: Law) -> None:
        self.language = language
        self._law = law

    def __getitem__(self, code: str) -> str:
        """The word for a code. Raises LawMalformed for a code without one."""
        word = _words().get(code)
        if word is None:
            raise LawMalformed("rulebook.csv", 1, f"{code} has no words")
        return word.within(self.language)

    def state(self, code: str) -> str:
        """The name of a state."""
        return self._law.members[code].label.within(self.language) if code in self._law.members else code


class Sourced(Protocol):
    """Whatever names where it comes from."""

    @property
    def source(self) -> str: ...


def source(row: Sourced, say: Says) -> str:
    """Where it comes from, in the language of the document."""
    return sources().within(row.source, say.language)


def status(row: Sure, say: Says) -> str:
    """Confirmed, to be confirmed, invented, or a rule of the house."""
    if getattr(row, "house", False):
        return say["house"]
    if getattr(row, "synthetic", False):
        return say["synthetic"]
    return say["confirmed"] if row.confirmed else say["to_confirm"]


def numbers(number: int, earlier: Sequence[Dated], say: Says) -> str:
    """A number, and what it was before: ``30 (before 2027-01-01: 40)``, the newest of them first."""
    was = "; ".join(f"{say['before']} {one.before.isoformat()}: {one.number}" for one in reversed(earlier))
    return f"{number} ({was})" if was else str(number)


@cache
def _words() -> dict[str, Words]:
    return {word.code: word.label for _, word in converted("rulebook.csv", shipped("rulebook.csv"), Word)}
