"""A whole small run: a real node in a process of its own, loaded, asked, killed, and its log read."""

from __future__ import annotations

import msgspec
import pytest

from mithaq.bench import http as bench
from mithaq.bench.http import Plan, http
from mithaq.bench.http_node import notice
from mithaq.search.person import SearchPerson


@pytest.mark.slow
def test_every_answered_check_has_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "WARM_SECONDS", 0.2)
    told: list[str] = []
    found = http(Plan(30, rate=20, seconds=1, writes=500, seed=3), lambda what, done, total: told.append(what))
    log = found["log"]
    assert log["sound"] is True
    assert log["answered"] == log["lines_named"] == log["lines_on_disk"] > 0
    assert (found["refused"], found["records"]) == ({}, 30)
    assert found["writes"]["added"] > 0
    assert found["writes"]["refused"] == 0
    assert list(dict.fromkeys(told)) == ["loading", "warming", "closed_loop", "open_loop", "log"]
    assert msgspec.json.decode(msgspec.json.encode(found)) == found


def test_a_person_becomes_a_notice_with_everything_known() -> None:
    person = SearchPerson(7, ("علي حسن", "Ali Hasan"), ("1980-05-01", "1975", "1960/1965"), "male", ("TN",))
    identity = notice(person).identity
    assert [name.full for name in identity.names] == ["علي حسن", "Ali Hasan"]
    assert [str(birth) for birth in identity.births] == ["1980-05-01", "1975", "1960/1965"]
    assert (identity.sex, identity.nationalities) == ("male", ("TN",))
    assert notice(SearchPerson(8, ("x",))).identity.sex == "unspecified"
