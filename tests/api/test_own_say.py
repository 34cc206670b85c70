"""A state's own say over HTTP: linked, flagged, hidden, kept; each for whom the table says, and each once."""

from __future__ import annotations

from typing import Any

from tests.support import story
from tests.support.federation import Federation

COURT = {"authority": "a synthetic court", "number": "1/2026", "date": "2026-11-20"}


def check(fed: Federation, login: str, content: Any) -> list[Any]:
    person = content["identity"]
    birth = person["births"][0]
    asked = {"purpose": "border", "name": story.name_of(content), "birth": f"{birth['year']:04d}"}
    return list(fed.post(login, "/api/check", asked).json()["candidates"])


def test_a_flag_shows_at_the_post_and_nowhere_else(fed: Federation) -> None:
    content = story.wanted(61)
    alert = story.circulated(fed, content)["subject"]
    said = {"ground": "flag_judge"}
    assert fed.post("bureau@EG", f"/api/alerts/{alert}/flag", said).status_code == 404, "an id alone flags nobody"
    assert check(fed, "bureau@EG", content)
    first = fed.post("bureau@EG", f"/api/alerts/{alert}/flag", said, key="flag-number-61")
    again = fed.post("bureau@EG", f"/api/alerts/{alert}/flag", said, key="flag-number-61")
    assert (first.status_code, again.json()) == (201, first.json())
    other = fed.post("bureau@EG", f"/api/alerts/{alert}/flag", said)
    assert (other.status_code, other.json()["code"]) == (409, "flag.stands")
    (seen,) = [one for one in check(fed, "border@EG", content) if one["alert"] == alert]
    assert (seen["action"], seen["flag"]["ground"]) == ("locate_only", "flag_judge")
    fed.settle()
    assert [one["alert"] for one in fed.get("judge@EG", "/api/flags").json()["flags"]] == [alert]
    for login in ("bureau@TN", "prosecutor@TN"):
        assert fed.get(login, "/api/flags").json()["flags"] == []
    assert fed.get("commissioner@OC", "/api/flags").status_code == 403
    assert fed.post("border@EG", f"/api/alerts/{alert}/flag", said).status_code == 403
    lifted = fed.done("prosecutor@EG", f"/api/alerts/{alert}/flag/lift", {"ground": "unflag_gone"})
    assert lifted["lift_ground"] == "unflag_gone"


def test_a_published_flag_is_known_to_all(fed: Federation) -> None:
    event = fed.done("prosecutor@EG", "/api/flags/classes", {"covers": "death_penalty"})
    wrong = fed.post("prosecutor@EG", "/api/flags/classes", {"covers": "nobody"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "flag.class")
    fed.settle()
    for login in ("bureau@TN", "reviewer@GS", "commissioner@OC"):
        (flag,) = fed.get(login, "/api/flags/classes").json()["flags"]
        assert (flag["member"], flag["covers"]) == ("EG", "death_penalty")
    assert fed.post("bureau@TN", f"/api/flags/classes/{event['subject']}/withdraw").status_code == 404
    fed.done("bureau@EG", f"/api/flags/classes/{event['subject']}/withdraw")
    fed.settle()
    assert fed.get("bureau@TN", "/api/flags/classes").json()["flags"] == []


def test_linked_hidden_and_shown_again(fed: Federation) -> None:
    content = story.wanted(62)
    one, other = (story.circulated(fed, content, member)["subject"] for member in ("TN", "EG"))
    assert check(fed, "bureau@TN", content)
    assert check(fed, "bureau@EG", content)
    assert fed.get("bureau@EG", f"/api/alerts/{one}").status_code == 200
    fed.done("bureau@TN", f"/api/alerts/{one}/links", {"other": other, "basis": "document"})
    fed.settle()
    assert [link["alert"] for link in fed.get("bureau@EG", f"/api/alerts/{other}/links").json()["links"]] == [one]
    hidden = fed.done("judge@TN", f"/api/alerts/{one}/hiding", COURT)
    assert hidden["missing"] == []
    assert {found["alert"] for found in check(fed, "border@EG", content)} == {other}
    assert fed.get("bureau@EG", f"/api/alerts/{one}").status_code == 404
    assert fed.get("bureau@EG", f"/api/alerts/{other}/links").json()["links"] == [], "nor through its link"
    assert fed.get("commissioner@OC", f"/api/alerts/{one}").status_code == 200
    assert fed.post("bureau@TN", f"/api/alerts/{one}/hiding", COURT).status_code == 403
    fed.done("prosecutor@TN", f"/api/alerts/{one}/hiding/end")
    assert {found["alert"] for found in check(fed, "border@EG", content)} == {one, other}
    fed.done("bureau@EG", f"/api/alerts/{other}/links/undo", {"other": one})
    fed.settle()
    assert fed.get("bureau@TN", f"/api/alerts/{one}/links").json()["links"] == []


def test_nothing_is_kept_ahead_of_its_time(fed: Federation) -> None:
    alert = story.circulated(fed, story.wanted(63))["subject"]
    said = {"ground": "still_sought", "words": "synthetic words"}
    early = fed.post("prosecutor@TN", f"/api/alerts/{alert}/reassessment", said)
    assert (early.status_code, early.json()["code"]) == (409, "retention.not_due")
    assert fed.post("bureau@TN", f"/api/alerts/{alert}/reassessment", said).status_code == 403
