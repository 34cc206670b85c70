"""No route and no command lists another state's persons: every one that names no single matter is asked, by everybody."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from mithaq.cli.commands.registry import COMMANDS, LONG, Call, run
from mithaq.cli.officer import Who
from mithaq.domain.errors import Refusal
from mithaq.testing import acts
from mithaq.web.guard import actions
from tests.support import story
from tests.support.cells import logins
from tests.support.federation import PASSWORD, Federation, federation

OWNER = "TN"
LISTS = ("", "?state=circulated&limit=200&kind=wanted", "?member=TN&q=a&name=a")
ONE = {"journal.show", "alert.show", "case.show", "case.check", "holders.show", "case.document", "journal.export"}
"""Commands about a single matter, by its id."""


@pytest.fixture(scope="module")
def fed() -> Iterator[Federation]:
    """Everything there is once; all of it Tunisia's."""
    found = federation(members=("TN", "EG", "JO", "GS", "OC"), pages=True)
    story.everything(found)
    yield found
    found.close()


def _canaries() -> list[str]:
    """Names and numbers of everybody whom Tunisia's alerts name."""
    people = [story.wanted(), story.wanted(2), story.wanted(3)]
    names = [name["full"] for one in people for name in one["identity"]["names"]]
    numbers = [paper["number"] for one in people for paper in one["identity"].get("documents", ())]
    return [*names, *numbers, *(one["number"] for one in story.objects(3))]


def _met(said: str) -> list[str]:
    plain = said.replace("\u2068", "").replace("\u2069", "")
    return [one for one in _canaries() if one in said or one in plain or json.dumps(one)[1:-1] in said]


def _foreign(fed: Federation) -> list[str]:
    return [login for login in logins(fed) if not login.endswith(f"@{OWNER}")]


def test_the_search_finds_what_it_looks_for(fed: Federation) -> None:
    reply = fed.get("bureau@TN", "/alerts/", headers={"Accept": "text/html"})
    assert _met(reply.text), "the owner's own list names them"
    assert len(_canaries()) > 8


def test_no_route_lists_another_states_persons(fed: Federation) -> None:
    asked, told = 0, []
    for route, _ in actions(fed.app):
        method, _, path = route.partition(" ")
        if method != "GET" or "{" in path or path.startswith("/static"):
            continue
        for login in _foreign(fed):
            for query in LISTS:
                reply = fed.get(login, path + query)
                asked += reply.status_code == 200
                told += [(login, route, query)] if _met(reply.text) else []
    assert asked > 200
    assert told == [], "not even on the reviewer's desk: what is under review is opened one at a time"
    for login, path in (
        ("reviewer@GS", "/api/reviews"),
        ("commissioner@OC", "/api/alerts"),
        ("bureau@EG", "/api/cases"),
    ):
        assert fed.get(login, path).status_code == 200


def _lines(fed: Federation, member: str, command: str, who: Who) -> list[dict[str, Any]]:
    try:
        return list(run(fed[member], Call(command, {}, who)))
    except Refusal as refusal:
        return [{"error": refusal.code}]


def test_no_command_lists_another_states_persons(fed: Federation) -> None:
    needs, told = set(), []
    for name in COMMANDS:
        if name in LONG:
            continue
        for login in ["", *_foreign(fed)]:
            member = login[-2:] or "EG"
            lines = _lines(fed, member, name, Who(login, "", PASSWORD) if login else Who())
            needs |= {name} if lines == [{"error": "command.args"}] else set()
            said = msgspec.json.encode(lines).decode()
            told += [(login, name)] if _met(said) else []
    assert told == []
    assert needs >= ONE
    assert not any(name.endswith((".list", ".look")) for name in needs - {"canary.look"})


def test_an_export_of_one_alert_goes_to_who_may_read_it_and_of_no_other_is_there_one(fed: Federation) -> None:
    node = fed["EG"]
    holder = acts.holder(fed.world, "EG")
    every = sorted(one for one in _alerts(fed) if one)
    got = []
    for alert in every:
        call = Call("journal.export", {"subject": alert, "holder": holder}, Who("bureau@EG", "", PASSWORD))
        try:
            got += [line["bundle"] for line in run(node, call)]
        except Refusal:
            continue
    assert len(every) > 3
    assert len(got) == 1, "the one that is circulated; what others draft, or have under review, is not here"
    assert len(fed.get("bureau@EG", f"/api/holders/{holder}").json()["hand_outs"]) == 1, "each has its line"


def test_no_command_exports_one_alert_after_the_other_and_no_page_shows_one_portrait_after_the_other(
    fed: Federation,
) -> None:
    """Everybody of a state that met nobody goes through the ids that stand in the journal."""
    holder, every, asked = acts.holder(fed.world, "JO"), sorted(_alerts(fed)), 0
    for login in (one for one in _foreign(fed) if one.endswith("@JO")):
        for alert in every:
            call = Call("journal.export", {"subject": alert, "holder": holder}, Who(login, "", PASSWORD))
            with pytest.raises(Refusal):
                list(run(fed["JO"], call))
            assert fed.get(login, f"/check/photos/{alert}").status_code in (403, 404), login
            asked += 1
    assert asked > 12
    assert fed.get("bureau@JO", f"/api/holders/{holder}").json()["hand_outs"] == []


def _alerts(fed: Federation) -> set[str]:
    with fed[OWNER].store.read() as reader:
        return {row.id for row in reader.register.folds("alert", limit=100)}
