"""A ground names the article of the instrument that governs, else the floor; never the number of another treaty."""

from __future__ import annotations

import pytest

from mithaq.domain.footing import RESTS, UNKNOWN, footing
from mithaq.law.instruments import read_ground_articles
from mithaq.law.load import load_law
from mithaq.law.malformed import LawMalformed

LAW = load_law()
GROUNDS = [ground.code for ground in LAW.grounds.values() if ground.use in RESTS]
HEAD = "ground,instrument,article,confirmed,house,source,label_ar,label_en,label_fr\n"


@pytest.mark.parametrize("code", GROUNDS)
def test_under_riyadh_every_ground_of_a_case_rests_on_something(code: str) -> None:
    found = footing(LAW, code, "riyadh-1983")
    assert found.known
    assert found.article or found.treaty or found.house
    assert not (found.house and found.confirmed)


@pytest.mark.parametrize(
    ("code", "instrument", "article", "confirmed"),
    [
        ("identity_not_established", "riyadh-1983", "42(a)", True),
        ("political_offence", "riyadh-1983", "41(a)", True),
        ("unfair_trial", "un-model", "3", False),
        ("file_insufficient", "arab-terrorism-1998", "23", True),
        ("below_threshold", "arab-cyber-2010", "31", False),
    ],
)
def test_the_article_is_that_of_the_instrument(code: str, instrument: str, article: str, *, confirmed: bool) -> None:
    found = footing(LAW, code, instrument)
    assert (found.article, found.treaty, found.confirmed) == (article, None, confirmed)


def test_a_risk_of_torture_stands_on_the_floor_by_its_name() -> None:
    found = footing(LAW, "non_refoulement", "reciprocity")
    assert found.article == "3"
    assert found.treaty is not None
    assert found.treaty.within("en") == "Convention against Torture"
    assert footing(LAW, "death_penalty", "reciprocity").house


def test_an_article_of_another_treaty_is_not_known_here() -> None:
    assert footing(LAW, "military_offence", "arab-league-1952") == UNKNOWN
    assert footing(LAW, "no_such_ground", "riyadh-1983") == UNKNOWN


@pytest.mark.parametrize(
    "row",
    [
        "horoscope,,3,no,no,x,,,",
        "persecution,riyadh-1984,3,no,no,x,,,",
        "persecution,,3,yes,yes,x,,,",
        "persecution,,,no,no,x,,,",
        "persecution,,3,no,no,x,,,\npersecution,,4,no,no,x,,,",
    ],
)
def test_a_row_that_says_nothing_sound_is_refused(row: str) -> None:
    with pytest.raises(LawMalformed):
        read_ground_articles("ground_articles.csv", f"{HEAD}{row}\n", LAW.grounds, LAW.instruments)
