"""Links: building the next one and verifying many."""

from __future__ import annotations

import msgspec
import pytest

from mithaq.journal.chain import Head, next_header, verify_chain
from mithaq.journal.envelope import NO_PREV, Cite, Envelope, Header, sign
from mithaq.journal.errors import RefusalCode
from mithaq.journal.trust import Roster, make_entry
from tests.unit.journal.stage import ROSTER, View, code_of, refused
from tests.vectors import make
from tests.vectors.make import DRAFTER, EG, PERSON, TN

SAID, NAMED = make.journals()
CHAIN = SAID.events["TN"]


def follow(view: View, cites: list[Cite]) -> Header:
    return next_header(
        view,
        member="TN",
        type="alert.amended",
        at="2026-11-24T09:00:00.000Z",
        author=DRAFTER,
        subject=PERSON,
        body={},
        cites=cites,
    )


def replaced(envelope: Envelope, **fields: object) -> Envelope:
    """The event with other fields, signed anew by its member."""
    key = {"TN": TN, "EG": EG}[str(fields.get("member", envelope.header.member))]
    return sign(msgspec.structs.replace(envelope.header, **fields), key)


def test_the_first_event_follows_nothing() -> None:
    header = follow(View(), [])
    assert (header.seq, header.prev, header.lamport) == (1, NO_PREV, 1)


def test_the_next_event_follows_the_head() -> None:
    header = follow(View(CHAIN), [])
    last = CHAIN[-1]
    assert (header.seq, header.prev, header.lamport) == (8, last.hash, last.header.lamport + 1)


def test_lamport_time_exceeds_that_of_cited_events_where_held() -> None:
    review = SAID.events["GS"][0]
    late = sign(msgspec.structs.replace(review.header, lamport=500), make.GS)
    assert follow(View([*CHAIN, late]), [make.cite(late)]).lamport == 501
    assert follow(View(CHAIN), [make.cite(late)]).lamport == CHAIN[-1].header.lamport + 1


def test_a_good_chain_verifies_whole_and_in_parts() -> None:
    head = Head(7, CHAIN[-1].hash, CHAIN[-1].header.lamport)
    assert verify_chain(CHAIN, ROSTER) == head
    assert verify_chain(CHAIN[3:], ROSTER, head=verify_chain(CHAIN[:3], ROSTER)) == head
    assert verify_chain([], ROSTER) is None


@pytest.mark.parametrize(
    ("chain", "code", "where"),
    [
        ([CHAIN[0], CHAIN[2]], RefusalCode.GAP, "TN/3.seq"),
        ([CHAIN[1]], RefusalCode.GAP, "TN/2.seq"),
        ([CHAIN[0], CHAIN[0]], RefusalCode.FORK, "TN/1.seq"),
        ([CHAIN[0], replaced(CHAIN[1], prev="f" * 64)], RefusalCode.PREV_MISMATCH, "TN/2.prev"),
        ([replaced(CHAIN[0], prev="f" * 64)], RefusalCode.PREV_MISMATCH, "TN/1.prev"),
        ([CHAIN[0], replaced(CHAIN[1], lamport=1)], RefusalCode.LAMPORT_NOT_GREATER, "TN/2.lamport"),
        ([CHAIN[0], replaced(CHAIN[1], member="EG")], RefusalCode.PREV_MISMATCH, "EG/2.member"),
        ([Envelope(CHAIN[0].signed, CHAIN[1].signatures)], RefusalCode.BAD_SIGNATURE, "TN/1.signatures[0]"),
        ([CHAIN[0], Envelope(b"{}", CHAIN[1].signatures)], RefusalCode.BAD_FIELD, "[1]"),
    ],
)
def test_a_broken_chain_is_refused_where_it_breaks(chain: list[Envelope], code: RefusalCode, where: str) -> None:
    refusal = refused(lambda: verify_chain(chain, ROSTER))
    assert refusal.code == code
    assert refusal.where.startswith(where)


def test_a_chain_of_somebody_who_is_not_listed() -> None:
    alone = Roster.of([make_entry("state", EG)])
    assert code_of(lambda: verify_chain(CHAIN, alone)) == RefusalCode.ORIGIN_UNKNOWN
