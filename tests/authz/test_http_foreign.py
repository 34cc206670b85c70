"""Foreign ids swapped in: what one may not see does not exist, in the very words of what never existed (S3)."""

from __future__ import annotations

import pytest

from tests.support import story
from tests.support.federation import Federation


@pytest.fixture(scope="module")
def ids(fed: Federation) -> dict[str, str]:
    """Something of TN and EG each, of which JO is no party."""
    found = story.everything(fed)
    officer = fed.row("border@TN").id
    body = {"change": "suspend", "officer": officer, "suspended": True}
    found["change"] = fed.done("administrator@TN", "/api/officers/changes", body)["id"]
    fed.settle()
    return found


@pytest.mark.parametrize(
    ("login", "path", "of"),
    [
        ("bureau@JO", "/api/alerts/{id}", "draft"),
        ("bureau@JO", "/api/alerts/{id}", "review"),
        ("bureau@JO", "/api/alerts/{id}", "batch"),
        ("bureau@JO", "/api/alerts/{id}/photo", "draft"),
        ("reviewer@GS", "/api/alerts/{id}", "draft"),
        ("commissioner@OC", "/api/alerts/{id}", "draft"),
        ("bureau@JO", "/api/hits/{id}", "hit"),
        ("bureau@TN", "/api/hits/{id}", "hit"),
        ("border@JO", "/api/hits/{id}", "hit"),
        ("bureau@JO", "/api/cases/{id}", "case"),
        ("prosecutor@JO", "/api/cases/{id}/messages", "case"),
        ("bureau@JO", "/api/threads/{id}", "thread"),
        ("reviewer@GS", "/api/threads/{id}", "thread"),
        ("prosecutor@JO", "/api/cases/{id}/bundle", "case"),
    ],
)
def test_reading(fed: Federation, ids: dict[str, str], login: str, path: str, of: str) -> None:
    foreign = fed.get(login, path.replace("{id}", ids[of]))
    unknown = fed.get(login, path.replace("{id}", f"{ids[of][0]}-0123456789abcdef01234567"))
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert foreign.content == unknown.content


@pytest.mark.parametrize(
    ("login", "path", "of", "body"),
    [
        ("bureau@JO", "/api/alerts/{id}/amend", "draft", {"content": story.wanted()}),
        ("prosecutor@JO", "/api/alerts/{id}/approve", "draft", {"content": "0" * 64}),
        ("bureau@JO", "/api/alerts/{id}/circulate", "review", None),
        ("bureau@JO", "/api/alerts/{id}/discontinue", "draft", {"reason": "found"}),
        ("reviewer@GS", "/api/alerts/{id}/reviews", "draft", {"decision": "accept", "content": "0" * 64}),
        ("border@JO", "/api/hits/{id}/refute", "hit", {"reason": "other_photo"}),
        ("bureau@JO", "/api/hits/{id}/release", "hit", {"reason": "identity_confirmed"}),
        ("prosecutor@JO", "/api/cases/{id}/acts", "case", {"type": "detention.admitted"}),
        ("bureau@JO", "/api/cases/{id}/messages", "case", {"text": "let me in"}),
        ("bureau@JO", "/api/threads/{id}/replies", "thread", {"text": "let me in"}),
        ("bureau@JO", "/api/threads/{id}/read", "thread", None),
        ("prosecutor@JO", "/api/threads/{id}/close", "thread", None),
        ("administrator@EG", "/api/officers/changes/{id}/decision", "change", {"digest": "0" * 64, "approve": True}),
    ],
)
def test_acting(fed: Federation, ids: dict[str, str], login: str, path: str, of: str, body: object) -> None:
    foreign = fed.post(login, path.replace("{id}", ids[of]), body)
    unknown = fed.post(login, path.replace("{id}", f"{ids[of][0]}-0123456789abcdef01234567"), body)
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert foreign.content == unknown.content


def test_a_hit_of_another_post_is_not_there(fed: Federation, ids: dict[str, str]) -> None:
    officer = fed.row("border@EG").id
    moved = {"change": "post", "officer": officer, "role": "border", "post": "EG-ELSEWHERE", "authority": "EG-BORDER"}
    change = fed.done("administrator@EG", "/api/officers/changes", moved)
    verdict = {"digest": change["digest"], "approve": True}
    assert fed.get("border@EG", f"/api/hits/{ids['hit']}").status_code == 200
    fed.done("administrator2@EG", f"/api/officers/changes/{change['id']}/decision", verdict)
    fed.forget("border@EG")
    assert fed.get("border@EG", f"/api/hits/{ids['hit']}").status_code == 404
    assert fed.get("border@EG", "/api/hits").json()["hits"] == []


def test_lists_hold_only_ones_own(fed: Federation, ids: dict[str, str]) -> None:
    assert fed.get("bureau@JO", "/api/alerts").json() == {"alerts": [], "total": 0}
    assert fed.get("bureau@JO", "/api/cases").json() == {"cases": []}
    assert fed.get("bureau@JO", "/api/hits").json() == {"hits": []}
    assert fed.get("bureau@JO", "/api/threads").json() == {"threads": []}
    mine = {row["id"] for row in fed.get("bureau@TN", "/api/alerts").json()["alerts"]}
    assert mine == {ids["alert"], ids["batch"], ids["draft"], ids["review"]}
    assert [row["id"] for row in fed.get("commissioner@OC", "/api/cases").json()["cases"]] == [ids["case"]]
