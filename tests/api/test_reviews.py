"""The review through HTTP: how it stands, questions and answers, the duty roster, and what became known of hits."""

from __future__ import annotations

from tests.support import story
from tests.support.federation import Federation


def test_the_owner_sees_how_the_review_stands_and_nobodys_lot(fed: Federation) -> None:
    draft = story.approved(fed)
    path = f"/api/alerts/{draft['subject']}"
    stands = fed.get("bureau@TN", f"{path}/review").json()["standing"]
    assert (stands["stage"], stands["accepted"], stands["needed"], len(stands["seats"])) == ("waiting", 0, 2, 2)
    assert set(stands["seats"][0]) == {"called_at", "due_at", "outcome"}
    assert not fed.get("bureau@TN", path).json()["alert"]["pending"].get("lot")
    assert fed.get("commissioner@OC", path).json()["alert"]["pending"]["lot"]["calls"]


def test_a_question_and_its_answer(fed: Federation) -> None:
    draft = story.approved(fed)
    path = f"/api/alerts/{draft['subject']}"
    asked = fed.done(
        "reviewer@GS", f"{path}/questions", {"content": draft["content"], "question": "facts", "words": "When?"}
    )
    fed.settle()
    (seen,) = fed.get("bureau@TN", f"{path}/review").json()["exchanges"]
    assert (seen["question"], seen["words"]) == ("facts", "When?")
    fed.done("bureau@TN", f"{path}/answers", {"asked": asked["hash"], "words": "In May."})
    fed.settle()
    (heard,) = fed.get("reviewer@GS", f"{path}/review").json()["exchanges"]
    assert heard["answer"] == "In May."
    again = fed.post("bureau@TN", f"{path}/answers", {"asked": asked["hash"], "words": "In June."})
    assert (again.status_code, again.json()["code"]) == (422, "review.question_unknown")


def test_only_who_was_drawn_reviews(fed: Federation) -> None:
    draft = story.approved(fed)
    yes = {"decision": "accept", "content": draft["content"]}
    third = fed.post("reviewer3@GS", f"/api/alerts/{draft['subject']}/reviews", yes)
    assert (third.status_code, third.json()["code"]) == (409, "review.not_called")


def test_the_roster(fed: Federation) -> None:
    fed.settle()
    before = fed.get("commissioner@OC", "/api/duty").json()["reviewers"]
    third = fed.row("reviewer3@GS").id
    line = {"reviewer": third, "since": "2026-11-22T09:00:00Z", "until": "2027-01-22T09:00:00Z"}
    fed.done("administrator@GS", "/api/duty", line)
    fed.settle()
    after = fed.get("commissioner@OC", "/api/duty").json()["reviewers"]
    assert {one["reviewer"] for one in after} == {one["reviewer"] for one in before} | {third}
    fed.done("administrator@GS", f"/api/duty/{third}/end")
    assert fed.post("administrator@GS", f"/api/duty/{third}/end").status_code == 404
    assert fed.get("bureau@TN", "/api/duty").status_code == 403


def test_an_urgent_draft_names_its_reason(fed: Federation) -> None:
    body = {"kind": "wanted", "content": story.wanted(4), "urgent": "private_dispute"}
    assert fed.post("bureau@TN", "/api/alerts", body).json()["code"] == "ground.unknown"
    draft = story.approved(fed, story.wanted(4), urgent="flight_after_violence")
    stands = fed.get("bureau@TN", f"/api/alerts/{draft['subject']}/review").json()["standing"]
    assert (stands["urgent"], len(stands["seats"])) == (True, 1)


def test_releases_and_what_is_withheld(fed: Federation) -> None:
    alert = story.circulated(fed, story.wanted(5))["subject"]
    kept, told = (story.confirmed(fed, alert)["id"] for _ in range(2))
    fed.done("bureau@EG", f"/api/hits/{kept}/withhold", {"reason": "cleared_namesake"})
    fed.done("bureau@EG", f"/api/hits/{told}/release", {"reason": "identity_confirmed"})
    fed.settle()
    for login in ("commissioner@OC", "bureau@TN"):
        shown = [one for one in fed.get(login, "/api/releases").json()["releases"] if one["alert"] == alert]
        assert [(one["id"], one["reason"], one["state"]) for one in shown] == [(told, "identity_confirmed", "EG")]
    assert fed.get("bureau@EG", f"/api/hits/{kept}").json()["state"] == "withheld"
