"""The tables of a state's own say: read as they are shipped, refused with file and line where they are malformed."""

from __future__ import annotations

import pytest

from mithaq.law.load import load_law
from mithaq.law.malformed import LawMalformed
from mithaq.law.own_say import read_own_say
from mithaq.law.tables import shipped

KINDS = load_law().kinds


def test_only_the_political_refusal_is_confirmed_law() -> None:
    classes = load_law().own_say.classes
    assert {code for code, row in classes.items() if row.confirmed} == {"political_matters"}
    assert {code for code, row in classes.items() if row.house} == {"death_penalty", "absent_judgments", "minors"}


def test_every_pair_of_person_kinds_has_a_row() -> None:
    people = [code for code, kind in KINDS.items() if kind.person and kind.owner == "state"]
    rows = load_law().own_say.compatible
    pairs = {(one, other, owner) for one in people for other in people for owner in ("same", "other")}
    assert pairs - set(rows) == set()


@pytest.mark.parametrize(
    ("table", "row", "reason"),
    [
        ("flag_classes.csv", "new,no_test,,no,yes,x,م,x,x", "there is no test no_test"),
        ("flag_classes.csv", "minors,minor_at_facts,,no,yes,x,م,x,x", "minors is there already"),
        ("flag_classes.csv", "new,own_national,,yes,yes,x,م,x,x", "a house rule is not confirmed law"),
        ("priority.csv", "nothing,1,no,yes,x,م,x,x", "there is no kind nothing"),
        ("priority.csv", "vehicle,0,no,yes,x,م,x,x", "Expected `int` >= 1"),
        ("compatibility.csv", "wanted,nothing,same,concern,no,yes,x,م,x,x", "there is no kind nothing"),
        ("compatibility.csv", "wanted,wanted,same,concern,no,yes,x,م,x,x", "is there already"),
        ("compatibility.csv", "vehicle,wanted,same,perhaps,no,yes,x,م,x,x", "Invalid enum value 'perhaps'"),
    ],
)
def test_a_malformed_row_is_refused(table: str, row: str, reason: str) -> None:
    def text_of(name: str) -> str:
        return shipped(name) + (row + "\n" if name == table else "")

    with pytest.raises(LawMalformed, match=f"{table}:.*{reason}"):
        read_own_say(text_of, KINDS)
