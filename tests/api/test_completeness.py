"""What a case lacks, over HTTP: for its parties and the commission, each with what it can see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.domain.case.states import CaseState
from mithaq.testing.acts import case_until
from tests.support.federation import Federation, federation

NEEDED = ["identity", "warrant", "memorandum", "provisions", "evidence"]


@pytest.fixture(scope="module")
def fed() -> Iterator[Federation]:
    found = federation(members=("TN", "EG", "JO", "GS", "OC"), acts=True)
    yield found
    found.close()


def test_every_item_has_its_article_its_reason_and_words_in_three_languages(fed: Federation) -> None:
    case = case_until(fed.world, CaseState.INFORMED)
    for login in ("bureau@TN", "judge@EG", "commissioner@OC"):
        reply = fed.get(login, f"/api/cases/{case.id}/completeness")
        assert reply.status_code == 200, reply.text
        found = reply.json()
        assert (found["complete"], found["received"], found["copies"]) == (False, False, [])
        lacks = [one["code"] for one in found["items"] if one["kind"] == "paper" and one["standing"] == "missing"]
        assert lacks == NEEDED
        for item in found["items"]:
            assert {"kind", "code", "standing", "article", "why", "says", "confirmed", "house"} <= set(item)
            assert set(item["says"]) == {"ar", "en", "fr"}
        assert [(way["event"], way["stops"], way["unknown_to"]) for way in found["ahead"]] == [
            ("warrant.lodged", True, []), ("continuation.requested", True, []),
        ]  # fmt: skip
    assert fed.get("bureau@JO", f"/api/cases/{case.id}/completeness").status_code == 404
    assert fed.get("bureau@TN", f"/api/cases/c-{'0' * 24}/completeness").status_code == 404
    assert fed.get("border@TN", f"/api/cases/{case.id}/completeness").status_code == 403
