"""`access.csv` is total and alive: every statement has a row, every row is used, every question has an answer in it."""

from __future__ import annotations

import re
from pathlib import Path

import mithaq
from mithaq.app.officers import ROLES_OF
from mithaq.app.registry import TYPES
from mithaq.domain.case.states import CaseState
from mithaq.domain.message.states import ThreadState
from mithaq.domain.remedy.states import RemedyState
from mithaq.law.load import rows

TABLE = [row for _, row in rows("access.csv")]
ACTIONS = {row["action"] for row in TABLE}
ROOMS = ("app", "domain", "web", "cli")
SOURCE = "\n".join(
    path.read_text("utf-8") for room in ROOMS for path in (Path(mithaq.__file__).parent / room).rglob("*.py")
)
STATES = {
    "alert": {"drafted", "approved", "reviewed", "refused", "circulated", "local", "discontinued"},
    "hit": {"open", "confirmed", "refuted", "released", "withheld"},
    "case": {str(state) for state in CaseState} - {"not_open"},
    "message": {str(state) for state in ThreadState} - {"not_open"},
    "remedy": {str(state) for state in RemedyState},
}
# How the program asks the table.
ASKS = (
    r'require\(node, actor, "([a-z_.]+)"',
    r'_own\([^()]*?"([a-z_]+\.[a-z_]+)"',
    r'_reviewable\([^()]*?"([a-z_]+\.[a-z_]+)"',
    r'_at_post\([^()]*?"([a-z_]+\.[a-z_]+)"',
    r'allows\("([a-z_.]+)"',
    r'read="([a-z_]+\.[a-z_]+)"',
    r'Statement\(\s*"([a-z_.]+)"',
    r'action="([a-z_]+\.?[a-z_]*)"',
)


def test_every_statement_has_a_row() -> None:
    assert set(TYPES) - ACTIONS == set()


def test_every_row_is_used() -> None:
    assert {action for action in ACTIONS if f'"{action}"' not in SOURCE} == set()


def test_every_question_has_an_answer() -> None:
    asked = {found for pattern in ASKS for found in re.findall(pattern, SOURCE)}
    assert len(asked) > 30
    assert asked - ACTIONS == set()


def test_no_row_is_written_twice() -> None:
    keys = [(row["action"], row["role"], row["member_kind"], row["relation"]) for row in TABLE]
    assert [key for key in keys if keys.count(key) > 1] == []


def test_rows_name_what_exists() -> None:
    roles = set().union(*ROLES_OF.values()) | {"operator", "node", "public"}
    assert {row["role"] for row in TABLE} == roles
    assert {row["member_kind"] for row in TABLE} == {"*", *ROLES_OF}
    assert {row["relation"] for row in TABLE} <= {"*", "none", "own", "foreign", "requesting", "requested", "addressed"}
    for row in TABLE:
        known = set().union(*STATES.values()) | {"*"}
        assert set(row["states"].split()) <= known, row


def test_states_are_those_of_what_the_action_is_about() -> None:
    about = {"alert": "alert", "review": "alert", "screening": "alert", "hit": "hit", "remedy": "remedy"}
    for row in TABLE:
        if row["states"] == "*":
            continue
        shape = TYPES.get(row["action"])
        room = about.get(row["action"].partition(".")[0], shape.about if shape else "case")
        assert set(row["states"].split()) <= STATES[room], row


def test_a_role_belongs_to_its_kind_of_member() -> None:
    """No row gives a state's role to the Secretariat, or the other way round."""
    own = {role: {kind for kind, roles in ROLES_OF.items() if role in roles} for row in TABLE for role in [row["role"]]}
    for row in TABLE:
        kinds = own[row["role"]]
        if kinds and row["member_kind"] != "*":
            assert row["member_kind"] in kinds, row


def test_nobody_but_a_node_speaks_without_an_officer() -> None:
    """What the node says by itself states facts; it decides about nobody."""
    spoken = {row["action"] for row in TABLE if row["role"] == "node"}
    assert spoken == {
        "alert.discontinued",
        "alert.suspended",
        "clearance.withdrawn",
        "detention.counted",
        "detention.lapsed",
        "erasure.confirmed",
        "figures.merged",
        "figures.stated",
        "hit.released",
        "insider.raised",
        "lodgement.received",
        "log.rooted",
        "message.delivered",
        "question.answered",
        "release.noticed",
        "remedy.filed",
        "review.called",
        "review.drawn",
        "review.lot_answered",
        "review.lot_sealed",
        "sealed.lodged",
        # What the commission cleared or withheld, a commissioner decided or nobody did in time: the node says it, so that
        # no author tells which (docs/protection.md).
        "commission.cleared",
        "commission.batch_cleared",
        "commission.withheld",
    }
    assert {row["action"] for row in TABLE if row["role"] == "public"} == {
        "remedy.apply", "remedy.look",
        "health.read", "session.open", "schema.read", "asset.read", "figures.read",
    }  # fmt: skip
