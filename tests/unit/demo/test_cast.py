"""The cast can play every scene that needs two people, two authorities or two nationalities."""

from __future__ import annotations

import pytest

from mithaq.demo.cast import PRINCIPALS, cast, part_of
from mithaq.law.load import load_access


def test_logins_and_names_are_unique() -> None:
    parts = cast()
    assert len({part.login for part in parts}) == len(parts)
    assert len({part.name_en for part in parts}) == len(parts)
    assert len({part.name_ar for part in parts}) == len(parts)


@pytest.mark.parametrize("state", PRINCIPALS)
def test_a_state_has_every_role_and_two_administrators(state: str) -> None:
    parts = [part for part in cast() if part.member == state]
    assert [part.login for part in parts] == [
        f"{login}@{state}" for login in ("border", "bureau", "prosecutor", "judge", "administrator", "administrator2")
    ]
    assert {part.nationality for part in parts} == {state}


@pytest.mark.parametrize("state", PRINCIPALS)
@pytest.mark.parametrize("approver", ["prosecutor", "judge"])
def test_approval_comes_from_another_authority(state: str, approver: str) -> None:
    assert part_of(f"{approver}@{state}").authority != part_of(f"bureau@{state}").authority


def test_reviewers_are_nationals_of_four_states_outside_the_demo() -> None:
    reviewers = [part for part in cast() if part.role == "reviewer"]
    assert [part.login for part in reviewers] == [
        "reviewer@GS",
        "reviewer2@GS",
        "reviewer3@GS",
        "reviewer4@GS",
    ]
    nationalities = {part.nationality for part in reviewers}
    assert len(nationalities) == 4
    assert not nationalities & set(PRINCIPALS)


def test_the_commission_has_three_commissioners_and_two_administrators() -> None:
    roles = [part.role for part in cast() if part.member == "OC"]
    assert roles.count("commissioner") == 5
    assert roles.count("administrator") == 2


def test_every_role_is_one_that_the_access_table_knows() -> None:
    known = {grant.role for grant in load_access().grants}
    assert {part.role for part in cast()} <= known


def test_posts() -> None:
    assert part_of("border@TN").post == "TN-TUNIS-CARTHAGE"
    assert part_of("bureau@MA").authority == "MA-LIAISON"
    with pytest.raises(KeyError):
        part_of("nobody@TN")
