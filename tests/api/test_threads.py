"""Messages between bureaux through HTTP: forms, lists, receipts, replies, and problems in the reader's words."""

from __future__ import annotations

from typing import Any

import pytest

from mithaq.app import attachments
from tests.support import story
from tests.support.federation import Federation

WORDS = {"form": "free_text", "to": "EG", "fields": {"text": "synthetic words"}}


def sent(fed: Federation, **more: Any) -> str:
    """The id of a thread that TN opened with EG."""
    subject = fed.done("bureau@TN", "/api/threads", WORDS | more)["subject"]
    fed.settle()
    return str(subject)


def test_sent_opened_answered_closed(fed: Federation) -> None:
    thread = sent(fed)
    path = f"/api/threads/{thread}"
    (row,) = fed.get("bureau@EG", "/api/threads?box=in&waiting=true").json()["threads"]
    assert (row["thread"]["id"], row["waits"]) == (thread, 1)
    (sealed,) = fed.get("bureau@EG", path).json()["messages"]
    assert (sealed["paper"], sealed["sealed"]) == (None, True)
    assert fed.post("bureau@EG", f"{path}/replies", {"text": "answer"}).json()["code"] == "message.unread"
    assert [one["type"] for one in fed.done("bureau@EG", f"{path}/read")["read"]] == ["message.read"]
    assert fed.done("bureau@EG", f"{path}/read") == {"read": []}
    (opened,) = fed.get("bureau@EG", path).json()["messages"]
    assert opened["paper"] == {"fields": {"text": "synthetic words"}}
    wrong = {"text": "answer", "attachments": ["ab" * 32]}
    assert fed.post("bureau@EG", f"{path}/replies", wrong).json()["code"] == "attachment.not_held"
    hash = attachments.keep(fed["EG"], fed.actor("bureau@EG"), b"synthetic words").hash
    fed.done("bureau@EG", f"{path}/replies", {"text": "answer", "attachments": [hash]})
    fed.settle()
    assert fed.post("bureau@EG", f"{path}/close").status_code == 403
    fed.done("bureau@TN", f"{path}/read")
    assert fed.get("bureau@TN", path).json()["messages"][1]["paper"]["attachments"] == [hash]
    for login in ("bureau@TN", "bureau@EG", "commissioner@OC"):
        assert fed.get(login, f"/api/attachments/{hash}").content == b"synthetic words"
    assert fed.get("reviewer@GS", f"/api/attachments/{hash}").status_code == 404
    fed.done("bureau@TN", f"{path}/close")
    fed.settle()
    shown = fed.get("commissioner@OC", path).json()
    assert (shown["relation"], shown["view"]["state"], shown["view"]["owed"]) == ("foreign", "closed", [])


def test_lists_by_what_is_overdue(fed: Federation) -> None:
    calm, urgent = sent(fed), sent(fed, urgent="terrorism")
    found = fed.get("bureau@EG", "/api/threads?overdue=true").json()["threads"]
    assert [row["thread"]["id"] for row in found] == [urgent]
    assert found[0]["view"]["owed"][0]["at_once"] is True
    everything = {row["thread"]["id"] for row in fed.get("bureau@TN", "/api/threads?box=out").json()["threads"]}
    assert everything == {calm, urgent}


def test_an_alert_is_disputed_with_its_owner(fed: Federation) -> None:
    alert = story.circulated(fed, member="TN")["subject"]
    fields = {"field": "birth", "right": "1980", "evidence": "birth register"}
    body = {"form": "wrong_data", "to": "TN", "about": alert, "fields": fields}
    problem = fed.post("bureau@EG", "/api/threads", body)
    assert (problem.status_code, problem.json()["where"]) == (422, "noticed_at")
    noticed = fed.get("bureau@TN", f"/api/alerts/{alert}").json()
    assert noticed["state"] == "circulated"
    now = fed.world.clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
    fed.done("bureau@EG", "/api/threads", body | {"noticed_at": now})
    fed.settle()
    (row,) = fed.get("bureau@TN", "/api/threads").json()["threads"]
    assert (row["view"]["state"], row["thread"]["about"]) == ("disputed", alert)


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"form": "no_such_form"}, 422, "form.unknown"),
        ({"fields": {}}, 422, "form.incomplete"),
        ({"fields": {"text": "x", "more": "y"}}, 422, "content.invalid"),
        ({"fields": {"TEXT": "x"}}, 400, "request.invalid"),
        ({"to": "TN"}, 422, "thread.to_nobody"),
        ({"to": "Egypt"}, 400, "request.invalid"),
        ({"about": "c-0123456789abcdef01234567"}, 404, "not_found"),
        ({"about": "x-0123456789abcdef01234567"}, 422, "thread.about"),
        ({"urgent": "bored"}, 422, "content.invalid"),
        ({"attachments": ["abc"]}, 400, "request.invalid"),
        ({"attachments": ["ab" * 32] * 51}, 400, "request.invalid"),
        ({"strange": 1}, 400, "request.invalid"),
    ],
)  # fmt: skip
def test_what_is_wrong_has_a_code(fed: Federation, change: Any, status: int, code: str) -> None:
    reply = fed.post("bureau@TN", "/api/threads", WORDS | change)
    assert (reply.status_code, reply.json()["code"]) == (status, code)


def test_forms_are_data(fed: Federation) -> None:
    found = fed.get("bureau@TN", "/api/forms").json()
    assert [form["code"] for form in found["forms"]] == list(fed["TN"].law.forms)
    assert set(found["options"]["urgent"]) == {"arrest", "terrorism", "vulnerable"}
