"""Bundles: made, verified offline, and every fault named with its place."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from mithaq.journal.bundle import Exported, ExportedJournal, Report, make_bundle, verify_bundle
from mithaq.journal.checkpoint import Checkpoint, sign_checkpoint
from mithaq.journal.envelope import sign
from mithaq.journal.errors import RefusalCode
from mithaq.journal.keys import SigningKey
from mithaq.journal.merkle import Levels
from mithaq.journal.trust import Roster, make_entry
from tests.unit.journal.stage import ROSTER, dumps, golden
from tests.vectors import make
from tests.vectors.make import EG, TN

BUNDLE = golden("bundle.json")
SAID, _ = make.journals()
TN_EVENTS = SAID.events["TN"]


def altered(change: Any) -> bytes:
    plain = json.loads(BUNDLE)
    change(plain)
    return dumps(plain)


def faults(report: Report) -> list[tuple[str, RefusalCode]]:
    return [(fault.where, fault.code) for fault in report.faults]


def test_the_golden_bundle_verifies() -> None:
    for roster in (None, ROSTER):
        report = verify_bundle(BUNDLE, roster)
        assert report.ok
        assert (report.trusted, report.events, report.payloads, report.proven, report.gaps) == (
            roster is not None, 8, 4, 7, 0,
        )  # fmt: skip
        assert [checkpoint.size for checkpoint in report.checkpoints] == [7]


def test_an_excerpt_verifies_with_its_proofs() -> None:
    leaves = [event.leaf for event in TN_EVENTS]
    excerpt = [Exported(TN_EVENTS[2]), Exported(TN_EVENTS[5])]
    note = json.loads(BUNDLE)["journals"][0]["checkpoint"]
    report = verify_bundle(make_bundle(ROSTER, [ExportedJournal("TN", excerpt, note, leaves)]), ROSTER)
    assert report.ok
    assert (report.events, report.proven, report.gaps) == (2, 2, 2)


def test_events_beyond_the_checkpoint_need_no_proof() -> None:
    leaves = [event.leaf for event in TN_EVENTS[:5]]
    levels = Levels(leaves)
    note = sign_checkpoint(Checkpoint.of("TN", 5, levels.root()), TN)
    events = [Exported(event) for event in TN_EVENTS]
    report = verify_bundle(make_bundle(ROSTER, [ExportedJournal("TN", events, note, leaves)]))
    assert (report.ok, report.events, report.proven) == (True, 7, 5)


def test_an_erased_payload_is_no_fault() -> None:
    report = verify_bundle(altered(lambda p: p["journals"][0]["events"][0]["payloads"].clear()))
    assert (report.ok, report.payloads) == (True, 3)


def tn(plain: Any, index: int) -> Any:
    return plain["journals"][0]["events"][index]


def signature(plain: Any, index: int) -> Any:
    return tn(plain, index)["envelope"]["signatures"][0]


def payload(plain: Any, index: int) -> Any:
    return tn(plain, index)["payloads"][0]


def swap(plain: Any, field: str, index: int, other: int) -> None:
    tn(plain, index)[field], tn(plain, other)[field] = tn(plain, other)[field], tn(plain, index)[field]


BROKEN: list[tuple[Any, str, RefusalCode]] = [
    (lambda p: p.update(v=2), "v", RefusalCode.VERSION_UNKNOWN),
    (lambda p: p.update(more=1), "", RefusalCode.BAD_FIELD),
    (lambda p: p["journals"].append(p["journals"][0]), "journals", RefusalCode.BAD_FIELD),
    (lambda p: signature(p, 1).update(sig="A" * 86), "TN/2.signatures[0]", RefusalCode.BAD_SIGNATURE),
    (lambda p: signature(p, 1).update(key="TN-x"), "TN/2.signatures", RefusalCode.KEY_UNKNOWN),
    (lambda p: signature(p, 1).update(alg="none"), "TN/2.signatures[0].alg", RefusalCode.ALG_MISMATCH),
    (lambda p: tn(p, 1)["envelope"].update(signed="e30"), "journals[TN].events[1].v", RefusalCode.BAD_FIELD),
    (lambda p: tn(p, 3).update(proof=None), "TN/4.proof", RefusalCode.PROOF_MISMATCH),
    (lambda p: tn(p, 3)["proof"].pop(), "TN/4.proof", RefusalCode.PROOF_MISMATCH),
    (lambda p: tn(p, 3)["proof"].append("AA"), "TN/4.proof", RefusalCode.BAD_FIELD),
    (lambda p: payload(p, 0).update(body="AAAA"), "TN/1.payloads[0].payload", RefusalCode.COMMITMENT_MISMATCH),
    (lambda p: payload(p, 0).update(salt="AAAA"), "TN/1.payloads[0].salt", RefusalCode.BAD_FIELD),
    (lambda p: payload(p, 0).update(item="x"), "TN/1.payloads[0].payload", RefusalCode.COMMITMENT_MISMATCH),
    (
        lambda p: tn(p, 2)["payloads"].append(payload(p, 2)),
        "TN/3.payloads[3].payload",
        RefusalCode.COMMITMENT_MISMATCH,
    ),
    (
        lambda p: p["journals"][1].update(checkpoint=p["journals"][0]["checkpoint"]),
        "checkpoint[GS].origin",
        RefusalCode.ORIGIN_UNKNOWN,
    ),
    (lambda p: p["journals"][1].update(member="EG"), "journals[EG].events[0].member", RefusalCode.BAD_FIELD),
]


@pytest.mark.parametrize(("change", "where", "code"), BROKEN)
def test_every_fault_is_named_with_its_place(change: Any, where: str, code: RefusalCode) -> None:
    assert faults(verify_bundle(altered(change))) == [(where, code)]


def test_faults_do_not_hide_one_another() -> None:
    swapped = faults(verify_bundle(altered(lambda p: swap(p, "proof", 0, 1))))
    assert swapped == [("TN/1.proof", RefusalCode.PROOF_MISMATCH), ("TN/2.proof", RefusalCode.PROOF_MISMATCH)]
    no_note = faults(verify_bundle(altered(lambda p: p["journals"][0].update(checkpoint="x"))))
    assert no_note[0] == ("checkpoint[TN].checkpoint", RefusalCode.BAD_ENCODING)
    assert no_note[1:] == [(f"TN/{seq}.proof", RefusalCode.PROOF_MISMATCH) for seq in range(1, 8)]


def test_events_out_of_order_are_seen() -> None:
    found = faults(verify_bundle(altered(lambda p: p["journals"][0]["events"].reverse())))
    assert ("TN/1.seq", RefusalCode.FORK) in found


def test_two_events_at_one_place_are_seen() -> None:
    found = faults(verify_bundle(altered(lambda p: p["journals"][0]["events"].append(tn(p, 6)))))
    assert found == [("TN/7.seq", RefusalCode.FORK)]


def resigned(key: SigningKey, index: int, **fields: Any) -> list[ExportedJournal]:
    """Both journals without checkpoints; one event says something else, and its own member has signed that."""
    journals = {member: list(events) for member, events in SAID.events.items()}
    event = journals[key.member][index]
    journals[key.member][index] = sign(msgspec.structs.replace(event.header, **fields), key)
    return [ExportedJournal(member, [Exported(one) for one in events]) for member, events in journals.items()]


CITE = SAID.events["GS"][0].header.cites[0]


@pytest.mark.parametrize(
    ("journals", "expected"),
    [
        (resigned(TN, 6, prev="f" * 64), ("TN/7.prev", RefusalCode.PREV_MISMATCH)),
        (resigned(TN, 6, lamport=1), ("TN/7.lamport", RefusalCode.LAMPORT_NOT_GREATER)),
        (resigned(make.GS, 0, prev="f" * 64), ("GS/1.prev", RefusalCode.PREV_MISMATCH)),
        (
            resigned(make.GS, 0, cites=(msgspec.structs.replace(CITE, hash="f" * 64),)),
            ("GS/1.cites[0].hash", RefusalCode.CITE_MISMATCH),
        ),
        (resigned(make.GS, 0, lamport=2), ("GS/1.cites[0]", RefusalCode.LAMPORT_NOT_GREATER)),
    ],
)
def test_a_member_that_breaks_its_own_links_is_seen(
    journals: list[ExportedJournal], expected: tuple[str, RefusalCode]
) -> None:
    assert expected in faults(verify_bundle(make_bundle(ROSTER, journals), ROSTER))


def test_lamport_time_grows_across_a_gap() -> None:
    late = sign(msgspec.structs.replace(TN_EVENTS[6].header, lamport=1), TN)
    excerpt = [ExportedJournal("TN", [Exported(TN_EVENTS[0]), Exported(late)])]
    assert faults(verify_bundle(make_bundle(ROSTER, excerpt))) == [("TN/7.lamport", RefusalCode.LAMPORT_NOT_GREATER)]


def test_the_roster_of_the_verifier_counts_and_not_the_one_inside() -> None:
    impostor = Roster.of([make_entry("state", SigningKey("TN-2026a", "TN", EG.private)), *ROSTER.members[:3]])
    report = verify_bundle(BUNDLE, impostor)
    assert report.trusted
    assert {code for _, code in faults(report)} == {
        RefusalCode.BAD_SIGNATURE,
        RefusalCode.KEY_UNKNOWN,
        RefusalCode.PROOF_MISMATCH,
    }


@pytest.mark.parametrize(
    "data", [b"", b"null", b"[", b"[" * 99, BUNDLE + b" ", BUNDLE.replace(b'"v":1', b'"v":1,"v":1')]
)
def test_bytes_that_are_no_bundle_give_a_report(data: bytes) -> None:
    assert len(verify_bundle(data).faults) == 1
