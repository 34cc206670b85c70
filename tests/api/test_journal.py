"""The journal through HTTP: what a stranger needs to verify it, and nothing personal."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mithaq.journal.checkpoint import open_checkpoint
from mithaq.journal.envelope import from_wire
from mithaq.journal.merkle import verify_consistency, verify_inclusion
from tests.support import story
from tests.support.federation import Federation

WHO = "border@EG"


def _get(fed: Federation, path: str) -> Any:
    reply = fed.get(WHO, f"/api/journal{path}")
    assert reply.status_code == 200, reply.text
    return reply.json()


def test_a_statement_verifies_from_its_bytes(busy: Federation) -> None:
    for row in _get(busy, "?member=TN&limit=5")["rows"]:
        entry = _get(busy, f"/TN/{row['seq']}")
        wire = json.dumps(entry["envelope"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        envelope = from_wire(wire.encode())
        assert (envelope.hash, envelope.header.type) == (row["hash"], row["type"])
        assert entry["row"] == row


@pytest.mark.parametrize("member", ["TN", "EG"])
def test_inclusion_and_consistency_prove_the_checkpoint(busy: Federation, member: str) -> None:
    note = _get(busy, f"/{member}/checkpoint")["note"]
    checkpoint = open_checkpoint(note, busy["EG"].roster)
    size = checkpoint.size
    row = _get(busy, f"/{member}/1")["row"]
    proof = _get(busy, f"/{member}/proofs/inclusion?seq=1&size={size}")
    path = [bytes.fromhex(node) for node in proof["path"]]
    assert verify_inclusion(bytes.fromhex(row["hash"]), proof["first"], size, path, checkpoint.root)
    old = _get(busy, f"/{member}/proofs/consistency?first=1&size={size}")
    path = [bytes.fromhex(node) for node in old["path"]]
    assert verify_consistency(1, bytes.fromhex(row["hash"]), size, checkpoint.root, path)


@pytest.mark.parametrize(
    ("path", "where"),
    [("inclusion?seq=0", "seq"), ("inclusion?seq=999999", "seq"), ("inclusion?seq=1&size=999999", "size"),
     ("consistency?first=999999", "first")],
)  # fmt: skip
def test_a_proof_beyond_the_journal_is_refused(busy: Federation, path: str, where: str) -> None:
    reply = busy.get(WHO, f"/api/journal/TN/proofs/{path}")
    assert (reply.status_code, reply.json()["code"], reply.json()["where"]) == (422, "proof.range", where)


def test_paging_leaves_nothing_out(busy: Federation) -> None:
    whole = _get(busy, "?member=TN&limit=200")["rows"]
    first = _get(busy, "?member=TN&limit=2")["rows"]
    rest = _get(busy, f"?member=TN&limit=200&after={first[-1]['seq']}")["rows"]
    assert first + rest == whole
    assert [row["seq"] for row in whole] == list(range(1, len(whole) + 1))


def test_the_newest_of_all_journals_come_first(busy: Federation) -> None:
    rows = _get(busy, "?limit=200")["rows"]
    assert {row["member"] for row in rows} >= {"TN", "EG", "GS"}


def test_no_name_is_in_any_journal(busy: Federation) -> None:
    text = busy.get(WHO, "/api/journal?limit=200").text
    for number in (1, 2, 3):
        assert story.name_of(story.wanted(number)) not in text
