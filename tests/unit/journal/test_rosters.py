"""Versions of the roster: who has to sign which, and what a quorum cannot do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.grammar import NO_PREV, moment
from mithaq.journal.keys import SigningKey
from mithaq.journal.roster_document import RosterDocument, RosterMember, SignedRoster, founded
from mithaq.journal.rosters import Chain, check_first, check_next, fold, in_force, rivals
from mithaq.journal.trust import MemberKind, make_entry

START = datetime(2026, 1, 1, tzinfo=UTC)
KINDS: dict[str, MemberKind] = {
    "EG": "state", "GS": "secretariat", "JO": "state", "MA": "state", "OC": "commission", "SA": "state", "TN": "state",
}  # fmt: skip
KEYS = {code: SigningKey.from_seed(code, f"{code}-1", bytes([index]) * 32) for index, code in enumerate(KINDS, 1)}
STATES = ("EG", "JO", "MA", "SA", "TN")
FIRST = founded(((kind, KEYS[code]) for code, kind in KINDS.items()), moment(START), "2030-01-01T00:00:00.000Z")
NEW = SigningKey.from_seed("LY", "LY-1", b"n" * 32)
OTHER = SigningKey.from_seed("OC", "OC-2", b"o" * 32)
THIEF = SigningKey.from_seed("TN", "TN-9", b"t" * 32)


def at(**later: float) -> str:
    return moment(START + timedelta(**later))


def following(chain: Chain, **changes: Any) -> RosterDocument:
    """The next document, a day after the one before, with these fields changed."""
    before = chain[-1].document
    day = moment(datetime.fromisoformat(before.made_at) + timedelta(days=1))
    fields = {
        "number": before.number + 1,
        "previous": before.hash,
        "made_at": day,
        "effective": max(day, before.effective),
    }
    return structs.replace(before, **(fields | changes))


def signed(document: RosterDocument, *codes: str) -> SignedRoster:
    found = SignedRoster(document, ())
    for code in codes:
        found = found.signed_by(KEYS[code])
    return found


def with_member(document: RosterDocument, member: RosterMember) -> RosterDocument:
    others = [one for one in document.members if one.entry.code != member.entry.code]
    return structs.replace(document, members=tuple(sorted((*others, member), key=lambda one: one.entry.code)))


def without(document: RosterDocument, code: str) -> RosterDocument:
    return structs.replace(document, members=tuple(one for one in document.members if one.entry.code != code))


def listed(code: str) -> RosterMember:
    found = FIRST.document.member(code)
    assert found is not None
    return found


def rekeyed(code: str, key: SigningKey, **old: int) -> RosterMember:
    """The member with one key more, from place 50 on."""
    (before,) = listed(code).entry.keys
    keys = (structs.replace(before, **old), key.member_key(50))
    return structs.replace(listed(code), entry=make_entry(KINDS[code], key, keys))


def refused(what: Callable[[], object]) -> RefusalCode | None:
    try:
        what()
    except Refused as refusal:
        return refusal.code
    return None


def joined(chain: Chain = (FIRST,), **changes: Any) -> RosterDocument:
    return with_member(
        following(chain, **({"quorum": 4} | changes)), RosterMember(None, make_entry("state", NEW), "active")
    )


def test_a_quorum_of_states_takes_another_one_in() -> None:
    found = signed(joined(), "EG", "SA", "TN")
    check_next(found, (FIRST,))
    assert SignedRoster.from_json(found.to_json()) == found
    assert in_force((FIRST, found), START + timedelta(days=2)).roster.kind("LY") == "state"
    assert in_force((FIRST, found), START).roster.version == 1, "and not before it takes effect"


@pytest.mark.parametrize("codes", [(), ("GS",), ("EG", "TN"), ("EG", "TN", "OC"), ("OC",)])
def test_fewer_than_the_quorum_change_nothing(codes: tuple[str, ...]) -> None:
    """Nor does the commission count as one of them, and the Secretariat's signature is none at all."""
    expected = RefusalCode.ORIGIN_UNKNOWN if "GS" in codes else RefusalCode.ROSTER_QUORUM
    assert refused(lambda: check_next(signed(joined(), *codes), (FIRST,))) == expected


def test_a_new_member_does_not_sign_itself_in() -> None:
    document = joined()
    assert (
        refused(lambda: check_next(signed(document, "EG", "TN").signed_by(NEW), (FIRST,))) == RefusalCode.ORIGIN_UNKNOWN
    )


def test_a_key_under_another_members_name_does_not_count() -> None:
    disguised = SigningKey("TN-1", "TN", KEYS["GS"].private)
    document = joined()
    found = signed(document, "EG", "SA").signed_by(disguised)
    assert refused(lambda: check_next(found, (FIRST,))) == RefusalCode.BAD_SIGNATURE
    found = signed(document, "EG", "SA").signed_by(THIEF)
    assert refused(lambda: check_next(found, (FIRST,))) == RefusalCode.KEY_UNKNOWN


def test_nobody_votes_with_a_key_that_he_brings_along() -> None:
    """A version that gives a member a new key is signed by the keys of the one before."""
    document = with_member(following((FIRST,)), rekeyed("TN", THIEF))
    assert (
        refused(lambda: check_next(signed(document, "EG", "SA").signed_by(THIEF), (FIRST,))) == RefusalCode.KEY_UNKNOWN
    )
    check_next(signed(document, "EG", "SA", "JO"), (FIRST,))


@pytest.mark.parametrize("code", sorted(KINDS))
def test_nobody_is_dropped_from_the_list(code: str) -> None:
    document = without(following((FIRST,)), code)
    found = signed(structs.replace(document, quorum=len(document.voters) // 2 + 1), *(one for one in STATES))
    assert refused(lambda: check_next(found, (FIRST,))) == RefusalCode.KEYS_ALTERED


def test_a_key_of_before_is_neither_altered_nor_revived() -> None:
    stolen = with_member(following((FIRST,)), rekeyed("TN", THIEF, revoked_from=40))
    chain = (FIRST, signed(stolen, "EG", "SA", "JO"))
    check_next(chain[1], (FIRST,))
    revived = with_member(following(chain), rekeyed("TN", THIEF))
    assert refused(lambda: check_next(signed(revived, "EG", "SA", "JO"), chain)) == RefusalCode.KEYS_ALTERED
    entry = make_entry("state", SigningKey.from_seed("TN", "TN-1", b"x" * 32))
    swapped = with_member(following((FIRST,)), RosterMember(None, entry, "active"))
    assert refused(lambda: check_next(signed(swapped, "EG", "SA", "JO"), (FIRST,))) == RefusalCode.KEYS_ALTERED


def test_an_old_version_played_again_follows_nothing() -> None:
    second = signed(joined(), "EG", "SA", "TN")
    third = signed(following((FIRST, second)), "EG", "JO", "SA", "TN")
    chain = (FIRST, second, third)
    for one in (second, third, FIRST):
        assert refused(partial(check_next, one, chain)) == RefusalCode.ROSTER_PREVIOUS
    assert fold(FIRST, [third, second, FIRST, second]) == chain
    assert fold(FIRST, [third]) == (FIRST,), "a version without the one before it waits"


def commission_gone(chain: Chain, **changes: Any) -> RosterDocument:
    left = structs.replace(listed("OC"), standing="suspended", closed_from=10)
    return with_member(following(chain, **changes), left)


COMMISSION: dict[str, Callable[[], RosterDocument]] = {
    "suspended": lambda: commission_gone((FIRST,), commission_from=at(days=40)),
    "another key": lambda: with_member(following((FIRST,), commission_from=at(days=40)), rekeyed("OC", OTHER)),
    "a second one": lambda: with_member(
        following((FIRST,), commission_from=at(days=40)),
        RosterMember(None, make_entry("commission", SigningKey.from_seed("XC", "XC-1", b"c" * 32)), "active"),
    ),
    "its seats": lambda: following((FIRST,), commission_from=at(days=40), seats=("seat-1",)),
}


@pytest.mark.parametrize("what", sorted(COMMISSION))
def test_no_number_of_states_touches_the_commission(what: str) -> None:
    """All of them together neither; with its own signature, but only after thirty days."""
    document = COMMISSION[what]()
    assert refused(lambda: check_next(signed(document, *STATES), (FIRST,))) == RefusalCode.ROSTER_COMMISSION
    check_next(signed(document, "EG", "SA", "TN", "OC"), (FIRST,))
    assert refused(lambda: check_next(signed(document, "EG", "SA", "OC"), (FIRST,))) == RefusalCode.ROSTER_QUORUM
    made = datetime.fromisoformat(document.made_at)
    for short in (timedelta(0), timedelta(days=30) - timedelta(milliseconds=1)):
        early = structs.replace(document, commission_from=moment(made + short))
        assert refused(partial(check_next, signed(early, *STATES, "OC"), (FIRST,))) == RefusalCode.ROSTER_NOTICE
    check_next(
        signed(structs.replace(document, commission_from=moment(made + timedelta(days=30))), *STATES, "OC"), (FIRST,)
    )


def test_a_new_commission_key_counts_after_its_notice_and_is_seen_before() -> None:
    second = signed(COMMISSION["another key"](), "EG", "SA", "TN", "OC")
    chain = (FIRST, second)
    before, after = in_force(chain, START + timedelta(days=39)), in_force(chain, START + timedelta(days=40))
    assert before.roster.version == 2
    assert before.next_at == at(days=40)
    assert [key.key_id for key in before.roster.entry("OC").keys] == ["OC-1"]
    assert [key.key_id for key in after.roster.entry("OC").keys] == ["OC-1", "OC-2"]
    assert after.next_at == ""


def test_what_is_urgent_does_not_wait_for_the_commissions_notice() -> None:
    second = signed(COMMISSION["another key"](), "EG", "SA", "TN", "OC")
    third = signed(joined((FIRST, second)), "EG", "SA", "TN")
    chain = (FIRST, second, third)
    assert fold(FIRST, chain[1:]) == chain
    now = in_force(chain, START + timedelta(days=5))
    assert now.roster.kind("LY") == "state"
    assert [key.key_id for key in now.roster.entry("OC").keys] == ["OC-1"], "the notice runs on"
    assert len(in_force(chain, START + timedelta(days=41)).roster.entry("OC").keys) == 2


def test_an_announced_change_is_called_off_with_the_commissions_signature() -> None:
    second = signed(COMMISSION["another key"](), "EG", "SA", "TN", "OC")
    before = FIRST.document.commission_from
    back = with_member(following((FIRST, second), commission_from=before), listed("OC"))
    assert refused(lambda: check_next(signed(back, *STATES), (FIRST, second))) == RefusalCode.ROSTER_COMMISSION
    third = signed(back, *STATES, "OC")
    check_next(third, (FIRST, second))
    assert len(in_force((FIRST, second, third), START + timedelta(days=90)).roster.entry("OC").keys) == 1
    late = signed(structs.replace(back, effective=at(days=40)), *STATES, "OC")
    assert refused(lambda: check_next(late, (FIRST, second))) == RefusalCode.ROSTER_NOTICE, "it counts by then"


def test_an_announced_change_is_put_off() -> None:
    second = signed(COMMISSION["another key"](), "EG", "SA", "TN", "OC")
    third = signed(following((FIRST, second), commission_from=at(days=60)), *STATES, "OC")
    check_next(third, (FIRST, second))
    chain = (FIRST, second, third)
    assert len(in_force(chain, START + timedelta(days=41)).roster.entry("OC").keys) == 1, "the first date has passed"
    assert len(in_force(chain, START + timedelta(days=61)).roster.entry("OC").keys) == 2


def test_a_member_that_is_suspended_votes_no_more() -> None:
    document = with_member(following((FIRST,), quorum=3), RosterMember(40, listed("TN").entry, "suspended"))
    second = signed(document, "EG", "SA", "JO")
    check_next(second, (FIRST,))
    assert in_force((FIRST, second), START + timedelta(days=2)).closed == {"TN": 40}
    again = signed(joined((FIRST, second)), "EG", "SA", "TN")
    assert refused(lambda: check_next(again, (FIRST, second))) == RefusalCode.ORIGIN_UNKNOWN


@pytest.mark.parametrize("quorum", [1, 2, 6])
def test_a_quorum_is_more_than_half_and_no_more_than_all(quorum: int) -> None:
    found = signed(following((FIRST,), quorum=quorum), *STATES)
    assert refused(lambda: check_next(found, (FIRST,))) == RefusalCode.BAD_FIELD


MUTATIONS: dict[str, Any] = {
    "commission_from": at(days=90), "effective": at(days=70), "expires": "2031-01-01T00:00:00.000Z", "made_at": at(hours=30),
    "members": FIRST.document.members[:-1], "number": 3, "previous": "ab" * 32, "quorum": 5, "seats": ("seat-9",), "v": 2,
}  # fmt: skip


@pytest.mark.parametrize("field", RosterDocument.__struct_fields__)
def test_a_signed_version_changed_in_one_field_is_refused(field: str) -> None:
    good = signed(joined(), "EG", "SA", "TN")
    altered = SignedRoster(structs.replace(good.document, **{field: MUTATIONS[field]}), good.signatures)
    assert refused(lambda: check_next(SignedRoster.from_json(altered.to_json()), (FIRST,))) is not None


@pytest.mark.parametrize("field", ["alg", "key", "member", "sig", "rotated"])
def test_a_signature_changed_in_one_field_is_refused(field: str) -> None:
    good = signed(joined(), "EG", "SA", "TN")
    others = {"alg": "none", "key": "SA-1", "member": "JO", "sig": good.signatures[1].sig, "rotated": ("AAAA",)}
    altered = (structs.replace(good.signatures[0], **{field: others[field]}), *good.signatures[1:])
    assert refused(lambda: check_next(SignedRoster(good.document, altered), (FIRST,))) is not None


def test_a_first_version_is_signed_by_its_own_quorum_and_commission() -> None:
    check_first(FIRST)
    for gone in ("OC", "EG"):
        less = tuple(one for one in FIRST.signatures if one.member != gone)
        fewer = less if gone == "OC" else less[:3]
        assert refused(partial(check_first, SignedRoster(FIRST.document, fewer))) is not None
    later = structs.replace(FIRST.document, number=2)
    assert refused(lambda: check_first(signed(later, *STATES, "OC"))) == RefusalCode.ROSTER_PREVIOUS
    assert FIRST.document.previous == NO_PREV


def test_of_two_that_a_quorum_signed_one_counts_on_every_node_and_the_other_is_shown() -> None:
    one, other = signed(joined(), "EG", "SA", "TN"), signed(following((FIRST,)), "JO", "SA", "TN")
    chain = fold(FIRST, [one, other])
    assert chain == fold(FIRST, [other, one])
    assert len(chain) == 2
    assert [found.document.hash for found in rivals(chain, [one, other])] == [
        max(one.document.hash, other.document.hash)
    ]


def test_a_version_that_has_expired_says_so() -> None:
    now = in_force((FIRST,), START)
    ends = datetime(2030, 1, 1, tzinfo=UTC)
    assert (now.expired(ends - timedelta(seconds=1)), now.expired(ends)) == (False, True)


def _history() -> list[SignedRoster]:
    chain: Chain = (FIRST,)
    makers: list[Callable[[Chain], RosterDocument]] = [
        joined,
        lambda before: with_member(following(before, commission_from=at(days=50)), rekeyed("OC", OTHER)),
        lambda before: with_member(following(before), RosterMember(40, listed("TN").entry, "suspended")),
        lambda before: structs.replace(following(before), expires="2031-01-01T00:00:00.000Z"),
    ]
    for made in makers:
        chain = (*chain, signed(made(chain), "EG", "SA", "JO", "MA", "OC"))
        check_next(chain[-1], chain[:-1])
    beside = [
        signed(joined((FIRST,), made_at=at(days=3), effective=at(days=3)), "EG", "SA", "MA"),
        signed(joined(), "EG"),
    ]
    return [*chain[1:], *beside]


HISTORY = _history()


@given(st.data())
def test_any_order_and_repetition_of_arrival_folds_to_one_roster(data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(HISTORY))
    again = data.draw(st.lists(st.sampled_from(HISTORY), max_size=4))
    assert fold(FIRST, [*shuffled, *again]) == fold(FIRST, HISTORY)
