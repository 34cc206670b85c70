"""Answers are read by the asker alone; a byte that was turned anywhere shows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from mithaq.app.exchange import PayloadRequest, Wanted, signed
from mithaq.app.ports.peer import PeerDown
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.keys import SigningKey
from mithaq.journal.roster_document import roster_of
from mithaq.law.load import load_law
from mithaq.testing.world import sim_roster
from mithaq.transport.nats.sealing import Opener, asking, read_ask, sealed_to
from mithaq.transport.nats.wire import encode

_FIRST, KEYS = sim_roster(4, ("TN", "EG", "GS", "OC"), load_law())
ROSTER = roster_of(_FIRST)
PLAIN = st.binary(max_size=2_000)


def _asked(by: str = "TN", key: SigningKey | None = None) -> Opener:
    request = PayloadRequest(by, "EG", "2026-11-22T08:00:00.000Z", (Wanted("a-1", "0" * 64),))
    return asking(signed(request, KEYS[by]), key or KEYS[by])


def _turned(data: bytes, place: int) -> bytes:
    place %= len(data)
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@given(PLAIN)
def test_the_asker_reads_the_answer(plain: bytes) -> None:
    opener = _asked()
    sealed = sealed_to(read_ask(encode(opener.ask)), ROSTER, plain)
    assert len(plain) < 4 or plain not in sealed
    assert opener.open("EG", sealed) == plain


@given(PLAIN, st.integers(0))
def test_an_answer_that_was_altered_is_none(plain: bytes, place: int) -> None:
    opener = _asked()
    sealed = sealed_to(opener.ask, ROSTER, plain)
    for false in (_turned(sealed, place), sealed[:-1], b""):
        with pytest.raises(PeerDown):
            opener.open("EG", false)


def test_nobody_else_and_no_other_request_opens_it() -> None:
    opener, again = _asked(), _asked()
    sealed = sealed_to(opener.ask, ROSTER, b"whoever it is about")
    with pytest.raises(PeerDown):
        again.open("EG", sealed)
    other = _asked("GS")
    with pytest.raises(PeerDown):
        Opener(other.ask, opener.private).open("EG", sealed)


@given(st.integers(0), st.sampled_from(["request", "key", "signature"]))
def test_a_request_that_was_altered_is_not_answered(place: int, field: str) -> None:
    ask = _asked().ask
    false = structs.replace(ask, **{field: _turned(getattr(ask, field), place)})
    with pytest.raises(Refused):
        sealed_to(false, ROSTER, b"secret")


def test_a_key_that_another_member_signed_is_not_answered() -> None:
    with pytest.raises(Refused) as problem:
        sealed_to(_asked("TN", KEYS["GS"]).ask, ROSTER, b"secret")
    assert problem.value.code is RefusalCode.BAD_SIGNATURE
    short = asking(b"request", KEYS["TN"])
    with pytest.raises(Refused):
        sealed_to(short.ask, ROSTER, b"secret")


@pytest.mark.parametrize("body", [b"", b"\xc1", encode(()), encode((1, 2, 3)), encode((b"a", b"b"))])
def test_what_is_no_request_is_refused(body: bytes) -> None:
    with pytest.raises(Refused) as problem:
        read_ask(body)
    assert problem.value.code is RefusalCode.BAD_ENCODING


def test_the_secret_half_stands_in_no_log() -> None:
    assert repr(_asked()) == "Opener()"
