"""The main path through HTTP, step by step, as a national system would walk it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import story
from tests.support.case_story import CaseStory
from tests.support.federation import Federation


def _check(fed: Federation, login: str, **asked: Any) -> Any:
    reply = fed.post(login, "/api/check", {"purpose": "border"} | asked)
    assert reply.status_code == 200, reply.text
    return reply.json()


def test_an_alert_is_found_elsewhere_once_it_circulates_and_gone_when_it_ends(fed: Federation) -> None:
    content = story.wanted()
    name = story.name_of(content)
    alert = story.reviewed(fed, content)["subject"]
    assert _check(fed, "border@EG", name=name)["klass"] == "none"
    fed.done("bureau@TN", f"/api/alerts/{alert}/circulate")
    fed.settle()
    found = _check(fed, "border@EG", name=name)
    assert [one["alert"] for one in found["candidates"]] == [alert]
    assert found["candidates"][0]["explanation"]
    assert "offence" not in str(found)
    fed.done("bureau@TN", f"/api/alerts/{alert}/discontinue", {"reason": "found"})
    fed.settle()
    assert _check(fed, "border@EG", name=name)["candidates"] == []


def test_a_person_is_found_by_document_and_every_check_is_a_line_in_the_log(fed: Federation) -> None:
    content = story.wanted()
    number = content["identity"]["documents"][0]["number"]
    story.circulated(fed, content)
    first, second = (_check(fed, "border@EG", document=number) for _ in range(2))
    assert first["klass"] == "strong"
    assert second["log_line"] == first["log_line"] + 1
    assert {row["member"] for row in first["staleness"]} == {"TN", "GS", "OC"}


def test_the_bureau_tells_the_owner_no_more_than_the_kind_allows(fed: Federation) -> None:
    hit = story.confirmed(fed, story.circulated(fed)["subject"])
    assert hit["state"] == "confirmed"
    (task,) = fed.get("bureau@EG", "/api/tasks").json()["tasks"]
    assert (task["code"], task["subject"]) == ("hit.release", hit["id"])
    told = fed.done("bureau@EG", f"/api/hits/{hit['id']}/release", {"reason": "identity_confirmed"})
    assert told["type"] == "hit.released"
    assert fed.get("bureau@EG", f"/api/hits/{hit['id']}").json()["state"] == "released"
    assert fed.get("bureau@EG", "/api/tasks").json()["tasks"] == []


def test_four_eyes_and_exactly_this_content(fed: Federation) -> None:
    draft = story.drafted(fed)
    path = f"/api/alerts/{draft['subject']}"
    fed.done("bureau@TN", f"{path}/amend", {"content": story.wanted(2)})
    stale = fed.post("prosecutor@TN", f"{path}/approve", {"content": draft["content"]})
    assert (stale.status_code, stale.json()["code"]) == (409, "alert.other_content")
    page = fed.get("prosecutor@TN", path).json()
    assert page["missing"] == []
    fed.done("prosecutor@TN", f"{path}/approve", {"content": page["alert"]["pending"]["content"]})
    assert fed.get("prosecutor@TN", path).json()["state"] == "approved"


def test_a_refusal_of_the_reviewers_is_seen_and_ends_it(fed: Federation) -> None:
    draft = story.approved(fed)
    (waiting,) = fed.get("reviewer@GS", "/api/reviews").json()["waiting"]
    assert waiting["alert"]["id"] == draft["subject"]
    no = {"decision": "refuse", "content": draft["content"], "ground": "private_dispute", "reasons": "a quarrel"}
    fed.done("reviewer@GS", f"/api/alerts/{draft['subject']}/reviews", no)
    fed.settle()
    assert fed.get("bureau@TN", f"/api/alerts/{draft['subject']}").json()["state"] == "refused"
    assert fed.get("reviewer2@GS", "/api/reviews").json()["waiting"] == []


@pytest.mark.parametrize("no", [{"ground": "private_dispute"}, {"ground": "nope", "reasons": "x"}, {"reasons": "x"}])
def test_a_refusal_needs_a_ground_and_reasons(fed: Federation, no: dict[str, str]) -> None:
    draft = story.approved(fed)
    body = {"decision": "refuse", "content": draft["content"]} | no
    assert fed.post("reviewer@GS", f"/api/alerts/{draft['subject']}/reviews", body).status_code == 422


def test_a_batch_of_objects_is_entered_and_reviewed_at_once(fed: Federation) -> None:
    objects = story.objects(3)
    batch = fed.done("bureau@TN", "/api/batches", {"kind": "travel_document", "objects": objects})
    fed.done("prosecutor@TN", f"/api/alerts/{batch['subject']}/approve", {"content": batch["content"]})
    fed.settle()
    fed.done("reviewer@GS", "/api/reviews/batch", {"alerts": [{"id": batch["subject"], "content": batch["content"]}]})
    fed.settle()
    fed.done("bureau@TN", f"/api/alerts/{batch['subject']}/circulate")
    fed.settle()
    found = _check(fed, "border@EG", document=objects[1]["number"])
    assert [one["content"]["number"] for one in found["candidates"]] == [objects[1]["number"]]
    _check(fed, "bureau@EG", document=objects[0]["number"])
    page = fed.get("bureau@EG", f"/api/alerts/{batch['subject']}").json()
    assert {item["content"]["number"] for item in page["items"]} == {one["number"] for one in objects}


def test_a_photo_travels_with_its_alert(fed: Federation, photo: bytes) -> None:
    headers = {"Content-Type": "image/png"}
    reply = fed.post("bureau@TN", "/api/photos", content=photo, headers=headers)
    assert reply.status_code == 201
    content = story.wanted()
    content["identity"] = content["identity"] | {"photo": reply.json()["photo"]}
    alert = story.circulated(fed, content)["subject"]
    assert fed.get("bureau@EG", f"/api/alerts/{alert}/photo").status_code == 404, "who has not met the person"
    _check(fed, "bureau@EG", name=story.name_of(content))
    shown = fed.get("bureau@EG", f"/api/alerts/{alert}/photo")
    assert (shown.headers["content-type"], shown.content) == ("image/png", photo)


@pytest.mark.parametrize("raw", [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_only_pictures_are_photos(fed: Federation, raw: bytes) -> None:
    reply = fed.post("bureau@TN", "/api/photos", content=raw, headers={"Content-Type": "image/png"})
    assert (reply.status_code, reply.json()["code"]) == (422, "photo.type")


def test_a_case_runs_to_its_end_and_both_sides_see_the_same(fed: Federation) -> None:
    told = CaseStory(fed)
    assert list(told.states())[-1] == "closed"
    mine, theirs = (fed.get(f"bureau@{side}", f"/api/cases/{told.id}").json() for side in ("TN", "EG"))
    assert mine["case"] == theirs["case"]
    assert (mine["relation"], theirs["relation"]) == ("requesting", "requested")
    assert all(step["void"] == "" for step in mine["steps"])


def test_the_parties_write_to_each_other(fed: Federation) -> None:
    told = CaseStory(fed)
    fed.done("bureau@EG", f"/api/cases/{told.id}/messages", {"text": "أين الملف؟"})
    fed.settle()
    (message,) = fed.get("bureau@TN", f"/api/cases/{told.id}/messages").json()["messages"]
    assert (message["event"]["member"], message["paper"]["text"]) == ("EG", "أين الملف؟")


@pytest.mark.parametrize(
    ("act", "status", "code"),
    [
        ({"type": "no.such_act"}, 422, "event.unknown"),
        ({"type": "alert.drafted"}, 422, "event.unknown"),
        ({"type": "detention.admitted"}, 422, "admissibility.arguable"),
        ({"type": "detention.admitted", "body": {"decided": 1}}, 422, "event.body_invalid"),
        ({"type": "detention.refused", "body": {"ground": "own_national"}}, 422, "payload.missing"),
        ({"type": "detention.refused", "body": {"ground": "own_national"}, "paper": {}}, 422, "content.invalid"),
        ({"type": "Robert'); DROP"}, 400, "request.invalid"),
    ],
)
def test_acts_that_do_not_fit(busy: Federation, act: Any, status: int, code: str) -> None:
    (case,) = busy.get("prosecutor@EG", "/api/cases").json()["cases"]
    reply = busy.post("prosecutor@EG", f"/api/cases/{case['id']}/acts", act)
    assert (reply.status_code, reply.json()["code"]) == (status, code), reply.text
