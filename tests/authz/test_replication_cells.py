"""Event type × role × kind of member through replication: a valid signature opens no door that the table keeps shut (S3)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.app.admission import OPENING, owner_mark
from mithaq.app.registry import TYPES
from mithaq.app.replicate import take
from mithaq.journal.envelope import to_wire
from mithaq.law.load import rows
from mithaq.testing.world import World
from tests.support.statements import BODIES, delivered, signed, subject_for

HOLDER = "TN"
ORIGINS = {"EG": "state", "GS": "secretariat", "OC": "commission"}
TABLE = [row for _, row in rows("access.csv")]
ROLES = sorted({row["role"] for row in TABLE} | {"minister"})  # and one that no row knows


@pytest.fixture
def world() -> Iterator[World]:
    found = World(1, (HOLDER, *ORIGINS))
    yield found
    found.close()


def _listed(type: str, role: str, kind: str) -> bool:
    """Read straight from the file, not through the code that is tested."""
    return any((row["action"], row["role"]) == (type, role) and row["member_kind"] in ("*", kind) for row in TABLE)


def test_every_statement_has_a_body_here_and_a_row() -> None:
    assert set(BODIES) == set(TYPES)
    assert {type for type in TYPES if not any(row["action"] == type for row in TABLE)} == set()


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize("type", sorted(TYPES))
def test_admitted_where_a_row_says_so_and_refused_elsewhere(world: World, type: str, origin: str) -> None:
    wrong, expected = [], 0
    for role in ROLES:
        listed = _listed(type, role, ORIGINS[origin])
        progress = delivered(world, HOLDER, signed(world, HOLDER, origin, role, type))
        if (progress.admitted, progress.refused) != ((1, "") if listed else (0, "not_allowed")):
            wrong.append((role, progress))
        expected += not listed
    assert wrong == []
    with world[HOLDER].store.read() as reader:
        kept = reader.journal.quarantined()
        head = reader.journal.head(origin)
    assert {(row.member, row.code, row.where) for row in kept} <= {(origin, "not_allowed", "author.role")}
    assert (head.seq if head else 0) == len(ROLES) - expected
    assert bool(kept) == (expected > 0)


@pytest.mark.parametrize("type", sorted(OPENING))
def test_nobody_begins_anything_in_anothers_name(world: World, type: str) -> None:
    row = next(row for row in TABLE if row["action"] == type)
    kind = {"*": "state"}.get(row["member_kind"], row["member_kind"])
    origin = next(code for code, its in ORIGINS.items() if its == kind)
    own = subject_for(type, origin)
    foreign = own.replace(owner_mark(origin), owner_mark(HOLDER), 1)
    progress = delivered(world, HOLDER, signed(world, HOLDER, origin, row["role"], type, subject=foreign))
    assert progress.refused == "not_allowed"
    with world[HOLDER].store.read() as reader:
        assert [row.where for row in reader.journal.quarantined()] == ["subject"]
        assert reader.register.fold(foreign) is None
    assert delivered(world, HOLDER, signed(world, HOLDER, origin, row["role"], type)).admitted == 1


def test_a_batch_review_is_refused_outside_a_demonstration() -> None:
    world = World(1, (HOLDER, "GS"), demo=False)
    progress = delivered(world, HOLDER, signed(world, HOLDER, "GS", "reviewer", "review.batch_accepted"))
    assert progress.refused == "not_allowed"
    world.close()


def test_a_member_cannot_speak_in_anothers_journal(world: World) -> None:
    """Egypt's name under another key; Egypt's own word handed over as if the Secretariat had said it."""
    theirs = signed(world, HOLDER, "EG", "bureau", "alert.drafted")
    elsewhere = World(2, (HOLDER, "EG"))
    forged = signed(elsewhere, HOLDER, "EG", "bureau", "alert.drafted")
    assert delivered(world, HOLDER, forged).refused == "bad_signature"
    assert take(world[HOLDER], "GS", (to_wire(theirs),)).refused == "origin_unknown"
    elsewhere.close()
