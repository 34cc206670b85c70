"""One commissioner freezes; three of a panel by lot lift; nobody else changes anything."""

from __future__ import annotations

from typing import Any

import pytest

from mithaq.domain.alert import Alert, evolve
from mithaq.domain.remedy.order_events import Judge
from mithaq.domain.retention import erase_from, shown_until
from tests.support.alert_stories import LAW, Told, said
from tests.support.orders import POOL, by_lot

FREEZE: dict[str, Any] = {}


def out() -> Told:
    return Told().approve().accept("DZ", "KW").clear().circulate()


def by(told: Told, type: str, body: dict[str, Any], member: str = "OC", role: str = "commissioner", **more: Any) -> str:
    """The alert after this statement; the code for which it is void, empty where it counts."""
    event = said(type, member, told.subject, body, role=role, **more)
    after = evolve(told.alert, event, LAW)
    assert after is not None
    told.alert = after
    return next((code for hash, code in after.voids if hash == event.hash), "")


def frozen() -> Told:
    told = out()
    assert by(told, "alert.frozen", FREEZE) == ""
    return told


def seated(told: Told, **more: Any) -> list[str]:
    body = by_lot(told.subject, freeze_of(told), **more)
    assert by(told, "panel.drawn", body) == ""
    return list(body["seats"])


def freeze_of(told: Told) -> str:
    holds = told.alert.orders.freeze
    assert holds is not None
    return holds.hash


def vote(told: Told, author: str, *, lifts: bool = True, **more: Any) -> str:
    panel = told.alert.orders.freezes[-1].panel
    body = {"freeze": told.alert.orders.freezes[-1].hash, "panel": panel.hash if panel else "0" * 64, "lifts": lifts}
    return by(told, "alert.unfrozen", body, author=author, **more)


def test_a_frozen_alert_is_not_in_force_and_keeps_its_state() -> None:
    told = frozen()
    assert (told.alert.state, told.alert.in_force, told.alert.orders.stopped) == ("circulated", None, "frozen")
    assert told.alert.current is not None
    assert by(told, "alert.frozen", FREEZE) == "freeze.holds_already"


def test_what_is_published_under_a_freeze_is_frozen_too() -> None:
    told = frozen().amend().approve().accept("DZ", "KW").clear().circulate()
    assert told.alert.in_force is None
    assert told.alert.current is not None


def test_three_of_the_panel_lift_and_the_third_vote_does_it() -> None:
    told = frozen()
    first, second, third = seated(told)
    assert vote(told, first) == ""
    assert vote(told, first) == "panel.not_seated"
    assert vote(told, second) == ""
    assert told.alert.in_force is None
    assert vote(told, third) == ""
    assert told.alert.in_force is told.alert.current
    assert vote(told, third) == "freeze.none"


def test_a_dissent_is_on_record_and_the_freeze_holds() -> None:
    told = frozen()
    first, second, third = seated(told)
    assert [vote(told, first), vote(told, second, lifts=False), vote(told, third)] == ["", "", ""]
    holds = told.alert.orders.freeze
    assert holds is not None
    assert holds.panel is not None
    assert [(one.yes, bool(one.reasons)) for one in holds.panel.votes] == [(True, True), (False, True), (True, True)]
    assert told.alert.in_force is None


@pytest.mark.parametrize(
    ("member", "role"),
    [
        ("GS", "reviewer"),
        ("GS", "node"),
        ("TN", "bureau"),
        ("TN", "prosecutor"),
        ("EG", "judge"),
        ("OC", "node"),
        ("OC", "clerk"),
    ],
)
def test_nobody_but_a_commissioner_lifts(member: str, role: str) -> None:
    told = frozen()
    for author in seated(told):
        assert vote(told, author, member=member, role=role) == "forbidden"
    assert told.alert.in_force is None


def test_reviews_and_circulations_lift_nothing() -> None:
    told = frozen()
    for type, body in (
        ("review.accepted", {"content": told.content, "national_of": "OM"}),
        ("review.refused", {"content": told.content, "national_of": "OM", "ground": "private_dispute"}),
    ):
        by(told, type, body, "GS", "reviewer")
    by(told, "alert.circulated", {"content": told.content}, "TN", "bureau")
    assert told.alert.orders.stopped == "frozen"


@pytest.mark.parametrize(
    "change",
    [
        {"barred": ()},  # the owner's national may sit, and does in one of the matters below
        {"seats": 2},
        {"seats": 4},
    ],
)
def test_a_panel_that_the_lot_did_not_give_is_none(change: dict[str, Any]) -> None:
    void = 0
    for number in range(20):
        told = frozen()
        body = by_lot(
            told.subject,
            freeze_of(told),
            pool=[Judge(f"o-{number + 1:x}{judge.id[3:]}", judge.national_of) for judge in POOL],
            **change,
        )
        code = by(told, "panel.drawn", body)
        nations = {judge["id"]: judge["national_of"] for judge in body["pool"]}
        wrong = len(body["seats"]) != 3 or "TN" in {nations[id] for id in body["seats"]}
        assert code == ("panel.not_by_lot" if wrong else "")
        void += wrong
    assert void > 0


def test_seats_out_of_the_order_of_the_lot_or_unknown_are_none() -> None:
    told = frozen()
    body = by_lot(told.subject, freeze_of(told))
    for seats in (body["seats"][::-1], [*body["seats"][:2], "o-ffffffffffffffff"], [body["seats"][0]] * 3):
        assert by(told, "panel.drawn", {**body, "seats": seats}) == "panel.not_by_lot"
    twice = {**body, "pool": [*body["pool"], body["pool"][0]]}
    assert by(told, "panel.drawn", twice) == "panel.not_by_lot"


def test_nobody_draws_until_he_likes_the_panel() -> None:
    told = frozen()
    seated(told)
    assert by(told, "panel.drawn", by_lot(told.subject, freeze_of(told), barred=("TN", "BH"))) == "panel.sits_already"
    assert by(told, "panel.drawn", by_lot(told.subject, "0" * 64)) == "freeze.none"


def accept(told: Told, content: str = "", **more: Any) -> str:
    """The commission finds that version to be as ordered."""
    order = told.alert.orders.corrections[-1].hash
    return by(told, "correction.accepted", {"of": order, "content": content or told.content}, **more)


def again(told: Told) -> Told:
    """Amended, approved, reviewed and cleared."""
    return told.amend().approve().accept("DZ", "KW").clear()


@pytest.mark.parametrize("published_first", [True, False])
def test_correction_suspends_until_the_owner_published_one_that_was_found_as_ordered(published_first: bool) -> None:
    told = out()
    assert by(told, "correction.ordered", {"fields": ["wrong_birth"]}) == ""
    assert (told.alert.in_force, told.alert.orders.stopped) == (None, "correction")
    again(told)
    for step in ("circulate", "accept") if published_first else ("accept", "circulate"):
        assert told.alert.in_force is None
        assert step == "circulate" or accept(told) == ""
        assert step == "accept" or told.circulate().alert.current
    assert told.alert.in_force is told.alert.current
    assert told.alert.orders.free_since
    assert accept(told) == "correction.none"


def test_nothing_that_was_written_before_the_order_is_found_as_ordered() -> None:
    told = out()
    by(told, "correction.ordered", {"fields": ["wrong_birth"]})
    assert accept(told) == "alert.other_content"


def test_a_version_that_was_found_as_ordered_and_replaced_by_another_ends_nothing() -> None:
    told = out()
    by(told, "correction.ordered", {"fields": ["wrong_birth"]})
    again(told)
    found = told.content
    assert accept(told) == ""
    again(told).circulate()
    assert told.alert.orders.stopped == "correction"
    assert accept(told, found) == "alert.other_content"


@pytest.mark.parametrize(("member", "role"), [("TN", "bureau"), ("GS", "reviewer"), ("OC", "clerk"), ("OC", "node")])
def test_nobody_but_a_commissioner_finds_a_correction_as_ordered(member: str, role: str) -> None:
    told = out()
    by(told, "correction.ordered", {"fields": ["wrong_birth"]})
    again(told).circulate()
    assert accept(told, member=member, role=role) == "forbidden"
    assert told.alert.in_force is None


def test_a_version_written_before_the_order_is_no_correction() -> None:
    told = out().amend().approve().accept("DZ", "KW")
    assert by(told, "correction.ordered", {"fields": ["wrong_names"]}) == ""
    told.clear().circulate()
    assert told.alert.orders.stopped == "correction"


def test_silence_suspends_and_the_answer_ends_it() -> None:
    told = out()
    due = "2026-11-22T09:00:00.000Z"
    assert (
        by(told, "hearing.asked", {"questions": ["ask_warrant"], "due_at": "2026-11-21T00:00:00.000Z"})
        == "hearing.no_time"
    )
    assert by(told, "hearing.asked", {"questions": ["ask_warrant"], "due_at": due}) == ""
    assert by(told, "hearing.asked", {"questions": ["ask_part"], "due_at": due}) == "hearing.open_already"
    kind, current = LAW.kinds["wanted"], told.alert.current
    assert current is not None
    assert shown_until(told.alert, current, kind) == due, "silent from then on, signed or not"
    hearing = told.alert.orders.hearings[0].hash
    assert by(told, "alert.suspended", {"of": hearing}, role="node") == "hearing.not_over"
    later = told.alert.orders.hearings[0]
    assert later.suspended_at == ""
    assert by(told, "hearing.answered", {"of": hearing}, "EG", "bureau") == "alert.not_owner"
    assert by(told, "hearing.answered", {"of": hearing}, "TN", "bureau") == ""
    assert by(told, "hearing.answered", {"of": hearing}, "TN", "bureau") == "hearing.none"
    assert shown_until(told.alert, current, kind) != due


def test_erasure_ends_it_at_once() -> None:
    told = frozen()
    assert by(told, "erasure.ordered", {}) == ""
    assert (told.alert.ended, told.alert.state) == ("erasure_ordered", "discontinued")
    at = erase_from(told.alert, LAW)
    assert at is not None
    assert at.isoformat().startswith(told.alert.ended_at[:19])
    assert by(told, "alert.frozen", FREEZE) == "alert.ended"


def test_a_batch_cannot_be_corrected_but_frozen() -> None:
    told = Told("GS", "sanctions", items={"i-4753000000000001": "a" * 64}).accept("DZ").circulate()
    assert by(told, "correction.ordered", {"fields": ["wrong_names"]}) == "alert.not_amendable"
    assert by(told, "alert.frozen", FREEZE) == ""
    assert isinstance(told.alert, Alert)
    assert told.alert.in_force is None
