"""Questions over HTTP: asked, answered, core data; what is refused is refused with its code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support import story
from tests.support.connected import MAPPING, STRANGERS, answered, connect, made, person, row_of
from tests.support.federation import Federation, federation

ASK: dict[str, Any] = {"to": ["EG"], "purpose": "prosecution", "basis": "riyadh-1983", "words": "art. 38"}


@pytest.fixture(scope="module")
def fed() -> Iterator[Federation]:
    found = federation(members=("TN", "EG", "MA", "GS", "OC"))
    yield found
    found.close()


def test_the_life_of_a_question(fed: Federation, tmp_path: Path) -> None:
    alert = story.circulated(fed)["subject"]
    connect(fed.world, "EG", tmp_path, [*STRANGERS, row_of(person(fed.world, alert))])
    (database,) = fed.get("bureau@TN", "/api/databases").json()["databases"]
    assert (database["database"]["member"], database["database"]["kind"], database["rows"]) == (
        "EG",
        "criminal_record",
        0,
    )
    assert fed.get("bureau@EG", "/api/databases").json()["databases"][0]["answers"] is True
    for wrong, code in (
        ({"to": ["EG", "MA", "JO", "SA"]}, "question.states"), ({"purpose": "x"}, "question.purpose"),
        ({"basis": "x"}, "question.basis"), ({"about": "a-544e00000000000000000000"}, "not_found"),
        ({"person": {"names": []}}, "request.invalid"), ({"persons": [1, 2]}, "request.invalid"),
    ):  # fmt: skip
        reply = fed.post("bureau@TN", "/api/questions", ASK | {"about": alert} | wrong)
        assert reply.status_code in (400, 404, 422)
        assert reply.json()["code"] == code, wrong
    key = "the-same-question-00001"
    first = fed.post("bureau@TN", "/api/questions", ASK | {"about": alert}, key=key).json()
    again = fed.post("bureau@TN", "/api/questions", ASK | {"about": alert}, key=key).json()
    assert first["subject"] == again["subject"], "a retried question is asked once"
    id = first["subject"]
    fed.settle()
    judged = fed.done("bureau@EG", f"/api/questions/{id}/judge", {"tell": True, "reason": "nothing against it"})
    assert judged == {"question": id}
    answered(fed.world)
    shown = fed.get("bureau@TN", f"/api/questions/{id}").json()
    assert shown["answers"]["EG"]["outcome"] == "hit"
    assert shown["answers"]["EG"]["effect"] == "never_an_arrest"
    assert shown["met"] == []
    assert fed.get("bureau@MA", f"/api/questions/{id}").status_code == 404
    fed.done("bureau@TN", f"/api/questions/{id}/data", {"of": "EG"})
    fed.settle()
    assert [one["of"] for one in fed.get("bureau@EG", "/api/questions").json()["board"]] == ["EG"]
    fed.done("bureau@EG", f"/api/questions/{id}/decision", {"give": True})
    fed.settle()
    assert fed.get("bureau@TN", f"/api/questions/{id}").json()["data"]["EG"]["decision"] == "given"
    assert fed.get("commissioner@OC", "/api/questions/repeats").json() == {"repeats": []}


def test_a_database_is_declared_and_withdrawn(fed: Federation, tmp_path: Path) -> None:
    raw = MAPPING.format(state="MA", url=made(tmp_path / "own.db"))
    body = {"mapping": raw, "true": True}
    reply = fed.post("prosecutor@MA", "/api/databases", body)
    assert reply.json()["code"] == "connected.none", "this node has no place for one"
    assert fed.post("bureau@MA", "/api/databases", body).status_code == 403
    connect(fed.world, "MA", tmp_path, STRANGERS)
    refused = (
        (body | {"true": False}, "connected.declaration"),
        (body | {"mapping": raw.replace("MA-CRIMINAL", "TN-CRIMINAL")}, "connected.name"),
        (body | {"mapping": raw.replace('"criminal records"', "travel_history")}, "connected.topic"),
        (body | {"mapping": raw.replace("criminal_record\n", "health\n")}, "connected.kind"),
        (body | {"mapping": "x"}, "connected.malformed"),
    )
    for said, code in refused:
        assert fed.post("administrator@MA", "/api/databases", said).json()["code"] == code
    (own,) = [
        one for one in fed.get("bureau@MA", "/api/databases").json()["databases"] if one["database"]["member"] == "MA"
    ]
    id = own["database"]["id"]
    fed.done("administrator@MA", f"/api/databases/{id}/withdraw")
    fed.settle()
    left = fed.get("bureau@TN", "/api/databases").json()["databases"]
    assert id not in [one["database"]["id"] for one in left]
