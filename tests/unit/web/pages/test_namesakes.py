"""What an officer reads of namesakes, in three languages."""

from __future__ import annotations

import re

import pytest

from mithaq.names.namesakes import Namesakes
from mithaq.ops.texts import LANGUAGES, Language, translator
from mithaq.web.pages.namesakes import NamesakesSaid


def told(expected: float, low: float, high: float, year: int | None = None, language: Language = "en") -> str:
    found = Namesakes(expected, low, high, "TN", year, "counted")
    said = NamesakesSaid(translator(language)).how_many(found, "Tunisia")
    return re.sub("[\u2066-\u2069]", "", said)


@pytest.mark.parametrize(
    ("figures", "text"),
    [
        ((310, 98, 930), "Tunisia: about 300 people bear so similar a name (100 to 900)."),
        ((34000, 5200, 310000), "Tunisia: about 30,000 people bear so similar a name (5,000 to 300,000)."),
        ((1.2, 0.1, 7.7), "Tunisia: about 1 person bears so similar a name (fewer than 1 to 8)."),
        ((0.4, 0.01, 3.6), "Tunisia: probably nobody else bears so similar a name, at most about 4 people."),
        ((0.4, 0.01, 1.1), "Tunisia: probably nobody else bears so similar a name, at most about 1 person."),
        ((0.01, 0.001, 0.2), "Tunisia: fewer than one other person is expected to bear so similar a name."),
        (
            (310, 98, 930, 1979),
            "Tunisia: about 300 people born in 1979 bear so similar a name (100 to 900).",
        ),
    ],
)
def test_figures_are_told_as_roughly_as_they_are_known(figures: tuple[float, float, float], text: str) -> None:
    assert told(*figures) == text


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (1, "نحو شخص واحد يحمل"),
        (2, "نحو شخصين يحملان"),
        (5, "نحو 5 أشخاص يحملون"),
        (40, "نحو 40 شخصا يحملون"),
        (600, "نحو 600 شخص يحملون"),
    ],
)
def test_arabic_counts_in_its_own_forms(expected: float, words: str) -> None:
    assert words in told(expected, 0.1, 2000, language="ar")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("year", [None, 1979])
@pytest.mark.parametrize("figures", [(310, 98, 930), (0.4, 0.01, 3.6), (0.01, 0.001, 0.2)])
def test_every_sentence_names_the_place_and_the_year(
    figures: tuple[float, float, float], year: int | None, language: Language
) -> None:
    said = told(*figures, year, language)
    assert "Tunisia" in said
    assert ("1979" in said) is (year is not None)


def test_what_it_means_for_the_innocent() -> None:
    said = NamesakesSaid(translator("en"))
    many, few = (Namesakes(n, n, n, "TN", None, "bounded") for n in (10, 9))
    assert "no ground to hold" in said.meaning(many)
    assert "not yet the person" in said.meaning(few)
    assert "not known" in said.meaning(None)
    assert said.basis(few) != said.basis(Namesakes(1, 1, 1, "TN", None, "counted"))


def test_no_name_of_a_state_stands_for_all() -> None:
    found = Namesakes(310, 98, 930, "", None, "counted")
    assert "The 22 Arab states" in NamesakesSaid(translator("en")).how_many(found, "")
