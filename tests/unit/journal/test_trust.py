"""The roster: strict to read, and nobody is listed with a key that they do not hold."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
import rfc8785

from mithaq.journal.errors import RefusalCode
from mithaq.journal.keys import MemberKey, SigningKey
from mithaq.journal.trust import MemberEntry, Roster, make_entry
from tests.unit.journal.stage import ROSTER, code_of, golden, refused
from tests.vectors.make import EG, GS, TN

NEW = SigningKey.from_seed("TN", "TN-2027a", b"\x09" * 32)


def altered(change: Any) -> bytes:
    """The golden roster after `change` to its plain value."""
    value = json.loads(golden("roster.json"))
    change(value)
    return rfc8785.dumps(value)


def test_a_roster_survives_its_bytes() -> None:
    assert Roster.from_json(ROSTER.to_json()) == ROSTER
    assert ROSTER.to_json() == golden("roster.json")


def test_kinds_and_keys() -> None:
    assert [ROSTER.kind(code) for code in ("TN", "GS", "CF")] == ["state", "secretariat", "commission"]
    assert ROSTER.key_at("TN", "TN-2026a", 1) is ROSTER.listed("TN", "TN-2026a")


@pytest.mark.parametrize(
    ("member", "key", "code"),
    [
        ("ZZ", "TN-2026a", RefusalCode.ORIGIN_UNKNOWN),
        ("TN", "EG-2026a", RefusalCode.KEY_UNKNOWN),
        ("TN", "GS-2026a", RefusalCode.KEY_UNKNOWN),
        ("TN", "", RefusalCode.KEY_UNKNOWN),
    ],
)
def test_keys_that_are_not_listed(member: str, key: str, code: RefusalCode) -> None:
    assert code_of(lambda: ROSTER.key_at(member, key, 1)) == code


def test_a_key_is_followed_by_the_next() -> None:
    entry = make_entry("state", NEW, [TN.member_key(1, 7), NEW.member_key(8)])
    roster = Roster.of([entry])
    assert entry.current_key.key_id == "TN-2027a"
    assert roster.key_at("TN", "TN-2026a", 7).key_id == "TN-2026a"
    assert roster.key_at("TN", "TN-2027a", 8).key_id == "TN-2027a"
    assert code_of(lambda: roster.key_at("TN", "TN-2026a", 8)) == RefusalCode.KEY_NOT_VALID
    assert code_of(lambda: roster.key_at("TN", "TN-2027a", 7)) == RefusalCode.KEY_NOT_VALID


def test_a_revoked_key_is_not_current() -> None:
    revoked = msgspec.structs.replace(TN.member_key(), revoked_from=4)
    entry = make_entry("state", NEW, [revoked, NEW.member_key(4)])
    roster = Roster.of([entry])
    assert code_of(lambda: roster.key_at("TN", "TN-2026a", 4)) == RefusalCode.KEY_REVOKED
    assert roster.key_at("TN", "TN-2026a", 3) == revoked
    assert code_of(lambda: make_entry("state", TN, [revoked])) == RefusalCode.KEY_NOT_VALID


def test_a_member_that_left_proves_with_its_last_key() -> None:
    assert Roster.of([make_entry("state", TN, [TN.member_key(1, 9)])]).kind("TN") == "state"


def test_nobody_lists_a_key_that_they_do_not_hold() -> None:
    thief = SigningKey("TN-2026a", "TN", EG.private)
    assert code_of(lambda: make_entry("state", thief, [TN.member_key()])) == RefusalCode.BAD_SIGNATURE
    assert code_of(lambda: make_entry("state", EG, [TN.member_key()])) == RefusalCode.BAD_FIELD


def test_a_proof_covers_the_whole_entry() -> None:
    good = make_entry("state", TN)
    promoted = MemberEntry(good.code, "secretariat", good.keys, good.proof)
    assert code_of(lambda: Roster.of([promoted])) == RefusalCode.BAD_SIGNATURE
    extended = MemberEntry(good.code, good.kind, (*good.keys, NEW.member_key(5)), good.proof)
    assert code_of(lambda: Roster.of([extended])) == RefusalCode.KEY_UNKNOWN


def test_an_old_key_cannot_prove_the_entry() -> None:
    keys = (TN.member_key(1, 7), NEW.member_key(8))
    assert code_of(lambda: make_entry("state", TN, keys)) == RefusalCode.KEY_UNKNOWN


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        (lambda r: r.update(version=0), RefusalCode.BAD_FIELD, "version"),
        (lambda r: r.update(expires="2026-02-30T00:00:00.000Z"), RefusalCode.BAD_FIELD, "expires"),
        (lambda r: r.update(more=1), RefusalCode.BAD_FIELD, ""),
        (lambda r: r.pop("members"), RefusalCode.BAD_FIELD, "members"),
        (lambda r: r["members"].reverse(), RefusalCode.BAD_FIELD, "members"),
        (lambda r: r["members"].append(r["members"][-1]), RefusalCode.BAD_FIELD, "members"),
        (lambda r: r["members"][0].update(kind="empire"), RefusalCode.BAD_FIELD, "members[0].kind"),
        (lambda r: r["members"][3].update(code="TO"), RefusalCode.BAD_FIELD, "members[TO].keys[0]"),
        (lambda r: r["members"][3]["keys"].clear(), RefusalCode.KEY_NOT_VALID, "members[TN].keys"),
        (lambda r: r["members"][3]["keys"][0].update(alg="RSA"), RefusalCode.ALG_MISMATCH, "members[TN].keys[0].alg"),
        (
            lambda r: r["members"][3]["keys"][0].update(public="AAAA"),
            RefusalCode.BAD_FIELD,
            "members[TN].keys[0].public",
        ),
        (lambda r: r["members"][3]["keys"][0].update(from_seq=2), RefusalCode.BAD_SIGNATURE, "members[TN].proof"),
        (
            lambda r: r["members"][3]["keys"][0].update(until_seq=0),
            RefusalCode.BAD_FIELD,
            "members[3].keys[0].until_seq",
        ),
        (lambda r: r["members"][3]["proof"].update(alg="none"), RefusalCode.ALG_MISMATCH, "members[TN].proof.alg"),
        (lambda r: r["members"][3]["proof"].update(key="TN-9"), RefusalCode.KEY_UNKNOWN, "members[TN].proof.key"),
        (
            lambda r: r["members"][3].update(proof=r["members"][0]["proof"]),
            RefusalCode.KEY_UNKNOWN,
            "members[TN].proof.key",
        ),
    ],
)
def test_an_altered_roster_is_refused(change: Any, code: RefusalCode, where: str) -> None:
    refusal = refused(lambda: Roster.from_json(altered(change)))
    assert (refusal.code, refusal.where) == (code, where)


def test_a_key_range_runs_forward_and_key_ids_are_unique() -> None:
    key = TN.member_key(5, 4)
    assert code_of(lambda: make_entry("state", TN, [key])) == RefusalCode.BAD_FIELD
    assert code_of(lambda: make_entry("state", TN, [TN.member_key(), TN.member_key(5)])) == RefusalCode.BAD_FIELD


def test_only_canonical_bytes_are_a_roster() -> None:
    assert code_of(lambda: Roster.from_json(golden("roster.json") + b"\n")) == RefusalCode.NOT_CANONICAL
    assert code_of(lambda: Roster.from_json(b"[" * 99)) == RefusalCode.TOO_DEEP
    assert code_of(lambda: Roster.from_json(b" " * 2**21)) == RefusalCode.TOO_LARGE


def test_a_roster_may_list_keys_of_one_member_alone() -> None:
    assert isinstance(GS.member_key(), MemberKey)
    assert Roster.of([]).members == ()
