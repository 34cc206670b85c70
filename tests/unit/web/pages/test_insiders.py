"""The commission's page of reports, and the public figures, in three languages and without a word missing."""

from __future__ import annotations

import json

import pytest

from mithaq.app.figures import Cell
from mithaq.app.insider_watch import look
from mithaq.ops.texts import Language
from mithaq.web.pages.figures import bars, table
from tests.support.stage import Stage
from tests.support.visitor import Visitor, text_of
from tests.unit.app.asking import ask

LANGUAGES: list[tuple[Language, str, str]] = [
    ("ar", "مراجعة عمليات البحث", "أرقام منشورة"),
    ("en", "Look-ups under review", "Public figures"),
    ("fr", "Consultations sous examen", "Chiffres publics"),
]


@pytest.fixture
def reported(stage: Stage) -> str:
    ask(stage.world, "EG", name="synthetic name", document="Z1")
    event = look(stage.world["EG"])
    stage.world.settle()
    return event.subject


@pytest.mark.parametrize(("language", "title", "_figures"), LANGUAGES)
def test_the_commission_reads_a_report(
    stage: Stage, reported: str, language: Language, title: str, _figures: str
) -> None:
    visitor = Visitor(stage, "commissioner@OC", language)
    listed = visitor.get("/insiders")
    assert listed.status_code == 200
    assert title in text_of(listed)
    assert f"/insiders/{reported}" in listed.text
    assert visitor.get(f"/insiders/{reported}").status_code == 200
    assert visitor.get("/insiders/n-unknown").status_code == 404


def test_a_line_is_handed_out_after_its_reason(stage: Stage, reported: str) -> None:
    visitor = Visitor(stage, "commissioner@OC")
    page = visitor.get(f"/insiders/{reported}")
    refused = visitor.send(page, f"/insiders/{reported}/open", reason="no")
    assert refused.status_code == 422
    reply = visitor.send(page, f"/insiders/{reported}/open", reason="the supervisor asked")
    assert reply.status_code == 200
    assert json.loads(reply.content)["number"] > 0
    assert "the supervisor asked" in text_of(visitor.get(f"/insiders/{reported}"))


def test_what_came_of_a_line_is_signed(stage: Stage, reported: str) -> None:
    visitor = Visitor(stage, "commissioner@OC")
    done = visitor.do(
        f"/insiders/{reported}", f"/insiders/{reported}/answer", outcome="explained", reason="a family of the same name"
    )
    assert "a family of the same name" in text_of(done)


def test_no_other_role_finds_the_page(stage: Stage, reported: str) -> None:
    for login in ("bureau@EG", "prosecutor@TN", "reviewer@GS"):
        visitor = Visitor(stage, login)
        assert visitor.get("/insiders").status_code == 403
        assert "/insiders" not in visitor.get("/").text


@pytest.mark.parametrize(("language", "_title", "title"), LANGUAGES)
def test_anybody_reads_the_figures(stage: Stage, language: Language, _title: str, title: str) -> None:
    visitor = Visitor(stage, language=language)
    page = visitor.get("/figures")
    assert page.status_code == 200
    assert title in text_of(page)
    assert "<caption>" in page.text
    assert visitor.get("/figures?year=1999").status_code == 404
    assert visitor.get("/figures?year=x%00y").status_code == 404
    csv = visitor.get("/api/figures.csv")
    assert csv.headers["content-type"].startswith("text/csv")
    assert csv.text.startswith("year,until,figure,")
    assert visitor.get("/api/figures").json()["smallest"] == 5
    assert visitor.get("/api/figures?year=1999").status_code == 404
    assert visitor.get("/api/figures?year=now").status_code == 400


def test_a_table_has_a_row_for_a_state_and_one_for_all() -> None:
    cells = (
        Cell("EG", "submitted", 40),
        Cell("JO", "submitted", 0),
        Cell("TN", "submitted", None),
        Cell("", "submitted", 60),
    )
    assert table(cells).rows == (("EG", (40,)), ("TN", (None,)), ("", (60,)))
    assert [(bar.state, bar.alerts) for bar in bars(cells)] == [("EG", 40)]
