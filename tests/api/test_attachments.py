"""Files over HTTP: sent as bytes, known by their own, saved and never shown."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator

import pytest
from httpx import Response

from mithaq.domain.attachment import MAX_BYTES
from mithaq.interop import archive
from mithaq.interop.bundle_file import verify_file
from mithaq.testing import acts
from tests.support import files
from tests.support.case_story import CaseStory
from tests.support.federation import Federation, federation

BYTES = {"Content-Type": "application/octet-stream"}
PDF = files.pdf()


@pytest.fixture(scope="module")
def fed() -> Iterator[Federation]:
    found = federation(members=("TN", "EG", "JO", "GS", "OC"))
    yield found
    found.close()


@pytest.fixture(scope="module")
def case(fed: Federation) -> CaseStory:
    return CaseStory(fed)


def add(fed: Federation, data: bytes, login: str = "bureau@TN", **headers: str) -> Response:
    return fed.post(login, "/api/attachments", content=data, headers=BYTES | headers)


def test_a_file_is_sent_cited_and_saved_by_the_other_side(fed: Federation, case: CaseStory) -> None:
    kept = add(fed, PDF)
    assert kept.status_code == 201
    hash = hashlib.sha256(PDF).hexdigest()
    assert kept.json() == {"hash": hash, "media_type": "application/pdf", "size": len(PDF)}
    note = {"text": "synthetic words", "attachments": [hash]}
    fed.done("bureau@TN", f"/api/cases/{case.id}/messages", note)
    fed.settle()
    for login in ("bureau@TN", "judge@EG", "commissioner@OC"):
        saved = fed.get(login, f"/api/attachments/{hash}")
        assert (saved.status_code, saved.content) == (200, PDF)
        assert saved.headers["content-type"] == "application/pdf"
        assert saved.headers["content-disposition"] == f'attachment; filename="{hash[:16]}.pdf"'
        assert saved.headers["x-content-type-options"] == "nosniff"
        assert saved.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert saved.headers["cache-control"] == "no-store"


def test_the_case_says_what_is_known_here_of_its_files(fed: Federation, case: CaseStory) -> None:
    hash = case.attach("bureau@TN", "synthetic words of a list")
    fed.done("bureau@TN", f"/api/cases/{case.id}/messages", {"text": "synthetic", "attachments": [hash]})
    assert hash not in {row["hash"] for row in fed.get("judge@EG", f"/api/cases/{case.id}").json()["files"]}
    fed.settle()
    (row,) = [one for one in fed.get("judge@EG", f"/api/cases/{case.id}").json()["files"] if one["hash"] == hash]
    assert row == {"hash": hash, "media_type": "text/plain", "size": 25, "refused": ""}


def test_who_is_no_party_learns_nothing_of_it(fed: Federation, case: CaseStory) -> None:
    hash = case.attach("bureau@TN", "synthetic words of a message")
    fed.done("bureau@TN", f"/api/cases/{case.id}/messages", {"text": "synthetic", "attachments": [hash]})
    fed.settle()
    foreign, unknown = (fed.get("bureau@JO", f"/api/attachments/{one}") for one in (hash, "ab" * 32))
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert foreign.content == unknown.content
    assert fed.get("border@TN", f"/api/attachments/{hash}").status_code == 403
    assert fed.get("", f"/api/attachments/{hash}").status_code == 401


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"", 422, "attachment.empty"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 422, "attachment.type"),
        (PDF[:-10], 422, "attachment.damaged"),
        (b"x" * (MAX_BYTES + 1), 413, "request.too_large"),
    ],
)
def test_what_is_not_taken_says_why_in_three_languages(fed: Federation, data: bytes, status: int, code: str) -> None:
    titles = set()
    for language in ("ar", "en", "fr"):
        reply = add(fed, data, **{"Accept-Language": language})
        assert (reply.status_code, reply.json()["code"]) == (status, code)
        titles.add(reply.json()["title"])
    assert len(titles) == 3


def test_only_bytes_are_taken_and_only_once_for_a_key(fed: Federation) -> None:
    for kind in ("application/pdf", "multipart/form-data; boundary=x", "text/plain", "application/json"):
        reply = fed.post("bureau@TN", "/api/attachments", content=PDF, headers={"Content-Type": kind})
        assert reply.status_code == 415
    first, again = (
        fed.post("bureau@TN", "/api/attachments", content=b"words", headers=BYTES, key="the-same-key") for _ in range(2)
    )
    assert first.json() == again.json()
    other = fed.post("bureau@TN", "/api/attachments", content=b"other", headers=BYTES, key="the-same-key")
    assert other.json()["code"] == "idempotency.other_request"


def test_a_paper_that_names_a_file_nobody_sent_is_refused(fed: Federation, case: CaseStory) -> None:
    note = {"text": "synthetic", "attachments": ["cd" * 32]}
    reply = fed.post("bureau@EG", f"/api/cases/{case.id}/messages", note)
    assert (reply.status_code, reply.json()["code"]) == (422, "attachment.not_held")


def test_a_case_is_exported_with_its_files_in_one_archive(fed: Federation, case: CaseStory) -> None:
    hash = case.attach("bureau@TN", "synthetic words for the archive")
    fed.done("bureau@TN", f"/api/cases/{case.id}/messages", {"text": "synthetic", "attachments": [hash]})
    fed.settle()
    refused = fed.get("judge@EG", f"/api/cases/{case.id}/bundle")
    assert (refused.status_code, refused.json()["code"]) == (422, "holder.none")
    reply = fed.get("judge@EG", f"/api/cases/{case.id}/bundle?holder={acts.holder(fed.world, 'EG')}")
    assert reply.headers["content-type"] == "application/zip"
    assert reply.headers["content-disposition"] == f'attachment; filename="{case.id}.zip"'
    found = verify_file(io.BytesIO(reply.content), fed.world.roster)
    assert found.ok, found.faults
    assert hash in archive.opened(io.BytesIO(reply.content)).hashes
    assert fed.get("bureau@JO", f"/api/cases/{case.id}/bundle").status_code == 404
