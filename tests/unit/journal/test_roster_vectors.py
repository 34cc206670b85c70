"""The frozen versions of a roster: still the same bytes, accepted as they are, and refused after any change of one field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from mithaq.journal import canonical, histories
from mithaq.journal.checkpoint import open_checkpoint
from mithaq.journal.cosign import Cosignature, cosignatures
from mithaq.journal.errors import Refused
from mithaq.journal.roster_document import SignedRoster, roster_of
from mithaq.journal.rosters import check_first, check_next, fold, in_force
from tests.vectors import make_roster

GOLDEN = {file.name: file.read_bytes() for file in sorted(make_roster.FOLDER.iterdir())}
VERSIONS = [SignedRoster.from_json(GOLDEN[f"version-{number}.json"]) for number in (1, 2, 3)]


def test_the_bytes_are_frozen() -> None:
    assert make_roster.files() == GOLDEN


def test_the_chain_is_accepted() -> None:
    chain = fold(VERSIONS[0], VERSIONS[1:])
    assert chain == tuple(VERSIONS)
    now = in_force(chain, make_roster.START)
    assert (now.document.number, now.closed, now.seats) == (1, {}, ())
    later = in_force(chain, make_roster.START.replace(year=2027))
    assert (later.document.number, dict(later.closed), len(later.seats)) == (3, {"SA": 18}, 3)


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in a document where a value stands."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield from places(one, (*path, key))
    if path:
        yield path


def changed(value: Any, path: tuple[str | int, ...]) -> Any:
    """The document with another value at that place."""
    copy = json.loads(json.dumps(value))
    holder = copy
    for key in path[:-1]:
        holder = holder[key]
    old = holder[path[-1]]
    match old:
        case str():
            holder[path[-1]] = old[:-1] + ("A" if old[-1:] != "A" else "B")
        case bool() | None:
            holder[path[-1]] = 99
        case int():
            holder[path[-1]] = old + 1
        case _:
            holder[path[-1]] = type(old)()
    return copy


def follow(data: bytes, before: tuple[SignedRoster, ...]) -> None:
    """Take it as the next version, or as the first. Raises Refused."""
    found = SignedRoster.from_json(data)
    check_next(found, before) if before else check_first(found)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_any_one_field_changed_is_refused(number: int) -> None:
    """Of the roster and of the signatures; where a list only loses what it does not need, nothing is left to be refused."""
    value = json.loads(GOLDEN[f"version-{number}.json"])
    before = tuple(VERSIONS[: number - 1])
    tried = 0
    for path in places(value):
        altered = changed(value, path)
        if altered == value:
            continue  # an empty list has no other value of its kind
        tried += 1
        with pytest.raises(Refused):
            follow(canonical.encode(altered), before)
    assert tried > 100


def test_the_cosigned_note_and_the_proof() -> None:
    roster = roster_of(VERSIONS[0])
    note = GOLDEN["cosigned.txt"].decode()
    assert (open_checkpoint(note, roster).size, open_checkpoint(note, roster).member) == (5, "TN")
    assert cosignatures(note, roster) == (Cosignature("EG", "2026-11-24T08:00:00Z"),)
    caught = histories.verify(GOLDEN["two-histories.json"], roster)
    assert (caught.member, caught.older, caught.newer) == ("TN", 3, 5)
    assert [one.witness for one in caught.witnesses] == ["EG", "SA"]


def test_the_proof_with_any_one_field_changed_proves_nothing() -> None:
    roster = roster_of(VERSIONS[0])
    value = json.loads(GOLDEN["two-histories.json"])
    for path in places(value):
        if path[0] == "roster" and path != ("roster",):
            continue  # whoever brings a roster of his own does not look at the one inside
        with pytest.raises(Refused):
            histories.verify(canonical.encode(changed(value, path)), roster if path[0] != "roster" else None)


def test_a_cosignature_changed_anywhere_is_not_counted() -> None:
    roster = roster_of(VERSIONS[0])
    note = GOLDEN["cosigned.txt"].decode()
    for altered in (note.replace("mithaq/EG", "mithaq/SA"), note.replace("mithaq/EG", "mithaq/XX")):
        assert cosignatures(altered, roster) == ()
