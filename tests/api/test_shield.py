"""Protection over HTTP: lodged once, seen by the commission alone, decided once."""

from __future__ import annotations

import msgspec

from tests.support import story
from tests.support.federation import Federation


def _protection(content: dict[str, object], word: str) -> dict[str, object]:
    return {
        "type": "protection",
        "standing": "pending",
        "word": word,
        "identity": content["identity"],
        "feared": ["TN"],
    }


def test_a_state_lodges_and_the_owner_learns_one_code(fed: Federation) -> None:
    content = story.wanted(41)
    said = _protection(content, "state")
    first = fed.post("prosecutor@EG", "/api/protections", said, key="protection-41")
    again = fed.post("prosecutor@EG", "/api/protections", said, key="protection-41")
    assert (first.status_code, again.json()) == (201, first.json())
    fed.settle()
    alert = story.approved(fed, content)["subject"]
    shown = fed.get("bureau@TN", f"/api/alerts/{alert}").json()
    assert (shown["state"], shown["alert"]["pending"]["refused"]) == ("refused", "withheld")
    (row,) = [one for one in fed.get("commissioner@OC", "/api/looks").json()["looks"] if one["subject"] == alert]
    assert (row["owner"], row["met"][0]["register"], row["met"][0]["feared_asks"]) == ("TN", "protection", True)
    late = fed.post(
        "commissioner@OC", f"/api/looks/{row['id']}/decision", {"decision": "clear", "reasons": "a namesake"}
    )
    assert (late.status_code, late.json()["code"]) == (409, "shield.answered")


def test_the_commission_lodges_on_the_word_of_others_and_ends_it(fed: Federation) -> None:
    before = fed.get("commissioner@OC", "/api/journal").json()
    id = fed.done("commissioner@OC", "/api/protections", _protection(story.wanted(42), "unhcr"))["id"]
    listed = fed.get("commissioner@OC", "/api/protections").json()["protections"]
    assert next(one["standing"] for one in listed if one["id"] == id) == "pending"
    fed.done("commissioner@OC", "/api/protections/ended", {"lodgement": id})
    listed = fed.get("commissioner@OC", "/api/protections").json()["protections"]
    assert next(one["standing"] for one in listed if one["id"] == id) == "ended"
    assert fed.get("commissioner@OC", "/api/journal").json() == before


def test_nobody_else_reads_the_registers(fed: Federation) -> None:
    for login in ("prosecutor@TN", "bureau@EG", "reviewer@GS", "administrator@OC"):
        for path in ("/api/protections", "/api/looks", "/api/looks/waiting"):
            assert fed.get(login, path).status_code == 403
    assert msgspec.json.encode(fed.get("commissioner@OC", "/api/looks/waiting").json())
