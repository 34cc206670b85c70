"""What stands in requests and answers: it comes back as it was, or is taken for no answer."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.app.ports.peer import PeerDown, Pulled
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.payload import Payload
from mithaq.transport.nats.wire import (
    Answer,
    OrdersAsk,
    PartAsk,
    PullAsk,
    SealedAsk,
    down,
    encode,
    fitting,
    opened,
    packed,
    refusal,
    salted,
    unpacked,
    unsalted,
)

BYTES = st.binary(max_size=200)
ENVELOPES = st.lists(BYTES, max_size=8).map(tuple)
PAYLOADS = st.lists(st.none() | st.builds(Payload, st.binary(min_size=16, max_size=16), BYTES), max_size=8).map(tuple)
ASKS = st.one_of(
    st.builds(PullAsk, st.text(max_size=5), st.integers(0, 2**40), st.integers(1, 1000)),
    st.builds(SealedAsk, BYTES, BYTES, BYTES),
    st.builds(OrdersAsk, st.text(max_size=5), ENVELOPES),
    st.builds(PartAsk, st.text(max_size=32), st.integers(0, 128)),
)
NO_ANSWER = [b"", b"\xc1", b"no answer", encode(7), encode(("ok?", "", b"", "", 1)), encode(("", "", 3))]


@given(ASKS)
def test_a_request_comes_as_it_was_sent(ask: msgspec.Struct) -> None:
    assert msgspec.msgpack.decode(encode(ask), type=type(ask)) == ask


@given(BYTES, st.text(max_size=32), st.integers(1, 128))
def test_an_answer_comes_as_it_was_sent(body: bytes, token: str, parts: int) -> None:
    answer = Answer(body=body, token=token, parts=parts)
    assert opened("TN", encode(answer)) == answer


@given(st.sampled_from(list(RefusalCode)), st.text(max_size=200))
def test_a_refusal_comes_with_its_code_and_not_more_than_a_place(code: RefusalCode, where: str) -> None:
    with pytest.raises(Refused) as problem:
        opened("TN", refusal(Refused(code, where)))
    assert (problem.value.code, problem.value.where) == (code, where[:100])


@pytest.mark.parametrize("wire", [down(), *NO_ANSWER])
def test_whoever_answers_nothing_of_use_is_down(wire: bytes) -> None:
    with pytest.raises(PeerDown):
        opened("TN", wire)


@given(BYTES)
def test_whatever_comes_is_an_answer_or_none(wire: bytes) -> None:
    for read in (lambda: opened("TN", wire), lambda: unpacked("TN", wire), lambda: unsalted("TN", wire)):
        try:
            read()
        except (PeerDown, Refused):
            continue


@given(ENVELOPES, st.text(max_size=50), st.lists(st.text(max_size=50), max_size=3).map(tuple))
def test_a_range_that_fits_comes_whole(envelopes: tuple[bytes, ...], note: str, seen: tuple[str, ...]) -> None:
    pulled = Pulled(envelopes, note, seen)
    assert unpacked("TN", packed(pulled)) == pulled


def test_what_was_seen_of_others_goes_with_the_end_of_a_journal_alone() -> None:
    large = tuple(bytes([number]) * 300_000 for number in range(4))
    cut = unpacked("TN", packed(Pulled(large, "note", ("seen",))))
    assert (cut.envelopes, cut.checkpoint, cut.seen) == (large[:2], "note", ())
    rest = unpacked("TN", packed(Pulled(large[2:], "note", ("seen",))))
    assert (rest.envelopes, rest.seen) == (large[2:], ("seen",))


@given(ENVELOPES, st.integers(0, 400))
def test_as_many_fit_as_there_is_room_for_and_one_always(envelopes: tuple[bytes, ...], limit: int) -> None:
    taken = fitting(envelopes, limit)
    assert taken == envelopes[: len(taken)]
    assert sum(map(len, taken)) <= limit or len(taken) == 1
    if len(taken) < len(envelopes):
        assert taken
        assert sum(map(len, envelopes[: len(taken) + 1])) > limit


@given(PAYLOADS)
def test_payloads_come_as_they_were_and_in_their_places(payloads: tuple[Payload | None, ...]) -> None:
    assert unsalted("TN", salted(payloads, 10_000)) == payloads


@given(PAYLOADS, st.integers(0, 400))
def test_payloads_are_cut_at_the_limit_and_one_always_goes(payloads: tuple[Payload | None, ...], limit: int) -> None:
    came = unsalted("TN", salted(payloads, limit))
    assert came == payloads[: len(came)]
    assert sum(len(one.body) for one in came if one is not None) <= limit or len(came) == 1
    assert came or not payloads
