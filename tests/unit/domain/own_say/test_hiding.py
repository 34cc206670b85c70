"""Hidden: on a judge's word, as long as the house rule says, renewed at most as often as it says, and never a freeze."""

from __future__ import annotations

from typing import Any

import pytest

from mithaq.domain.alert import Alert, evolve
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import parse
from mithaq.domain.own_say import hiding
from mithaq.domain.own_say.hiding import Authorisation, hidden_until, left, longest
from tests.support.alert_stories import AT, LAW, Told, said

DAY = "2026-11-24T08:00:00.000Z"  # two days after AT


def out() -> Told:
    return Told().approve().accept("DZ", "KW").clear().circulate()


def after(alert: Alert, role: str = "judge", member: str = "TN", at: str = AT, **more: Any) -> Alert:
    content = alert.current.content if alert.current else "00" * 32
    body = {"content": content, "until": longest(at, LAW), **more}
    found = evolve(alert, said("hiding.authorised", member, alert.id, body, role=role, at=at), LAW)
    assert found is not None
    return found


def code(alert: Alert) -> str:
    return alert.voids[-1][1] if alert.voids else ""


def test_it_ends_by_itself() -> None:
    alert = after(out().alert)
    assert alert.voids == ()
    assert longest(AT, LAW) == DAY
    assert (parse(DAY) - parse(AT)).total_seconds() == LAW.house["hidden"].number * 3600
    assert hidden_until(alert, AT) == DAY
    assert hidden_until(alert, "2026-11-24T07:59:59.999Z") == DAY
    assert hidden_until(alert, DAY) == ""


def test_only_a_judge_of_the_owner_authorises() -> None:
    alert = out().alert
    assert code(after(alert, role="prosecutor")) == "forbidden"
    assert code(after(alert, role="bureau")) == "forbidden"
    assert code(after(alert, member="EG")) == "alert.not_owner"


def test_no_longer_than_the_rule_and_no_other_content() -> None:
    alert = out().alert
    assert code(after(alert, until="2026-11-24T08:00:00.001Z")) == "hiding.too_long"
    assert code(after(alert, until=AT)) == "hiding.too_long"
    assert code(after(alert, content="ab" * 32)) == "alert.other_content"
    shorter = after(alert, until="2026-11-22T20:00:00.000Z")
    assert hidden_until(shorter, AT) == "2026-11-22T20:00:00.000Z"


def test_twice_renewed_and_never_again_not_even_years_later() -> None:
    alert = out().alert
    for renewals in range(LAW.house["hidden_renewals"].number + 1):
        assert left(alert, LAW) == 3 - renewals
        alert = after(alert)
        assert alert.voids == ()
    assert code(after(alert)) == "hiding.too_often"
    assert code(after(alert, at="2028-11-22T08:00:00.000Z")) == "hiding.too_often"


def test_the_owner_shows_it_again_before_the_time() -> None:
    alert = after(out().alert)
    event = said("hiding.ended", "TN", alert.id, {}, at="2026-11-22T10:00:00.000Z")
    shown = evolve(alert, event, LAW)
    assert shown is not None
    assert hidden_until(shown, AT) == ""
    again = evolve(shown, said("hiding.ended", "TN", alert.id, {}), LAW)
    assert again is not None
    assert code(again) == "hiding.none"
    stranger = evolve(alert, said("hiding.ended", "EG", alert.id, {}), LAW)
    assert stranger is not None
    assert hidden_until(stranger, AT) == DAY


def test_what_is_frozen_is_not_hidden_and_what_is_hidden_is_frozen_all_the_same() -> None:
    frozen = out().freeze().alert
    assert code(after(frozen)) == "alert.stopped"
    hidden = after(out().alert)
    stopped = evolve(hidden, said("alert.frozen", "OC", hidden.id, {}), LAW)
    assert stopped is not None
    assert stopped.voids == ()
    assert stopped.orders.stopped == "frozen"
    assert stopped.in_force is None


def test_neither_an_urgent_alert_nor_a_missing_person_is_hidden() -> None:
    missing = Told(kind="missing_adult").approve()
    missing.accept("DZ").clear().circulate()
    assert code(after(missing.alert)) == "hiding.kind"
    urgent = Told(urgent=True, because="danger_to_life", expires_at="2026-11-23T08:00:00.000Z")
    urgent.approve().accept("DZ").clear().circulate()
    assert code(after(urgent.alert)) == "hiding.kind"


def test_a_paper_is_read_as_it_was_written() -> None:
    paper = Authorisation("a synthetic court", "1/2026", "2026-11-20")
    assert hiding.decode(hiding.encode(paper)) == paper
    with pytest.raises(Refusal, match=r"content\.invalid"):
        hiding.decode(b'{"authority":"","number":"1","date":"2026-11-20"}')
