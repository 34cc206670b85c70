"""A holder's fold: ended by the clock, by a recall for good, and by nobody put off further than the law allows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.domain import holder as holders
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Author, Body, Event
from mithaq.domain.holder import (
    Holder,
    HolderHanded,
    HolderOpened,
    HolderRecalled,
    HolderReceipted,
    HolderRenewed,
)
from mithaq.domain.instant import text
from mithaq.law.load import load_law

LAW = load_law()
START = datetime(2026, 11, 22, 8, tzinfo=UTC)
ID = "n-" + "a" * 24


def at(hours: float) -> str:
    return text(START + timedelta(hours=hours))


def said(body: Body, hours: float, member: str = "TN", role: str = "administrator") -> Event:
    author = Author("o-1", "P", role, "A")
    return Event("holder.x", member, 1, 1, at(hours), author, ID, body, "c", "h")


def opened(hours: float = 48, kind: holders.HolderCode = "offline") -> Holder | None:
    body = HolderOpened(kind, "TN-POST", "TN-BORDER", "post_without_line", at(hours), "A" * 43)
    return holders.evolve(None, said(body, 0), LAW)


def folded(*events: Event) -> Holder:
    holder = opened()
    for event in events:
        holder = holders.evolve(holder, event, LAW)
    assert holder is not None
    return holder


def test_an_end_beyond_the_law_opens_nothing() -> None:
    assert opened(48) is not None
    assert opened(48.1) is None
    assert opened(0) is None
    assert opened(720, "export") is not None
    with pytest.raises(Refusal):
        holders.check_end(LAW, "offline", START, at(49))


def test_the_clock_ends_it_without_anybody() -> None:
    holder = folded()
    assert holder.lives(START + timedelta(hours=47.9))
    assert not holder.lives(START + timedelta(hours=48))
    assert folded(said(HolderHanded("offline_copy", 3, "0" * 64), 48)).handed == 0, "and nothing is handed out then"


def test_a_recall_is_final_and_is_the_members_or_the_commissions() -> None:
    recall = HolderRecalled("copy_lost")
    assert folded(said(recall, 1, "EG")).state == "opened"
    for one in (said(recall, 1), said(recall, 1, "OC", "commissioner")):
        holder = folded(one, said(HolderRenewed(at(40)), 2), said(HolderHanded("offline_copy", 3, "0" * 64), 3))
        assert (holder.state, holder.expires_at, holder.handed, holder.ends_at) == ("recalled", at(48), 0, at(1))


def test_a_receipt_answers_for_what_was_handed_out_before_it() -> None:
    handed = HolderHanded("offline_copy", 3, "0" * 64)
    receipt = HolderReceipted(3, at(2), 0, "0" * 64, "A" * 86)
    assert folded().answered
    assert not folded(said(handed, 1)).answered
    assert folded(said(handed, 1), said(receipt, 3)).answered
    assert not folded(said(handed, 1), said(receipt, 3), said(handed, 4)).answered, "another copy went out since"


_BODIES = st.one_of(
    st.builds(HolderRenewed, st.floats(-50, 200).map(at)),
    st.just(HolderRecalled("copy_lost")),
    st.just(HolderHanded("offline_copy", 1, "0" * 64)),
)


@settings(max_examples=80)
@given(st.lists(st.tuples(_BODIES, st.sampled_from(["TN", "EG"])), max_size=12))
def test_whatever_is_said_it_never_lives_past_48_hours_from_the_last_renewal(told: list[tuple[Body, str]]) -> None:
    events = [said(body, hour, member) for hour, (body, member) in enumerate(told)]
    holder = folded(*events)
    assert holder.expires_at <= at(len(told) + 48)
    recalls = [hour for hour, (body, member) in enumerate(told) if isinstance(body, HolderRecalled) and member == "TN"]
    assert (holder.state == "recalled") == bool(recalls)
    assert not recalls or not holder.lives(START)
