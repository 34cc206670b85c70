"""A retried write happens once, wherever the connection was cut (reliability.md, R14)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from litestar.exceptions import LitestarException

from mithaq.app.ports.rows import ReplyRow
from mithaq.web import idempotency
from tests.support import story
from tests.support.federation import Federation

KEY = "one-and-the-same"
WHO = "bureau@TN"


def _draft(fed: Federation, number: int = 1, key: str = KEY, who: str = WHO) -> Any:
    body = {"kind": "wanted", "content": story.wanted(number)}
    return fed.post(who, "/api/alerts", body, key=key)


def _events(fed: Federation) -> int:
    return len(fed.get(WHO, "/api/journal?member=TN&limit=200").json()["rows"])


def _reply(fed: Federation, who: str = WHO) -> ReplyRow:
    with fed["TN"].store.read() as reader:
        found = reader.desk.reply(KEY, fed.row(who).id)
    assert found is not None
    return found


def test_the_same_key_gets_the_same_reply_and_one_event(fed: Federation) -> None:
    first, second = _draft(fed), _draft(fed)
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert _events(fed) == 1


def test_the_same_key_for_another_request_is_refused(fed: Federation) -> None:
    _draft(fed)
    other = _draft(fed, number=2)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency.other_request")
    path = fed.post(WHO, "/api/batches", {"kind": "travel_document", "objects": story.objects(1)}, key=KEY)
    assert path.json()["code"] == "idempotency.other_request"
    assert _events(fed) == 1


ARABIC = "arabic-مفتاح".encode().decode("latin-1")


@pytest.mark.parametrize("key", ["", "short", "a" * 65, "with space", ARABIC, "abcdefgh\x00"])
def test_a_write_needs_a_key(fed: Federation, key: str) -> None:
    headers = {"Authorization": f"Bearer {fed.token(WHO)}"} | ({"Idempotency-Key": key} if key else {})
    raw = {name.encode(): value.encode("latin-1") for name, value in headers.items()}
    reply = fed.client.post("/api/alerts", json={}, headers=raw)
    assert (reply.status_code, reply.json()["code"]) == (400, "idempotency.key_missing")


def test_two_officers_may_use_the_same_key(fed: Federation) -> None:
    draft = _draft(fed).json()
    approval = fed.post(
        "prosecutor@TN", f"/api/alerts/{draft['subject']}/approve", {"content": draft["content"]}, key=KEY
    )
    assert approval.status_code == 201


def test_a_refused_request_may_be_tried_again_under_its_key(fed: Federation) -> None:
    content = story.wanted() | {"undertaking": False}
    draft = story.drafted(fed, content)
    path, body = f"/api/alerts/{draft['subject']}/approve", {"content": draft["content"]}
    assert fed.post("prosecutor@TN", path, body, key=KEY).json()["code"] == "alert.incomplete"
    assert fed.post("prosecutor@TN", path, body, key=KEY).json()["code"] == "alert.incomplete"
    assert _draft(fed, who=WHO).status_code == 201


def test_when_the_reply_was_lost_the_repetition_learns_that_it_happened(fed: Federation) -> None:
    """The disk fails right after the act was committed: the claim stands, the reply was never made."""
    fed.token(WHO)
    fed.world.disks["TN"].fail("after_commit", "store.io")
    assert _draft(fed).status_code == 503
    claim = _reply(fed)
    assert claim.status == 0
    again = _draft(fed)
    assert (again.status_code, again.json()) == (200, {"repeated": True, "reference": claim.body.decode()})
    assert _events(fed) == 1


@pytest.mark.parametrize("step", ["begin", "append", "before_commit"])
def test_an_act_that_did_not_reach_the_disk_is_done_by_the_retry(fed: Federation, step: str) -> None:
    fed.token(WHO)
    fed.world.disks["TN"].fail(step)
    reply = _draft(fed)
    assert (reply.status_code, reply.json()["code"], reply.headers["retry-after"]) == (503, "store.full", "5")
    assert _draft(fed).status_code == 201
    assert _events(fed) == 1


def test_a_cut_after_the_reply_was_kept_gives_the_very_reply(fed: Federation, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line is cut between keeping the reply and sending it."""
    fed.token(WHO)
    real = idempotency._Kept.__init__

    def cut(self: idempotency._Kept, scope: Any, send: Any) -> None:
        real(self, scope, _cut)

    with monkeypatch.context() as patch:
        patch.setattr(idempotency._Kept, "__init__", cut)
        with pytest.raises(LitestarException):
            _draft(fed)
    assert _reply(fed).status == 201
    assert _draft(fed).json()["type"] == "alert.drafted"
    assert _events(fed) == 1


def test_a_twin_that_was_faster_answers_for_both(fed: Federation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both twins look, find nothing, and go on; the store lets one of them claim the key."""
    first = _draft(fed)
    real, looks = idempotency._stored, iter([None])
    monkeypatch.setattr(idempotency, "_stored", lambda signed, key: next(looks, real(signed, key)))
    second = _draft(fed)
    assert (second.status_code, second.json()) == (201, first.json())
    assert _events(fed) == 1


def test_a_twin_still_under_way_is_a_conflict(fed: Federation, monkeypatch: pytest.MonkeyPatch) -> None:
    _draft(fed)
    monkeypatch.setattr(idempotency, "_stored", lambda signed, key: None)
    assert _draft(fed).json()["code"] == "idempotency.repeated"
    assert _events(fed) == 1


def test_a_key_is_free_again_after_a_day(fed: Federation) -> None:
    _draft(fed)
    fed.world.clock.forward(hours=25)
    assert _draft(fed, number=2).status_code == 201
    assert _events(fed) == 2


def test_a_photo_is_kept_once(fed: Federation, photo: bytes) -> None:
    headers = {"Content-Type": "image/png"}
    first = fed.post(WHO, "/api/photos", content=photo, headers=headers, key=KEY)
    again = fed.post(WHO, "/api/photos", content=photo, headers=headers, key=KEY)
    assert first.json() == again.json()


async def _cut(*_: Any) -> None:
    raise ConnectionError


def test_twins_at_the_same_moment_act_once(fed: Federation) -> None:
    fed.token(WHO)
    with ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(lambda _: _draft(fed), range(6)))
    assert {reply.status_code for reply in replies} <= {200, 201, 409}
    assert 201 in {reply.status_code for reply in replies}
    assert _events(fed) == 1
