"""An estimate of namesakes in words, and what it means for the traveller, who is most likely one of them."""

from __future__ import annotations

from collections.abc import Mapping

from babel.numbers import format_decimal

from mithaq.names.namesakes import Namesakes, rounded
from mithaq.ops.texts import Texts
from mithaq.web.pages.words_check import CHECK_WORDS

MANY = 10
"""Namesakes from which it can be said of nearly all that they are innocent."""


class NamesakesSaid:
    """Estimates in one language, each in up to three sentences: how many, what that means, and what it rests on."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def how_many(self, found: Namesakes, state: str) -> str:
        """The estimate, rounded to one digit. `state` is the name of the state, empty for all 22."""
        expected, high = rounded(found.expected), rounded(found.high)
        values = {
            "place": state or self._word("everywhere"),
            "expected": self._number(expected),
            "low": self._number(rounded(found.low)),
            "high": self._number(high),
        }
        if found.year is None:
            return self._by_name(expected, high, values)
        return self._by_name_and_year(expected, high, {**values, "year": str(found.year)})

    def meaning(self, found: Namesakes | None) -> str:
        """What an officer makes of it."""
        return self._word("unknown" if found is None else "many" if found.expected >= MANY else "few")

    def basis(self, found: Namesakes) -> str:
        """What it rests on."""
        return self._word(found.basis)

    def _by_name(self, expected: int, high: int, values: Mapping[str, str]) -> str:
        if not high:
            return self._texts.gettext(
                "%(place)s: fewer than one other person is expected to bear so similar a name.", place=values["place"]
            )
        if not expected:
            return self._texts.ngettext(
                "%(place)s: probably nobody else bears so similar a name, at most about %(high)s person.",
                "%(place)s: probably nobody else bears so similar a name, at most about %(high)s people.",
                high, place=values["place"], high=values["high"],
            )  # fmt: skip
        return self._texts.ngettext(
            "%(place)s: about %(expected)s person bears so similar a name (%(low)s to %(high)s).",
            "%(place)s: about %(expected)s people bear so similar a name (%(low)s to %(high)s).",
            expected, **values,
        )  # fmt: skip

    def _by_name_and_year(self, expected: int, high: int, values: Mapping[str, str]) -> str:
        place, year = values["place"], values["year"]
        if not high:
            return self._texts.gettext(
                "%(place)s: fewer than one other person born in %(year)s is expected to bear so similar a name.",
                place=place, year=year,
            )  # fmt: skip
        if not expected:
            return self._texts.ngettext(
                "%(place)s: probably nobody else born in %(year)s bears so similar a name, at most about %(high)s person.",
                "%(place)s: probably nobody else born in %(year)s bears so similar a name, at most about %(high)s people.",
                high, place=place, year=year, high=values["high"],
            )  # fmt: skip
        return self._texts.ngettext(
            "%(place)s: about %(expected)s person born in %(year)s bears so similar a name (%(low)s to %(high)s).",
            "%(place)s: about %(expected)s people born in %(year)s bear so similar a name (%(low)s to %(high)s).",
            expected, **values,
        )  # fmt: skip

    def _word(self, code: str) -> str:
        return self._texts.gettext(CHECK_WORDS["namesakes"][code])

    def _number(self, count: int) -> str:
        return format_decimal(count, locale=self._texts.language) if count else self._word("none")
