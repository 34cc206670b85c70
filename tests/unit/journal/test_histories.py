"""Two histories of one member give a proof; one history gives none, whatever is missing or altered."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.journal.checkpoint import Checkpoint, sign_checkpoint
from mithaq.journal.cosign import cosign
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.histories import is_proof, two_notes, verify
from mithaq.journal.keys import SigningKey
from mithaq.journal.merkle import Levels, leaf_hash
from mithaq.journal.trust import MemberKind, Roster, make_entry

KINDS: dict[str, MemberKind] = {"TN": "state", "EG": "state"}
KEYS = {code: SigningKey.from_seed(code, f"{code}-1", code.encode() * 16) for code in KINDS}
ROSTER = Roster.of([make_entry(kind, KEYS[code]) for code, kind in KINDS.items()])
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)


def leaves(count: int, other_from: int | None = None) -> list[bytes]:
    """A journal's leaves; from that place on, another history's."""
    return [leaf_hash(f"{n}{'!' if other_from is not None and n >= other_from else ''}".encode()) for n in range(count)]


def note(tree: list[bytes]) -> str:
    """The checkpoint of TN over these leaves, which EG has cosigned."""
    signed = sign_checkpoint(Checkpoint.of("TN", len(tree), Levels(tree).root()), KEYS["TN"])
    return cosign(signed, KEYS["EG"], NOW)


@given(st.data())
def test_where_two_histories_part_is_proved(data: st.DataObject) -> None:
    newer = data.draw(st.integers(1, 40))
    older = data.draw(st.integers(1, newer))
    parts = data.draw(st.integers(0, older - 1))
    proof = two_notes(note(leaves(older, parts)), note(leaves(newer)), leaves(newer), ROSTER)
    assert is_proof(proof)
    found = verify(proof, ROSTER)
    assert (found.member, found.older, found.newer) == ("TN", older, newer)
    assert {one.witness for one in found.witnesses} == {"EG"}
    assert verify(proof) == found, "it holds the roster that it was made with"


@given(st.integers(1, 30), st.integers(1, 30))
def test_one_history_is_no_proof(one: int, other: int) -> None:
    older, newer = sorted((one, other))
    with pytest.raises(Refused) as refused:
        two_notes(note(leaves(older)), note(leaves(newer)), leaves(newer), ROSTER)
    assert refused.value.code is RefusalCode.PROOF_MISMATCH


@pytest.mark.parametrize("damaged", [leaves(6), leaves(9, 4), []])
def test_whose_own_copy_is_damaged_accuses_nobody(damaged: list[bytes]) -> None:
    with pytest.raises(Refused):
        two_notes(note(leaves(5)), note(leaves(9)), damaged, ROSTER)


def test_notes_of_two_members_are_no_proof() -> None:
    of_another = sign_checkpoint(Checkpoint.of("EG", 3, Levels(leaves(3, 1)).root()), KEYS["EG"])
    with pytest.raises(Refused):
        two_notes(of_another, note(leaves(5)), leaves(5), ROSTER)


@given(st.data())
def test_an_altered_proof_proves_nothing_else(data: st.DataObject) -> None:
    proof = two_notes(note(leaves(5, 3)), note(leaves(9)), leaves(9), ROSTER)
    place = data.draw(st.integers(0, len(proof) - 1))
    altered = proof[:place] + bytes([proof[place] ^ 1 << data.draw(st.integers(0, 6))]) + proof[place + 1 :]
    try:
        found = verify(altered, ROSTER)
    except Refused:
        return
    assert (found.member, found.older, found.newer) == ("TN", 5, 9)
