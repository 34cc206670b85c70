"""The legal basis: what nobody confirmed, or has no article that was found, says that it is to be confirmed."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest
from msgspec import structs

from mithaq.documents.basis import basis, clock_basis
from mithaq.documents.blocks import Two
from mithaq.documents.source import Source
from mithaq.documents.tongues import Tongues
from mithaq.domain.case.clocks import ClockRun
from mithaq.domain.earlier import EarlierNumber
from mithaq.law.load import load_law

LAW = load_law()
DOUBT = "confirm against the official text"


def source(instrument: str, kind: str = "decision", type: str = "court.decided") -> Source:
    return cast(
        Source,
        SimpleNamespace(
            law=LAW,
            case=SimpleNamespace(instrument=instrument),
            tongues=Tongues("en", LAW, {}, "EG"),
            anchor=SimpleNamespace(kind=kind),
            step=SimpleNamespace(event=SimpleNamespace(type=type)),
        ),
    )


@pytest.mark.parametrize("instrument", ["arab-cyber-2010", "arab-league-1952", "reciprocity", "un-model"])
def test_a_case_under_an_unconfirmed_pack_is_printed_with_the_mark(instrument: str) -> None:
    assert not basis(source(instrument)).confirmed
    assert not basis(source(instrument), "31").confirmed


def test_a_confirmed_pack_has_its_mark_rule_by_rule() -> None:
    found = basis(source("riyadh-1983"), "45")
    assert found.confirmed
    assert [rule.confirmed for rule in found.articles] == [True]
    assert not basis(source("arab-terrorism-1998", "decision", "court.decided")).confirmed  # no article of it was found


def test_a_clock_without_an_article_does_not_match_every_rule_without_one() -> None:
    assert basis(source("arab-league-1952"), "").articles == ()


@pytest.mark.parametrize("statement", ["interest.weighed", "risk.assessed", "removal.answered"])
def test_what_the_instrument_does_not_know_names_no_article_of_it(statement: str) -> None:
    assert basis(source("riyadh-1983", "decision", statement)).articles == ()
    assert basis(source("riyadh-1983", "decision", "court.decided")).articles


def words(said: tuple[Two, ...]) -> list[str]:
    return [one.other.replace("\u2068", "").replace("\u2069", "") for one in said]


def test_a_limit_of_another_instrument_is_named_and_one_of_the_house_says_so() -> None:
    run = ClockRun("detention", "24", "", "", must_release=True, confirmed=False, instrument="arab-terrorism-1998")
    assert words(clock_basis(source("riyadh-1983"), run)) == [
        "Article 24", LAW.instruments["arab-terrorism-1998"].name.en, DOUBT
    ]  # fmt: skip
    house = structs.replace(run, article="", instrument="", house=True)
    assert words(clock_basis(source("reciprocity"), house)) == ["House rule of Mithaq", DOUBT]


def test_a_limit_that_runs_by_an_earlier_number_prints_it_in_both_languages() -> None:
    was = EarlierNumber(date(2027, 1, 1), 40)
    run = ClockRun("document", "44", "", "", must_release=True, confirmed=True, earlier=was)
    said = clock_basis(source("riyadh-1983"), run)
    assert words(said) == ["Article 44", "by the number that held before 1 January 2027: 40"]
    assert all(part in said[1].ar for part in ("بالعدد الساري قبل", "1 يناير 2027", "40"))
