"""A whole small run: a real node in a process of its own, loaded, asked, killed, and its log read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest

from mithaq.bench import http as bench
from mithaq.bench.http import Plan, http
from mithaq.bench.http_node import notice
from mithaq.domain.errors import Refusal
from mithaq.ops.tables import frequency_rows
from mithaq.search.person import SearchPerson
from mithaq.testing.people import Crowd


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


def test_a_kept_node_is_taken_as_it_is_and_never_for_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Path] = []

    def make(home: Path, persons: Iterable[SearchPerson]) -> dict[str, str]:
        home.mkdir()
        made.append(home)
        assert len(list(persons)) == 30
        return {"border@TN": "secret"}

    monkeypatch.setattr("mithaq.bench.http_node.make", make)
    crowd, plan = Crowd(3, frequency_rows()), Plan(30, seed=3)
    first = bench._filled(tmp_path, crowd, plan, lambda what, done, total: None)
    assert bench._filled(tmp_path, crowd, plan, lambda what, done, total: None) == first
    assert made == [tmp_path / "node"]
    with pytest.raises(Refusal, match=r"bench\.kept"):
        bench._filled(tmp_path, crowd, Plan(31, seed=3), lambda what, done, total: None)
