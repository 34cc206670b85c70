"""Whatever is said, by whomever and in whatever order: without three commissioners of a panel by lot, none of them a
national of the owner's state, a frozen alert stays frozen."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from mithaq.app.registry import TYPES
from mithaq.domain.alert import Alert, evolve
from mithaq.domain.events import Author, Event, body_of
from mithaq.domain.remedy.order_events import AlertUnfrozen, PanelDrawn
from tests.support.alert_stories import AT, LAW, Told
from tests.support.orders import POOL, by_lot

OWNER = "TN"
LATER = "2027-03-01T08:00:00.000Z"  # after the time of a panel
NATION = {judge.id: judge.national_of for judge in POOL}
IDS = [*NATION, "o-ffffffffffffffff"]
ROLES = {"OC": ("commissioner", "clerk", "node"), "GS": ("reviewer", "node"), "TN": ("bureau", "prosecutor", "judge")}
HASHES = [f"{number:064x}" for number in range(1, 5)]


def told(number: int, type: str, member: str, role: str, author: str, body: dict[str, Any], at: str) -> Event:
    """One statement; the freezes and panels of a history have the hashes that others may name."""
    by = Author(author, "POST", role, "AUTHORITY")
    payload = "" if TYPES[type].payload == "none" else f"{number:064x}"
    shaped = body_of(TYPES[type], body)
    hash = HASHES[number] if number < len(HASHES) else f"{number + 99:064x}"
    return Event(type, member, number + 100, number + 100, at, by, SUBJECT, shaped, f"c{number:063x}", hash, payload)


SUBJECT = Told(OWNER).subject


@st.composite
def statements(draw: st.DrawFn) -> list[Event]:
    """A freeze, and what is said after it."""
    said = [told(0, "alert.frozen", "OC", "commissioner", IDS[0], {}, AT)]
    for number in range(1, draw(st.integers(2, 12))):
        type = draw(
            st.sampled_from(
                ["panel.drawn", "alert.unfrozen", "alert.unfrozen", "alert.unfrozen", "alert.frozen", "other"]
            )
        )
        member = draw(st.sampled_from(["OC"] * 8 + ["GS", "TN"]))
        role = draw(st.sampled_from([ROLES[member][0]] * 6 + list(ROLES[member])))
        author, at = draw(st.sampled_from(IDS)), draw(st.sampled_from([AT, AT, LATER]))
        said.append(told(number, *_body(draw, type, member, role, author), at))
    return said


def _body(draw: st.DrawFn, type: str, member: str, role: str, author: str) -> tuple[str, str, str, str, dict[str, Any]]:
    over = draw(st.sampled_from([HASHES[0]] * 4 + HASHES))
    if type == "panel.drawn":
        body = by_lot(SUBJECT, over, barred=draw(st.sampled_from([(OWNER,), (OWNER, "QA"), ()])))
        if draw(st.booleans()):
            body["seats"] = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=4))
        return type, member, role, author, body
    if type == "alert.unfrozen":
        body = {
            "freeze": over,
            "panel": draw(st.sampled_from(HASHES)),
            "lifts": draw(st.sampled_from([True, True, True, False])),
        }
        return type, member, role, author, body
    if type == "alert.frozen":
        return type, member, role, author, {}
    return "alert.circulated", "TN", "bureau", author, {"content": "0" * 64}


def history(events: list[Event]) -> list[Alert]:
    """The alert before, and after each statement."""
    alert: Alert | None = Told(OWNER).approve().accept("DZ", "KW").clear().circulate().alert
    assert alert is not None
    seen = [alert]
    for event in sorted(events, key=lambda event: event.order):
        alert = evolve(alert, event, LAW)
        assert alert is not None
        seen.append(alert)
    return seen


def eligible_votes(events: list[Event]) -> int:
    """How many different commissioners said yes who sat on one panel and are no nationals of the owner, told from the raw
    statements, not from the fold.
    """
    yes: dict[str, set[str]] = {}
    for event in events:
        is_yes = isinstance(event.body, AlertUnfrozen) and event.body.lifts
        judge = event.member == "OC" and event.author.role == "commissioner"
        if is_yes and judge and NATION.get(event.author.id, OWNER) != OWNER:
            assert isinstance(event.body, AlertUnfrozen)
            yes.setdefault(event.body.panel, set()).add(event.author.id)
    drawn = {event.hash: event.body for event in events if isinstance(event.body, PanelDrawn) and event.member == "OC"}
    return max((len(by & set(drawn[panel].seats)) for panel, by in yes.items() if panel in drawn), default=0)


@given(statements())
def test_no_freeze_is_lifted_without_three_of_the_panel(events: list[Event]) -> None:
    alerts = history(events)
    if any(alert.in_force is not None for alert in alerts[2:]):
        assert eligible_votes(events) >= 3


@given(statements())
def test_whoever_is_not_of_the_commission_changes_no_orders(events: list[Event]) -> None:
    strangers = [event for event in events if event.member != "OC"]
    assume(strangers)
    without = [event for event in events if event.member == "OC"]
    assert history(events)[-1].orders == history(without)[-1].orders


def test_three_of_the_panel_do_lift() -> None:
    """So that the property above is not true for want of a way."""
    body = by_lot(SUBJECT, HASHES[0])
    events = [
        told(0, "alert.frozen", "OC", "commissioner", IDS[0], {}, AT),
        told(1, "panel.drawn", "OC", "commissioner", IDS[0], body, AT),
    ]
    for number, seat in enumerate(body["seats"], 2):
        vote = {"freeze": HASHES[0], "panel": HASHES[1], "lifts": True}
        events.append(told(number, "alert.unfrozen", "OC", "commissioner", seat, vote, AT))
    alerts = history(events)
    assert [alert.in_force is not None for alert in alerts] == [True, False, False, False, False, True]
    assert eligible_votes(events) == 3
