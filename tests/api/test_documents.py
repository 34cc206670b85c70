"""Documents over HTTP: sealed PDFs for those who may read the case, nothing for anybody else."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest

from mithaq.cli.commands.registry import Call, run
from mithaq.cli.officer import Who
from mithaq.documents.verify import verify
from mithaq.law.load import load_law
from mithaq.web.pages.words import WORDS
from tests.support.case_story import CaseStory
from tests.support.federation import PASSWORD, Federation, federation


@pytest.fixture(scope="module")
def story() -> Iterator[CaseStory]:
    fed = federation(pages=True)
    told = CaseStory(fed)
    told.admit()
    told.arrest()
    yield told
    fed.close()


@pytest.mark.parametrize("login", ["bureau@TN", "prosecutor@TN", "judge@EG", "commissioner@OC"])
def test_whoever_reads_the_case_gets_the_document(login: str, story: CaseStory) -> None:
    reply = story.fed.get(login, f"/api/cases/{story.id}/documents/rights-letter.pdf?language=fr")
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "application/pdf"
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["content-disposition"] == f'attachment; filename="{story.id}-rights-letter.pdf"'
    found = verify(reply.content, lambda demo: load_law(demo=demo), WORDS, story.fed.world.roster)
    assert (found.faults, found.anchor.by, found.anchor.other) == ((), login[-2:], "fr")


@pytest.mark.parametrize(
    ("login", "path", "status", "code"),
    [
        ("", "decision.pdf", 401, "session.required"),
        ("border@EG", "decision.pdf", 403, "forbidden"),
        ("reviewer@GS", "decision.pdf", 403, "forbidden"),
        ("bureau@TN", "passport.pdf", 422, "document.kind_unknown"),
        ("bureau@TN", "surrender-record.pdf", 422, "document.not_yet"),
        ("bureau@TN", "decision.pdf?statement=TN/999", 422, "document.not_yet"),
        ("bureau@TN", "decision", 400, "request.invalid"),
        ("bureau@TN", "decision.pdf?language=de", 400, "request.invalid"),
        ("bureau@TN", "decision.pdf?statement=../x", 400, "request.invalid"),
    ],
)
def test_what_is_refused(login: str, path: str, status: int, code: str, story: CaseStory) -> None:
    reply = story.fed.get(login, f"/api/cases/{story.id}/documents/{path}")
    assert (reply.status_code, reply.json()["code"]) == (status, code)


def test_the_page_of_the_case_offers_what_there_is(story: CaseStory) -> None:
    fed: Federation = story.fed
    cookie = {"Cookie": f"mithaq_session={fed.token('bureau@TN')}"}
    page = fed.client.get(f"/cases/{story.id}?lang=en", headers=cookie)
    assert page.status_code == 200, page.text
    for kind in ("detention-request", "rights-letter", "decision", "case-file"):
        assert f"/documents/{kind}?second=fr&amp;at=" in page.text
    assert "/documents/surrender-record" not in page.text
    reply = fed.client.get(f"/cases/{story.id}/documents/decision?second=en&at=", headers=cookie)
    assert reply.content.startswith(b"%PDF-")
    assert fed.client.get(f"/cases/{story.id}/documents/decision?second=de", headers=cookie).status_code == 422


def test_the_command_line_writes_the_same(story: CaseStory, tmp_path: Path) -> None:
    who = Who("bureau@TN", "", PASSWORD)
    (line,) = run(story.fed["TN"], Call("case.document", {"id": story.id, "kind": "case-file", "language": "fr"}, who))
    pdf = base64.b64decode(line["document"])
    assert (pdf[:5], line["bytes"]) == (b"%PDF-", len(pdf))
