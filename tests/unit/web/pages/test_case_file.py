"""The guided forms: what a request lacks before it is signed, the file over several visits, and cure before refusal."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from httpx import Response
from lxml import html

from tests.support import visitor
from tests.support.stage import Stage
from tests.support.visitor import Visitor, form_of

NEEDED = ("identity", "warrant", "memorandum", "provisions", "evidence")


@pytest.fixture
def case(stage: Stage) -> str:
    return stage.arrested(stage.circulated())


def text_of(page: Response) -> str:
    """The words of the page, without the marks that isolate values."""
    return visitor.text_of(page).replace("\u2068", "").replace("\u2069", "")


def add(officer: Visitor, case: str, paper: str, **fields: object) -> str:
    """Lay a paper into the draft; the words of the page that follows."""
    path = f"/cases/{case}/file"
    file = {"file": ("a name that nobody keeps.txt", f"synthetic {paper}".encode(), "text/plain")}
    form = form_for(officer.get(path), paper) | fields
    reply = officer.client.post(f"{path}/papers", data=form, files=file, follow_redirects=False)
    assert reply.status_code == 303, text_of(reply)
    return text_of(officer.get(reply.headers["location"]))


def form_for(page: Response, paper: str) -> dict[str, object]:
    """The form by which this paper is added."""
    tree: Any = html.fromstring(page.text)
    form = next(one for one in tree.forms if one.xpath(f".//input[@id='file-{paper}']"))
    return dict(form.form_values())


def test_a_file_is_built_over_two_visits_and_sent(stage: Stage, case: str) -> None:
    path = f"/cases/{case}/file"
    first = Visitor(stage, "bureau@TN")
    assert f'href="{path}"' in first.get(f"/cases/{case}").text
    page = text_of(first.get(path))
    assert "0 of 5 papers" in page
    assert "An incomplete file cannot be sent." in page
    assert "Sign and send the file" not in page
    assert "It lies in the draft." in add(first, case, "identity")
    assert "Here, but neither" not in add(first, case, "warrant")
    assert "2 of 5 papers" not in text_of(first.get(path)), "a copy that nobody certified does not count"
    hash = hashlib.sha256(b"synthetic warrant").hexdigest()
    marked = first.do(path, f"{path}/papers/mark", certified_by="محكمة تونس")
    assert "2 of 5 papers" in text_of(marked)
    stage.world.clock.forward(days=2)
    stage.world.settle()

    second = Visitor(stage, "prosecutor@TN")
    saved = second.get(f"{path}/papers/{hash}")
    assert (saved.status_code, saved.content) == (200, b"synthetic warrant")
    page = text_of(second.get(path))
    assert "42(b) document or request to continue" in page
    assert page.count("Its receipt stops this clock.") == 2
    assert "not received yet" in text_of(second.do(path, f"{path}/warrant"))
    stage.world.settle()
    ahead = text_of(second.get(path))
    assert "Send the art. 42(b) document alone" not in ahead, "its clock is answered"
    for paper in NEEDED[2:]:
        page = add(second, case, paper, certified_by="محكمة تونس" if paper == "provisions" else "")
    assert "5 of 5 papers" in page
    held = second.send(second.get(path), f"{path}/send", memorandum="شيك بدون رصيد")
    assert (held.status_code, "file.not_acknowledged" in held.text) == (422, True)
    assert 'name="acknowledged.debt.mention"' in held.text, "the finding stands beside the button, to be ticked"
    assert "شيك بدون رصيد" in held.text, "what was written is not lost"
    seen = {"acknowledged.debt.mention": "yes"}
    sent = second.send(held, f"{path}/send", memorandum="شيك بدون رصيد", **seen)
    assert (sent.status_code, sent.headers["location"].partition("?")[0]) == (303, f"/cases/{case}")
    stage.world.settle()
    assert "5 papers" in text_of(Visitor(stage, "judge@EG").get(f"/cases/{case}"))
    assert "A file was sent" in text_of(second.get(path))
    assert second.get(f"{path}/papers/{hash}").status_code == 404


def test_a_draft_can_be_taken_back(stage: Stage, case: str) -> None:
    path = f"/cases/{case}/file"
    bureau = Visitor(stage, "bureau@TN")
    add(bureau, case, "identity")
    page = text_of(bureau.do(path, f"{path}/papers/remove"))
    assert "It was taken out of the draft." in page
    assert "0 of 5 papers" in page


def test_what_is_no_paper_is_refused_on_the_page(stage: Stage, case: str) -> None:
    bureau = Visitor(stage, "bureau@TN")
    page = bureau.get(f"/cases/{case}/file")
    form = form_for(page, "warrant")
    for name, data, code in (("photo.svg", b"<svg/>", "attachment.type"), ("empty.txt", b"", "content.invalid")):
        file = {"file": (name, data, "text/plain")}
        reply = bureau.client.post(f"/cases/{case}/file/papers", data=form, files=file)
        assert reply.status_code == 422
        assert code in reply.text
        form = form_for(reply, "warrant")


def test_the_file_is_for_the_state_that_asks(stage: Stage, case: str) -> None:
    for login, status in (("bureau@EG", 404), ("bureau@JO", 404), ("judge@TN", 403), ("border@EG", 403)):
        assert Visitor(stage, login).get(f"/cases/{case}/file").status_code == status
    assert Visitor(stage, "bureau@TN").get("/cases/c-0/file").status_code == 404


def test_the_desk_says_what_it_asks_for_and_what_nobody_knows(stage: Stage, case: str) -> None:
    page = text_of(Visitor(stage, "bureau@TN").get(f"/cases/{case}/file"))
    assert "Invented office for extradition files" in page
    assert "count as the original" in page
    assert "Legalisationnot known" in page


def test_what_a_request_lacks_is_shown_before_it_is_signed(stage: Stage) -> None:
    path = f"/cases/new/{stage.circulated()}"
    prosecutor = Visitor(stage, "prosecutor@TN")
    page = text_of(prosecutor.get(path))
    assert "Before you sign" in page
    assert "The request does not state it yet" in page
    assert "What the act carries" in page
    assert "Confirm against the official text" in page
    stated = {"requested": "EG", "document_exists": "yes", "extradition_follows": "yes"}
    form = form_of(prosecutor.get(path), path) | stated
    ticked = prosecutor.client.post(f"{path}/check", data=form)
    assert ticked.status_code == 200
    assert "The request does not state it yet" not in text_of(ticked)
    assert "Not here" not in text_of(ticked)
    assert prosecutor.get("/cases").text.count("/cases/c-") == 0, "nothing was signed"


def test_what_can_be_cured_is_asked_for_before_a_refusal(stage: Stage, case: str) -> None:
    prosecutor = Visitor(stage, "prosecutor@EG")
    path = f"/cases/{case}"
    page = prosecutor.get(f"{path}?act=cure.asked")
    assert '<details id="act-cure.asked" open>' in page.text
    assert form_of(page, f"{path}/acts/cure.asked")["papers"] == list(NEEDED)
    judge = Visitor(stage, "judge@EG")
    assert "Not asked for yet" in text_of(judge.get(path))
    refusing = {"outcome": "refused", "heard": "yes", "ground": "file_insufficient"}
    reasons = {"paper.authority": "محكمة", "paper.number": "1/2026", "paper.reasons": "الملف ناقص."}
    reply = judge.send(judge.get(path), f"{path}/acts/court.decided", **refusing, **reasons)
    assert (reply.status_code, "cure.not_asked" in reply.text) == (422, True)
    day = stage.world.clock.now().date().isoformat()
    asked = prosecutor.do(path, f"{path}/acts/cure.asked", by_day=day, **{"paper.text": "بيان مصطنع"})
    assert "Asked for, not answered yet" in text_of(asked)
    stage.world.settle()
    assert "asks for what can be cured" in text_of(Visitor(stage, "bureau@TN").get(f"{path}/file"))
    stage.world.clock.forward(days=2)
    assert "The date has passed without an answer" in text_of(Visitor(stage, "judge@EG").get(path))
