"""The score: evidence adds up to what the explanation says."""

from __future__ import annotations

import pytest

from mithaq.search.port import SearchPerson
from mithaq.search.query import PersonQuery, read_query
from mithaq.search.score import Scored, Scorer
from tests.unit.search.people import FREQUENCY, NAMESAKE, OUTIKI


def weigh(person: SearchPerson, **asked: str) -> Scored:
    return Scorer(read_query(PersonQuery(**asked)), FREQUENCY).score(person)


def test_lines_add_up() -> None:
    found = weigh(OUTIKI, name="Mohamed Abdelkader Karim", birth="1979-12-04", sex="F", nationality="MA")
    assert found.bits == pytest.approx(sum(line.contribution for line in found.lines), abs=0.01)
    assert {line.code for line in found.lines} >= {"birth.swapped", "sex.other", "nationality.other", "parts.conflict"}


def test_rare_parts_prove_more() -> None:
    rare = weigh(OUTIKI, name="الأوتيكي").bits
    common = weigh(NAMESAKE, name="محمد").bits
    assert rare > 2 * common


def test_more_evidence_never_lowers_the_score() -> None:
    steps: list[dict[str, str]] = [
        {"name": "Mohamed Abdelkader"},
        {"name": "Mohamed Abdelkader Outiki"},
        {"name": "Mohamed Abdelkader Outiki", "birth": "1979"},
        {"name": "Mohamed Abdelkader Outiki", "birth": "1979-04-12"},
        {"name": "Mohamed Abdelkader Outiki", "birth": "1979-04-12", "sex": "male"},
        {"name": "Mohamed Abdelkader Outiki", "birth": "1979-04-12", "sex": "male", "document": "Z704215"},
    ]
    scores = [weigh(OUTIKI, **step).score for step in steps]
    assert scores == sorted(scores)
    assert all(0.0 <= score <= 1.0 and score == round(score, 4) for score in scores)


@pytest.mark.parametrize(
    ("asked", "klass"),
    [
        ({"name": "محمد علي"}, "possible"),
        ({"name": "محمد علي", "birth": "1970"}, "none"),
        ({"name": "محمد حسن"}, "none"),
        ({"name": "محمد علي", "birth": "1970-03-09"}, "possible"),
        ({"name": "محمد علي", "birth": "1970-03-09", "sex": "female"}, "none"),
        ({"birth": "1970-03-09"}, "none"),
    ],
)
def test_classes_of_a_common_name(asked: dict[str, str], klass: str) -> None:
    assert weigh(NAMESAKE, **asked).klass == klass


def test_unknown_evidence_says_nothing() -> None:
    bare = SearchPerson(9, ("محمد علي",))
    assert (
        weigh(bare, name="محمد علي", sex="male", nationality="EG", document="A1").lines
        == weigh(bare, name="محمد علي").lines
    )


def test_a_dated_traveller_needs_more_against_an_undated_person() -> None:
    undated = SearchPerson(9, ("أحمد محمد حسن علي",))
    assert weigh(undated, name="أحمد محمد علي", birth="1980-01-02").klass == "none"
    assert weigh(undated, name="أحمد محمد حسن علي", birth="1980-01-02").klass == "possible"
