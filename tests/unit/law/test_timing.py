from __future__ import annotations

from collections.abc import Callable

import pytest
from babel import Locale
from msgspec import structs

from mithaq.domain.workdays import EVERY_DAY, Calendar
from mithaq.law.load import load_law
from mithaq.law.malformed import LawMalformed
from mithaq.law.tables import shipped
from mithaq.law.timing import load_timing, read_timing

LAW = load_law()
ALARM = LAW.house["release_alarm"]
TABLES = {name: shipped(name) for name in ("weekends.csv", "holidays.csv", "domestic_clocks.csv", "warnings.csv")}
STATES = {code for code, info in LAW.members.items() if info.kind == "state"}


def changed(name: str, text: str) -> Callable[[str], str]:
    """The shipped tables with one of them written anew."""
    return lambda wanted: text if wanted == name else TABLES[wanted]


def test_every_state_has_a_calendar() -> None:
    assert set(LAW.timing.calendars) == STATES
    assert sum(bool(calendar.weekend) for calendar in LAW.timing.calendars.values()) > 10


def test_a_confirmed_weekend_is_the_one_that_cldr_publishes() -> None:
    for state, calendar in LAW.timing.calendars.items():
        locale = Locale.parse(f"ar_{state}")
        assert calendar.weekend in (frozenset(), {locale.weekend_start, locale.weekend_end}), state


def test_national_days_whose_lists_nobody_checked_never_lengthen_a_detention() -> None:
    assert "TN,03-20" in TABLES["holidays.csv"]
    assert LAW.timing.calendar("TN") == EVERY_DAY
    assert LAW.timing.calendar("EG") == Calendar(frozenset({4, 5}))
    assert LAW.timing.calendar("XX") == EVERY_DAY


def test_what_is_invented_exists_on_a_demonstration_only() -> None:
    demo = load_timing(ALARM, demo=True)
    assert {row.code for row in demo.domestic} - {row.code for row in LAW.timing.domestic} == {"ma_demo_review"}
    assert all(not row.synthetic for row in LAW.timing.domestic)
    assert "2026-12-10" in demo.calendars["TN"].holidays
    assert not any("2026-12-10" in calendar.holidays for calendar in LAW.timing.calendars.values())


def test_the_clock_of_the_emirates_is_a_row() -> None:
    row = LAW.timing.clock("ae_prosecutor")
    assert row is not None
    assert (row.state, row.length, row.unit, row.lapse, row.confirmed) == ("AE", 48, "hours", "must_release", True)
    assert LAW.timing.clock("document") is None


def test_the_alarm_is_the_house_rule_in_hours() -> None:
    assert LAW.timing.alarm_hours == ALARM.number == 6
    assert read_timing(shipped, structs.replace(ALARM, number=2, unit="days")).alarm_hours == 48
    with pytest.raises(LawMalformed):
        read_timing(shipped, structs.replace(ALARM, unit="working_days"))


@pytest.mark.parametrize(
    ("name", "line", "reason"),
    [
        ("weekends.csv", "TN,sat someday,yes,x", "someday"),
        ("weekends.csv", "TN,sat,yes,x\nTN,sun,yes,x", "stands twice"),
        ("weekends.csv", "TN,sat,perhaps,x", "bool"),
        ("weekends.csv", "TN,sat,yes", "one value"),
        ("holidays.csv", "TN,02-30,no,no,x,أ,a,a", "a day such as"),
        ("holidays.csv", "TN,2026-02-29,no,no,x,أ,a,a", "a day such as"),
        ("holidays.csv", "TN,soon,no,no,x,أ,a,a", "regex"),
        ("holidays.csv", "TN,03-20,no,no,x,أ,a,a\nTN,03-20,yes,no,x,أ,a,a", "stands twice"),
        ("warnings.csv", "half,100,percent,yes,x,أ,a,a", "before the end"),
        ("warnings.csv", "half,0,hours,yes,x,أ,a,a", "1"),
        ("warnings.csv", "half,5,weeks,yes,x,أ,a,a", "weeks"),
        ("warnings.csv", "a,5,days,yes,x,أ,a,a\na,6,days,yes,x,أ,a,a", "stands twice"),
        ("domestic_clocks.csv", "JO,jo_x,person.seen,,48,hours,alarm,,no,no,x,أ,a,a,", "person.seen"),
        ("domestic_clocks.csv", "JO,jo_x,person.arrested,court.asked,48,hours,alarm,,no,no,x,أ,a,a,", "court.asked"),
        ("domestic_clocks.csv", "JO,eg_x,person.arrested,,48,hours,alarm,,no,no,x,أ,a,a,", "begins with its state"),
        ("domestic_clocks.csv", "JO,document,person.arrested,,48,hours,alarm,,no,no,x,أ,a,a,", "regex"),
        ("domestic_clocks.csv", "JO,jo_x,person.arrested,,48,hours,forget,,no,no,x,أ,a,a,", "forget"),
        (
            "domestic_clocks.csv",
            "JO,jo_x,person.arrested,,48,hours,alarm,,no,no,x,أ,a,a,2027-01-01",
            "is written 2027-01-01:40",
        ),
        ("domestic_clocks.csv", "JO,jo_x,person.arrested,,48,hours,alarm,,no,no,x,أ,a,a,2027-02-30:40", "date"),
        ("domestic_clocks.csv", "JO,jo_x,person.arrested,,48,hours,alarm,,no,no,x,أ,a,a,soon:40", "date"),
        ("domestic_clocks.csv", "JO,jo_x,person.arrested,,48,hours,alarm,,no,no,x,أ,a,a,2027-01-01:x", "int"),
        ("domestic_clocks.csv", "JO,jo_x,person.arrested,,48,hours,alarm,,no,no,x,أ,a,a,2027-01-01:0", ">= 1"),
        (
            "domestic_clocks.csv",
            "JO,jo_x,person.arrested,,48,hours,alarm,,no,no,x,أ,a,a,2027-01-01:48",
            "is another one than",
        ),
        (
            "domestic_clocks.csv",
            "JO,jo_x,person.arrested,,48,hours,alarm,,no,no,x,أ,a,a,2027-01-01:40 2026-01-01:30",
            "the oldest number comes first",
        ),
        (
            "domestic_clocks.csv",
            "JO,jo_x,person.arrested,,48,hours,alarm,,no,no,x,أ,a,a,2026-01-01:30 2026-01-01:40",
            "2026-01-01 stands twice",
        ),
        (
            "domestic_clocks.csv",
            "JO,jo_x,person.arrested,,48,hours,alarm,,no,no,x,أ,a,a,2026-01-01:40 2027-01-01:40",
            "is another one than",
        ),
    ],
)
def test_a_malformed_row_is_refused_with_file_line_and_reason(name: str, line: str, reason: str) -> None:
    head = TABLES[name].partition("\n")[0]
    with pytest.raises(LawMalformed, match=reason) as refused:
        read_timing(changed(name, f"{head}\n{line}\n"), ALARM)
    assert refused.value.file == name
    assert refused.value.line == 1 + line.count("\n") + 1


def test_every_row_says_where_it_comes_from_and_what_it_is_in_three_languages() -> None:
    demo = load_timing(ALARM, demo=True)
    for source, label in [(row.source, row.label) for row in demo.domestic] + [
        (row.source, row.label) for row in demo.warnings
    ]:
        assert source
        assert all((label.ar, label.en, label.fr))
