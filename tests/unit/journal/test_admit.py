"""Admission, check by check."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NoReturn

import msgspec
import pytest

from mithaq.journal.admit import (
    CITE_NOT_HELD,
    CLOCK_AHEAD,
    PAYLOAD_NOT_HELD,
    TYPE_UNKNOWN,
    Admitted,
    Duplicate,
    admit_payload,
)
from mithaq.journal.encoding import b64url
from mithaq.journal.envelope import Envelope, Header, Signature, sign, signed_message, to_wire
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.keys import SigningKey
from mithaq.journal.payload import Payload
from mithaq.journal.trust import Roster, make_entry
from tests.unit.journal.stage import (
    ROSTER,
    AnyRules,
    View,
    before,
    code_of,
    golden,
    golden_envelope,
    offer,
    refused,
    seal_bytes,
)
from tests.vectors.make import EG, GS, OBJECTS, PAYLOAD, TN

ALERT = golden("alert.envelope.json")
REVIEW = golden("review.envelope.json")


def with_signatures(*more: Signature) -> bytes:
    envelope = golden_envelope("alert")
    return to_wire(Envelope(envelope.signed, (*envelope.signatures, *more)))


def of(key: SigningKey, *, alg: str = "Ed25519", key_id: str | None = None) -> Signature:
    message = signed_message(golden_envelope("alert").signed)
    return Signature(alg=alg, key=key_id or key.key_id, sig=b64url(key.sign(message)))


@pytest.mark.parametrize("name", ["alert", "approval", "batch", "review", "circulated"])
def test_golden_events_are_admitted_in_order_and_applied(name: str) -> None:
    payload = PAYLOAD if name == "alert" else None
    decided = offer(golden(f"{name}.envelope.json"), before(name), payload=payload)
    assert isinstance(decided, Admitted)
    assert (decided.applicable, decided.flags, decided.envelope) == (True, (), golden_envelope(name))


def test_check_1_and_2_name_the_inside() -> None:
    assert refused(lambda: offer(seal_bytes(b"[" * 99, TN))).where == "signed"
    refusal = refused(lambda: offer(seal_bytes(b"{}", TN)))
    assert (refusal.check, refusal.where) == (2, "signed.v")


def test_check_3_origin_and_key() -> None:
    only_eg = Roster.of([make_entry("state", EG)])
    assert code_of(lambda: offer(ALERT, roster=only_eg)) == RefusalCode.ORIGIN_UNKNOWN
    signed = golden("alert.signed.json")
    assert code_of(lambda: offer(seal_bytes(signed, EG))) == RefusalCode.KEY_UNKNOWN
    assert (
        code_of(lambda: offer(seal_bytes(signed, GS))) == RefusalCode.KEY_UNKNOWN
    )  # the Secretariat signs for no state
    assert code_of(lambda: offer(seal_bytes(signed, TN, alg="none"))) == RefusalCode.ALG_MISMATCH


def test_check_3_key_valid_at_this_point_of_the_journal() -> None:
    new = SigningKey.from_seed("TN", "TN-2027a", b"\x09" * 32)
    not_yet = Roster.of([make_entry("state", TN, [TN.member_key(2)])])
    assert code_of(lambda: offer(ALERT, roster=not_yet)) == RefusalCode.KEY_NOT_VALID
    revoked = msgspec.structs.replace(TN.member_key(), revoked_from=1)
    stolen = Roster.of([make_entry("state", new, [revoked, new.member_key()])])
    assert code_of(lambda: offer(ALERT, roster=stolen)) == RefusalCode.KEY_REVOKED
    ended = Roster.of([make_entry("state", new, [TN.member_key(1, 1), new.member_key(2)])])
    assert isinstance(offer(ALERT, roster=ended), Admitted)
    approval = golden("approval.envelope.json")
    assert code_of(lambda: offer(approval, before("approval"), roster=ended)) == RefusalCode.KEY_NOT_VALID


def test_check_4_signature() -> None:
    signed = golden("alert.signed.json")
    assert code_of(lambda: offer(seal_bytes(signed, EG, key_id="TN-2026a"))) == RefusalCode.BAD_SIGNATURE


def test_a_signature_without_the_event_prefix_is_none() -> None:
    signed = golden("alert.signed.json")
    bare = Signature(alg="Ed25519", key=TN.key_id, sig=b64url(TN.sign(signed)))
    assert code_of(lambda: offer(to_wire(Envelope(signed, (bare,))))) == RefusalCode.BAD_SIGNATURE


def test_signatures_of_keys_that_are_not_the_origins_neither_help_nor_harm() -> None:
    assert isinstance(offer(with_signatures(of(EG), of(GS, alg="ML-DSA-44"))), Admitted)


def test_every_signature_by_a_listed_key_has_to_be_right() -> None:
    second = SigningKey.from_seed("TN", "TN-b", b"\x08" * 32)
    both = Roster.of([make_entry("state", TN, [TN.member_key(), second.member_key()])])
    assert isinstance(offer(with_signatures(of(second)), roster=both), Admitted)
    wrong = with_signatures(of(EG, key_id="TN-b"))
    assert refused(lambda: offer(wrong, roster=both)).where == "signatures[1]"
    confused = with_signatures(of(second, alg="Ed448"))
    assert code_of(lambda: offer(confused, roster=both)) == RefusalCode.ALG_MISMATCH


def test_check_3_is_done_with_all_signatures_before_check_4_begins() -> None:
    second = SigningKey.from_seed("TN", "TN-b", b"\x08" * 32)
    both = Roster.of([make_entry("state", TN, [TN.member_key(), second.member_key()])])
    forged = (of(EG, key_id="TN-2026a"), of(second, alg="Ed448"))
    wire = to_wire(Envelope(golden_envelope("alert").signed, forged))
    assert code_of(lambda: offer(wire, roster=both)) == RefusalCode.ALG_MISMATCH


def test_check_5_the_same_event_again_is_no_news() -> None:
    view = View([golden_envelope("alert")])
    assert isinstance(offer(ALERT, view), Duplicate)
    assert isinstance(offer(with_signatures(of(EG)), view), Duplicate)
    view.hold(golden_envelope("approval"))
    assert isinstance(offer(ALERT, view), Duplicate)


def again(name: str, key: SigningKey = TN, **fields: object) -> bytes:
    """The golden event with other fields, signed by the one who may."""
    return to_wire(sign(msgspec.structs.replace(golden_envelope(name).header, **fields), key))


@pytest.mark.parametrize(
    ("wire", "code"),
    [
        (golden("batch.envelope.json"), RefusalCode.GAP),
        (again("alert", body={"kind": "missing"}), RefusalCode.FORK),
        (again("approval", prev="f" * 64), RefusalCode.PREV_MISMATCH),
        (again("approval", lamport=1), RefusalCode.LAMPORT_NOT_GREATER),
    ],
)
def test_check_5_place_in_the_journal(wire: bytes, code: RefusalCode) -> None:
    assert code_of(lambda: offer(wire, View([golden_envelope("alert")]))) == code


def test_check_5_a_place_passed_but_no_longer_held_is_a_fork_and_not_a_duplicate() -> None:
    view = View([golden_envelope("approval")])
    assert code_of(lambda: offer(ALERT, view)) == RefusalCode.FORK


def test_check_5_cited_events() -> None:
    waiting = offer(REVIEW, View())
    assert isinstance(waiting, Admitted)
    assert (waiting.applicable, waiting.flags) == (False, (CITE_NOT_HELD,))
    other = sign(msgspec.structs.replace(golden_envelope("approval").header, body={}), TN)
    assert code_of(lambda: offer(REVIEW, View([other]))) == RefusalCode.CITE_MISMATCH
    early = again("review", GS, lamport=2)
    assert code_of(lambda: offer(early, before("review"))) == RefusalCode.LAMPORT_NOT_GREATER
    assert isinstance(offer(early, View()), Admitted)


def test_check_6_payload() -> None:
    alone = offer(ALERT)
    assert isinstance(alone, Admitted)
    assert (alone.applicable, alone.flags) == (False, (PAYLOAD_NOT_HELD,))
    wrong = Payload(PAYLOAD.salt, PAYLOAD.body + b" ")
    assert code_of(lambda: offer(ALERT, payload=wrong)) == RefusalCode.COMMITMENT_MISMATCH
    assert code_of(lambda: offer(ALERT, payload=PAYLOAD, audience=False)) == RefusalCode.NOT_AUDIENCE
    uninvited = golden("approval.envelope.json")
    assert code_of(lambda: offer(uninvited, before("approval"), payload=PAYLOAD)) == RefusalCode.COMMITMENT_MISMATCH


def test_check_6_a_commitment_counts_bytes() -> None:
    commitment = golden_envelope("alert").header.payload
    assert commitment is not None
    admit_payload(commitment, PAYLOAD, audience_includes_me=True)
    longer = msgspec.structs.replace(commitment, size=commitment.size + 1)
    assert code_of(lambda: admit_payload(longer, PAYLOAD, audience_includes_me=True)) == RefusalCode.COMMITMENT_MISMATCH


def test_check_6_items_of_a_batch_one_by_one() -> None:
    for item in golden_envelope("batch").header.items:
        admit_payload(item.commitment, OBJECTS[item.id], audience_includes_me=True)
        wrong = partial(admit_payload, item.commitment, PAYLOAD, audience_includes_me=True)
        assert code_of(wrong) == RefusalCode.COMMITMENT_MISMATCH


def test_check_7_an_unknown_type_is_kept_and_not_applied() -> None:
    rules = AnyRules()
    rules.unknown.add("alert.drafted")
    decided = offer(ALERT, rules=rules, payload=PAYLOAD)
    assert isinstance(decided, Admitted)
    assert (decided.applicable, decided.flags) == (False, (TYPE_UNKNOWN,))


def refuse_schema(_header: Header) -> NoReturn:
    raise Refused(RefusalCode.SCHEMA, "body.kind")


def refuse_issue(_header: Header, member_kind: str) -> None:
    if member_kind == "state":
        raise Refused(RefusalCode.NOT_ALLOWED, "author.role")


def stumble(*_any: object) -> NoReturn:
    raise KeyError("canary")


def test_check_7_and_8_ask_the_rules() -> None:
    rules = AnyRules()
    rules.schema = refuse_schema
    assert refused(lambda: offer(ALERT, rules=rules)).where == "body.kind"
    rules = AnyRules()
    rules.allowed = refuse_issue
    assert code_of(lambda: offer(ALERT, rules=rules)) == RefusalCode.NOT_ALLOWED
    assert isinstance(offer(REVIEW, before("review"), rules=rules), Admitted)


def test_a_rule_that_stumbles_refuses() -> None:
    rules = AnyRules()
    rules.schema = stumble
    refusal = refused(lambda: offer(ALERT, rules=rules))
    assert refusal.code == RefusalCode.SCHEMA
    assert "canary" not in str(refusal)
    rules = AnyRules()
    rules.allowed = stumble
    assert code_of(lambda: offer(ALERT, rules=rules)) == RefusalCode.NOT_ALLOWED


def test_check_9_flags_a_clock_that_runs_ahead_and_applies_all_the_same() -> None:
    at = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    for early, flags in ((timedelta(minutes=5), ()), (timedelta(minutes=5, seconds=1), (CLOCK_AHEAD,))):
        decided = offer(ALERT, payload=PAYLOAD, now=at - early)
        assert isinstance(decided, Admitted)
        assert (decided.applicable, decided.flags) == (True, flags)


class BrokenView(View):
    def head(self, member: str) -> NoReturn:
        raise OSError(5, "disk")


def test_a_fault_of_our_own_disk_is_not_blamed_on_the_origin() -> None:
    with pytest.raises(OSError, match="disk"):
        offer(ALERT, BrokenView())


def test_the_roster_of_the_vectors_is_the_one_in_use() -> None:
    assert Roster.from_json(golden("roster.json")) == ROSTER
