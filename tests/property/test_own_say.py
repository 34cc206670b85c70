"""Whatever is said, by whomever and in whatever order: no hiding lasts longer than the rule, nobody but a judge of the owner
begins one, and no link changes what an alert is.
"""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from mithaq.app.registry import TYPES
from mithaq.domain.alert import Alert, evolve
from mithaq.domain.events import Author, Event, body_of
from mithaq.domain.own_say.hiding import hidden_until
from mithaq.domain.own_say.shape import NOTHING
from tests.support.alert_stories import AT, LAW, Told

OWNER, OTHER = "TN", "EG"
MEMBERS = (OWNER, OTHER, "JO")
ROLES = ("bureau", "prosecutor", "judge")
TIMES = (
    AT,
    "2026-11-23T08:00:00.000Z",
    "2026-11-25T08:00:00.000Z",
    "2027-11-22T08:00:00.000Z",
    "2031-09-01T08:00:00.000Z",
)
ENDS = (
    AT,
    "2026-11-24T08:00:00.000Z",
    "2026-11-24T08:00:00.001Z",
    "2026-11-27T08:00:00.000Z",
    "2199-01-01T00:00:00.000Z",
)
TYPE = ("link.made", "link.undone", "hiding.authorised", "hiding.ended", "retention.reassessed")
START = Told(OWNER).approve().accept("DZ", "KW").clear().circulate().alert
FOREIGN = "a-454700000000000000000001"


@st.composite
def statements(draw: st.DrawFn) -> list[Event]:
    found = []
    for number in range(draw(st.integers(1, 14))):
        type, member, at = draw(st.sampled_from(TYPE)), draw(st.sampled_from(MEMBERS)), draw(st.sampled_from(TIMES))
        content = START.current.content if START.current else ""
        bodies: dict[str, dict[str, Any]] = {
            "link.made": {"other": FOREIGN, "basis": "document"},
            "link.undone": {"other": FOREIGN},
            "hiding.authorised": {"content": content, "until": draw(st.sampled_from(ENDS))},
            "hiding.ended": {},
            "retention.reassessed": {"content": content, "ground": "still_sought"},
        }
        subject = draw(st.sampled_from([START.id, START.id, FOREIGN])) if type.startswith("link.") else START.id
        body = bodies[type] | ({"other": START.id} if subject == FOREIGN else {})
        author = Author("o-0000000000000001", "POST", draw(st.sampled_from(ROLES)), "AUTHORITY")
        hash, payload = f"{number:064x}", "" if TYPES[type].payload == "none" else f"{number + 99:064x}"
        found.append(
            Event(
                type,
                member,
                number + 500,
                number + 500,
                at,
                author,
                subject,
                body_of(TYPES[type], body),
                "c" * 64,
                hash,
                payload,
            )
        )
    return found


def told(events: list[Event]) -> Alert:
    alert = START
    for event in events:
        after = evolve(alert, event, LAW)
        assert after is not None
        alert = after
    return alert


@given(statements())
def test_a_hiding_is_short_rare_and_a_judges(events: list[Event]) -> None:
    alert = told(events)
    hidings = alert.own_say.hidings
    authors = {event.hash: (event.member, event.author.role) for event in events}
    assert len(hidings) <= 1 + LAW.house["hidden_renewals"].number
    assert all(authors[one.hash] == (OWNER, "judge") for one in hidings)
    assert all(one.at < one.until for one in hidings)
    longest = {AT: "2026-11-24T08:00:00.000Z"}
    assert all(one.until <= longest.get(one.at, one.until) for one in hidings)
    assert hidden_until(alert, "2031-09-03T08:00:00.000Z") == "", (
        "whatever was said, it is over two days after the last word"
    )


@given(statements())
def test_what_an_alert_is_no_link_and_no_hiding_changes(events: list[Event]) -> None:
    """`in_force` is what every arrest rests on."""
    kept = [event for event in events if event.type != "retention.reassessed"]
    alert = told(kept)
    assert structs.replace(alert, own_say=NOTHING, voids=()) == START
    assert alert.in_force == START.current


@given(statements())
def test_only_what_is_void_is_without_trace(events: list[Event]) -> None:
    for event in events:
        after = evolve(START, event, LAW)
        assert after is not None
        if event.member not in (OWNER, OTHER) or (event.subject == START.id and event.member != OWNER):
            assert after.own_say == NOTHING or not after.own_say.links[0].own
