"""Threads, cell by cell: statement × relation × state through the fold, role × action × state through HTTP (S3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from mithaq.domain.access import Relation
from mithaq.domain.events import Body
from mithaq.domain.instant import text
from mithaq.domain.message import events as says
from mithaq.domain.message.fold import evolve
from mithaq.domain.message.states import ThreadState
from mithaq.domain.message.thread import Thread
from mithaq.law.load import rows
from tests.support import story
from tests.support.cells import ALLOWED, FORBIDDEN, HIDDEN, differences, expected, logins, outcome
from tests.support.federation import Federation
from tests.unit.domain.message.story import EG, LAW, TN, Story, said

TABLE = [row for _, row in rows("access.csv")]
KINDS = {"TN": "state", "EG": "state", "JO": "state", "GS": "secretariat", "OC": "commission"}
RELATIONS: dict[str, Relation] = {"TN": "own", "EG": "addressed"}
Cell = tuple[str, ...]


def _stories() -> Iterator[Thread]:
    yield Story().open("free_text").reply(EG, 1).now
    yield Story().dispute().reply(EG, 1).now
    yield Story().dispute().reply(EG, 1, outcome="agreed").now
    yield Story().open("free_text").reply(EG, 1).close().now


def _forms(type: str, thread: Thread) -> Iterator[Body]:
    if type == "reply.sent":
        yield from (says.ReplySent(outcome=one) for one in ("", "agreed", "not_agreed"))
    elif type == "thread.closed":
        yield says.ThreadClosed()
    else:
        receipt = says.MessageRead if type == "message.read" else says.MessageDelivered
        yield from (receipt(message.hash) for message in thread.messages)


def _counts(thread: Thread, type: str, member: str, role: str) -> bool:
    found = []
    for number, body in enumerate(_forms(type, thread), 900):
        event = said(type, member, body, 50, number, role)
        after = evolve(thread, event, LAW)
        assert after is not None
        found.append(all(hash != event.hash for hash, _ in after.voids))
    return any(found)


def test_the_fold_lets_through_what_is_listed_and_nothing_else() -> None:
    listed: dict[Cell, bool] = {}
    effect: dict[Cell, bool] = {}
    for thread in _stories():
        for type in set(says.MESSAGE_TYPES) - {"thread.opened"}:
            for member, kind in KINDS.items():
                relation = RELATIONS.get(member, "foreign")
                mine = [row for row in TABLE if row["action"] == type and row["member_kind"] in ("*", kind)]
                for role in {row["role"] for row in mine}:
                    cell = (type, thread.state.value, member, role)
                    listed[cell] = any(
                        row["role"] == role
                        and row["relation"] in ("*", relation)
                        and (row["states"] == "*" or thread.state in row["states"].split())
                        for row in mine
                    )
                    effect[cell] = _counts(thread, type, member, role)
    assert {cell for cell in listed if listed[cell] != effect[cell]} == set()
    assert {cell[1] for cell in listed} == {state.value for state in ThreadState} - {"not_open"}
    assert len(listed) >= 100


@pytest.fixture(scope="module")
def threads(fed: Federation) -> dict[str, str]:
    """A thread of TN with EG in each state, opened and read by both."""
    alert = story.circulated(fed, member="EG")["subject"]
    words = {"form": "free_text", "to": "EG", "fields": {"text": "x"}}
    fields = {"field": "birth", "right": "1980", "evidence": "invented"}
    wrong = {"form": "wrong_data", "to": "EG", "about": alert, "fields": fields, "noticed_at": _now(fed)}
    bodies = {"open": words, "closed": words, "disputed": wrong, "agreed": wrong}
    found = {state: str(fed.done("bureau@TN", "/api/threads", body)["subject"]) for state, body in bodies.items()}
    fed.settle()
    for thread in found.values():
        fed.done("bureau@EG", f"/api/threads/{thread}/read")
    fed.done("bureau@EG", f"/api/threads/{found['agreed']}/replies", {"text": "yes", "outcome": "agreed"})
    fed.settle()
    fed.done("bureau@TN", f"/api/threads/{found['agreed']}/read")
    fed.done("bureau@TN", f"/api/threads/{found['closed']}/close")
    fed.settle()
    return found


def _now(fed: Federation) -> str:
    return text(fed.world.clock.now())


def test_http(fed: Federation, threads: dict[str, str]) -> None:
    acts: dict[str, tuple[str, Any]] = {
        "reply.sent": ("replies", {"text": "synthetic words"}),
        "message.read": ("read", None),
        "thread.closed": ("close", None),
    }
    cells: list[tuple[Cell, str, str]] = []
    for state, thread in threads.items():
        assert fed.get("bureau@TN", f"/api/threads/{thread}").json()["view"]["state"] == state
        for login in logins(fed):
            relation = RELATIONS.get(login[-2:], "foreign")
            reading = fed.get(login, f"/api/threads/{thread}").status_code
            says_ = expected(fed, login, "thread.read", relation, state, read="thread.read")
            cells.append(((login, state), says_, {200: ALLOWED, 403: FORBIDDEN, 404: HIDDEN}[reading]))
            for action, (path, body) in acts.items():
                told = expected(fed, login, action, relation, state, read="thread.read")
                does = outcome(fed, login, f"/api/threads/{thread}/{path}", body)
                cells.append(((login, action, relation, state), told, does))
        assert fed.get("bureau@TN", f"/api/threads/{thread}").json()["view"]["state"] == state, (
            "a cell changed something"
        )
    assert {told for _, told, _ in cells} == {ALLOWED, FORBIDDEN, HIDDEN}
    assert differences(cells) == []


def test_what_the_two_sides_are_called() -> None:
    thread = Story().open("free_text").now
    assert [side and side.value for side in map(thread.side, (TN, EG, "JO"))] == ["own", "addressed", None]
