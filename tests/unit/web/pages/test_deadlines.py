"""The deadline board on a page, the words of its tasks, and the release that is owed on top of every page."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest

from mithaq.app import case_reading
from mithaq.domain.case.papers import Note
from mithaq.domain.instant import parse
from mithaq.journal.bundled import read_bundle
from mithaq.journal.envelope import envelope_of
from mithaq.law.load import load_law
from mithaq.ops.texts import Language, translator
from mithaq.testing import acts
from mithaq.web.pages.show import Show
from tests.support.stage import Stage
from tests.support.visitor import Visitor, links_of, text_of


def _due(stage: Stage) -> str:
    """When the first clock of the case ends."""
    with stage.world["EG"].store.read() as reader:
        case = case_reading.load(reader, stage.case)
    assert case is not None
    return min(run.due_at for run in case.clocks)


@pytest.fixture
def held(stage: Stage) -> Stage:
    """A case in custody since three days."""
    stage.case = stage.arrested(stage.circulated())
    return stage


@pytest.mark.parametrize(("language", "month"), [("ar", "رجب"), ("en", "Rajab"), ("fr", "Rajab")])
def test_the_board_shows_both_calendars_by_the_time_of_the_requested_state(
    held: Stage, language: Language, month: str
) -> None:
    page = Visitor(held, "bureau@TN", language).get("/deadlines")
    assert page.status_code == 200
    assert month in text_of(page)
    assert Show(translator(language), load_law(), "TN").zone_of("EG") in text_of(page)
    assert f"/cases/{held.case}" in page.text


def test_the_board_shows_since_when_each_clock_runs_and_which_days_it_counts(held: Stage) -> None:
    with held.world["EG"].store.read() as reader:
        case = case_reading.load(reader, held.case)
    assert case is not None
    page = Visitor(held, "bureau@TN").get("/deadlines")
    assert "calendar days" in text_of(page)
    show = Show(translator("en"), load_law(), "TN")
    assert show.when_at(case.clocks[0].started_at, "EG") in page.text


def test_the_export_of_a_case_holds_what_another_node_needs_where_that_is_ticked(held: Stage) -> None:
    visitor = Visitor(held, "prosecutor@EG")
    assert "no holder of exported files" in visitor.get(f"/cases/{held.case}").text
    holder = acts.holder(held.world, "EG")
    page = visitor.get(f"/cases/{held.case}")
    assert 'name="whole"' in page.text
    plain, whole = (
        visitor.get(f"/cases/{held.case}/bundle{query}")
        for query in (f"?holder={holder}", f"?holder={holder}&whole=yes")
    )
    assert (plain.status_code, whole.status_code) == (200, 200)
    assert len(_statements(whole.content)) > len(_statements(plain.content))


def _statements(packed: bytes) -> set[tuple[str, int]]:
    """Member and number of every statement in an exported case."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        bundle = read_bundle(archive.read("bundle.json"))
    headers = (envelope_of(event.envelope).header for journal in bundle.journals for event in journal.events)
    return {(header.member, header.seq) for header in headers}


def test_the_board_is_filtered_by_side_and_by_how_soon(held: Stage) -> None:
    asking, holding = Visitor(held, "bureau@TN"), Visitor(held, "prosecutor@EG")
    for visitor, query, shown in (
        (asking, "side=theirs", True), (asking, "side=mine", False), (holding, "side=mine", True),
        (holding, "side=theirs", False), (asking, "soon=yes", False), (asking, "side=nobody&page=x", True),
        (asking, "page=2", False),
    ):  # fmt: skip
        page = visitor.get(f"/deadlines?{query}")
        assert page.status_code == 200
        assert (f"/cases/{held.case}" in page.text) is shown, query


def test_a_release_that_is_owed_stands_on_top_of_every_page(held: Stage) -> None:
    visitors = [Visitor(held, login) for login in ("bureau@TN", "judge@EG", "commissioner@OC")]
    for visitor in visitors:
        assert links_of(visitor.get("/"), "owed") == []
    held.world.net.cut("EG", held.world.nodes)
    held.world.clock.forward(seconds=(parse(_due(held)) - held.world.clock.now()).total_seconds())
    for login in ("bureau@TN", "judge@EG", "commissioner@OC"):
        visitor = Visitor(held, login)
        for path in ("/", "/cases", "/deadlines"):
            assert links_of(visitor.get(path), "owed") == [f"/cases/{held.case}"], (login, path)
    assert links_of(visitor.get(f"/cases/{held.case}"), "owed") == [], "the page of the case says so itself"
    assert f"/cases/{held.case}" in visitor.get("/owed?of=/").text, "an open page asks for the same"
    assert visitor.get(f"/owed?of=/cases/{held.case}").text.strip() == ""
    for login in ("border@EG", "administrator@EG"):
        page = Visitor(held, login).get("/")
        assert links_of(page, "owed") == [], "no way into a case that is not theirs to read"
        assert held.case in text_of(page), f"{login} sees that somebody is to be released"
    for login in ("bureau@JO", "reviewer@GS"):
        assert held.case not in text_of(Visitor(held, login).get("/")), "where the case is nobody's, nobody is told"


@pytest.mark.parametrize(
    ("language", "name", "then"),
    [
        ("ar", "استكمال الملف", "يجوز رفض الملف لما ينقصه"),
        ("en", "Completing the file", "the file may be refused for what it lacks"),
        ("fr", "Compléter le dossier", "le dossier peut être refusé pour ce qui lui manque"),
    ],
)
def test_a_date_that_frees_nobody_stands_on_the_board_and_on_the_page_of_the_case(
    held: Stage, language: Language, name: str, then: str
) -> None:
    day = (held.world.clock.now() + timedelta(days=7)).date().isoformat()
    held.say("prosecutor@EG", held.case, "cure.asked", Note("synthetic words"), papers=["evidence"], by_day=day)
    visitor = Visitor(held, "bureau@TN", language)
    assert name in text_of(visitor.get("/deadlines"))
    page = text_of(visitor.get(f"/cases/{held.case}"))
    assert name in page
    assert then in page
    task = Show(translator(language), load_law(), "TN").task("warn.hours_48.cure")
    assert task.startswith(name)
    assert "." not in task, "no code, and nothing of a release"


def test_a_warning_is_a_task_in_words(held: Stage) -> None:
    half = parse(_due(held)) - timedelta(days=7)
    held.world.clock.forward(seconds=(half - held.world.clock.now()).total_seconds())
    held.world.settle()
    page = text_of(Visitor(held, "bureau@TN").get("/"))
    assert "42(b) document or request to continue: 7 days left" in page


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_every_task_of_a_deadline_has_words(language: Language) -> None:
    law = load_law(demo=True)
    show = Show(translator(language), law, "TN")
    for rule in law.timing.warnings:
        assert show.task(f"warn.{rule.code}.ae_prosecutor").endswith(rule.label.within(language))
    assert show.clock("ae_prosecutor") != "ae_prosecutor"
    for code in ("end.collection_may", "release.due", "release.missing"):
        assert show.task(code) != code
    assert show.task("warn.unknown.document") == "warn.unknown.document"


def test_a_day_outside_the_hijri_tables_shows_in_one_calendar() -> None:
    shown = Show(translator("en"), load_law(), "TN").both_at("2190-01-01T00:00:00.000Z", "EG")
    assert "hijri" not in shown
    assert "AH" not in shown
    assert "2190" in shown
