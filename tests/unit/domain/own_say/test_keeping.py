"""The end of a retention: a warning months ahead, and another term only by a reassessment in that time."""

from __future__ import annotations

import pytest

from mithaq.domain.alert import Alert, evolve
from mithaq.domain.errors import Refusal
from mithaq.domain.own_say import keeping
from mithaq.domain.own_say.keeping import Weighed, ends_at, warned_from
from mithaq.domain.retention import erase_from
from tests.support.alert_stories import LAW, Told, said

END, WARNED = "2031-11-22T08:00:00.000Z", "2031-07-22T08:00:00.000Z"  # five years after AT, and four months before that


def out(kind: str = "wanted") -> Told:
    return Told(kind=kind).approve().accept("DZ", "KW").clear().circulate()


def weighed(alert: Alert, at: str, role: str = "prosecutor", member: str = "TN", content: str = "") -> Alert:
    current = alert.current
    body = {"content": content or (current.content if current else "00" * 32), "ground": "still_sought"}
    found = evolve(alert, said("retention.reassessed", member, alert.id, body, role=role, at=at), LAW)
    assert found is not None
    return found


def code(alert: Alert) -> str:
    return alert.voids[-1][1] if alert.voids else ""


def test_the_end_and_its_warning() -> None:
    alert = out().alert
    assert (ends_at(alert, LAW), warned_from(alert, LAW)) == (END, WARNED)
    child = Told(kind="missing_child").approve().accept("DZ").clear().circulate().alert
    assert (ends_at(child, LAW), warned_from(child, LAW)) == ("2027-11-22T08:00:00.000Z", "2027-07-22T08:00:00.000Z")


def test_only_from_the_warning_to_the_end() -> None:
    alert = out().alert
    assert code(weighed(alert, "2031-07-22T07:59:59.999Z")) == "retention.not_due"
    assert code(weighed(alert, END)) == "alert.ended"
    kept = weighed(alert, WARNED)
    assert kept.voids == ()
    assert ends_at(kept, LAW) == "2036-07-22T08:00:00.000Z"
    assert code(weighed(kept, "2031-08-22T08:00:00.000Z")) == "retention.not_due", "no second term ahead of its time"
    assert [one.ground for one in kept.own_say.reassessed] == ["still_sought"]


def test_only_a_prosecutor_or_judge_of_the_owner_and_of_exactly_this_content() -> None:
    alert = out().alert
    assert code(weighed(alert, WARNED, role="bureau")) == "forbidden"
    assert code(weighed(alert, WARNED, member="EG")) == "alert.not_owner"
    assert code(weighed(alert, WARNED, content="ab" * 32)) == "alert.other_content"
    assert weighed(alert, WARNED, role="judge").voids == ()


def test_a_new_version_starts_no_new_term() -> None:
    """Else an owner would keep an alert for ever by correcting a letter."""
    told = out()
    told.amend().approve().accept("DZ", "KW").clear()
    content = told.content
    event = said("alert.circulated", "TN", told.subject, {"content": content}, at="2027-04-01T08:00:00.000Z")
    alert = evolve(told.alert, event, LAW)
    assert alert is not None
    assert alert.voids == ()
    assert alert.current is not None
    assert alert.current.circulated_at == "2027-04-01T08:00:00.000Z"
    assert ends_at(alert, LAW) == END
    due = erase_from(alert, LAW)
    assert due is not None
    assert due.isoformat() == "2031-11-22T08:00:00+00:00"


def test_what_has_no_term_is_neither_warned_of_nor_kept() -> None:
    notice = Told("GS", "sanctions").accept("DZ").circulate().alert
    assert (ends_at(notice, LAW), warned_from(notice, LAW)) == ("", "")
    assert warned_from(Told().alert, LAW) == ""
    assert warned_from(out().end().alert, LAW) == ""


def test_reasons_are_read_as_they_were_written() -> None:
    assert keeping.decode(keeping.encode(Weighed("synthetic words"))) == Weighed("synthetic words")
    with pytest.raises(Refusal, match=r"content\.invalid"):
        keeping.decode(b'{"text":""}')
