"""How long an urgent alert may live: the end of the Secretariat's next working day, and never longer than 72 hours."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.domain.instant import parse, text
from mithaq.domain.review.urgent import is_urgent_rightly, latest_end
from mithaq.domain.workdays import Calendar
from tests.support.alert_stories import LAW, Told

WANTED = LAW.kinds["wanted"]
WEEKEND = structs.replace(LAW, timing=structs.replace(LAW.timing, calendars={"GS": Calendar(frozenset({5, 6}))}))
EVE = structs.replace(
    LAW,
    timing=structs.replace(
        LAW.timing, calendars={"GS": Calendar(frozenset({5, 6}), frozenset({"2026-11-27", "11-30"}))}
    ),
)


@pytest.mark.parametrize(
    ("at", "law", "end"),
    [
        ("2026-11-22T08:00:00.000Z", LAW, "2026-11-23T23:00:00.000Z"),  # no calendar is confirmed: the very next day
        ("2026-11-23T23:30:00.000Z", WEEKEND, "2026-11-25T23:00:00.000Z"),  # Tuesday already in Tunis: Wednesday's end
        ("2026-11-25T08:00:00.000Z", WEEKEND, "2026-11-26T23:00:00.000Z"),
        ("2026-11-27T08:00:00.000Z", WEEKEND, "2026-11-30T08:00:00.000Z"),  # Friday: Monday's end is beyond 72 hours
        ("2026-11-26T20:00:00.000Z", EVE, "2026-11-29T20:00:00.000Z"),  # the eve of a long weekend wins nothing
    ],
)
def test_the_end(at: str, law: object, end: str) -> None:
    assert isinstance(law, type(LAW))
    assert text(latest_end(parse(at), WANTED, law)) == end


@pytest.mark.parametrize(
    ("because", "expires", "kind", "right"),
    [
        ("danger_to_life", "2026-11-23T23:00:00.000Z", "wanted", True),
        ("flight_after_violence", "2026-11-22T09:00:00.000Z", "wanted", True),
        ("danger_to_life", "2026-11-23T23:00:00.001Z", "wanted", False),
        ("danger_to_life", "2026-11-22T08:00:00.000Z", "wanted", False),
        ("danger_to_life", "", "wanted", False),
        ("", "2026-11-23T23:00:00.000Z", "wanted", False),
        ("private_dispute", "2026-11-23T23:00:00.000Z", "wanted", False),
        ("danger_to_life", "2026-11-23T23:00:00.000Z", "missing_child", False),
    ],
)
def test_an_alert_is_urgent_for_two_reasons_only_and_for_so_long(
    because: str, expires: str, kind: str, right: bool
) -> None:
    assert is_urgent_rightly("2026-11-22T08:00:00.000Z", because, expires, LAW.kinds[kind], LAW) == right


def test_no_review_counts_and_nothing_goes_on_once_it_ran_out() -> None:
    end = "2026-11-22T20:00:00.000Z"
    late = (
        Told(urgent=True, because="danger_to_life", expires_at=end)
        .approve()
        .accept("DZ")
        .clear()
        .circulate()
        .accept("KW")
    )
    with pytest.raises(AssertionError, match=r"alert\.ended"):
        late.tell("alert.circulated", "TN", {"content": late.content}, at=end)
    assert late.circulate().alert.current is not None
    assert late.alert.current is not None
    assert (late.alert.current.urgent, late.alert.current.expires_at) == (False, "")
    silent = Told(urgent=True, because="danger_to_life", expires_at=end).approve().call("DZ")
    with pytest.raises(AssertionError, match=r"alert\.ended"):
        silent.tell(
            "review.accepted",
            "GS",
            {"content": silent.content, "national_of": "DZ"},
            author="o-000000000000445a",
            at=end,
        )
