"""Suggested spellings in the form of an alert, with a script and without."""

from __future__ import annotations

from typing import Any

import pytest
from httpx import Response
from lxml import html

from tests.support.stage import Stage
from tests.support.visitor import Visitor, form_of

NEW = "/alerts/new/wanted"
ASK = f"{NEW}/spellings"


@pytest.fixture
def bureau(full: Stage) -> Visitor:
    return Visitor(full, "bureau@TN")


def _tree(page: Response) -> Any:
    return html.fromstring(page.text)


def _chips(page: Response) -> dict[str, list[str]]:
    """Texts of the suggestions by the field that they fill in."""
    found: dict[str, list[str]] = {}
    for chip in _tree(page).find_class("chip"):
        found.setdefault(chip.get("data-choose"), []).append(chip.get("data-text"))
    return found


def _typed(bureau: Visitor, **fields: Any) -> Response:
    """The form sent by its button that asks for suggestions."""
    given = form_of(bureau.get(NEW), NEW) | {name.replace("_", "."): value for name, value in fields.items()}
    reply = bureau.client.post(ASK, data=given, follow_redirects=False)
    assert reply.status_code == 200
    return reply


def test_the_form_offers_to_ask(bureau: Visitor) -> None:
    page = _tree(bureau.get(NEW))
    assert page.xpath(f"//form[@action='{NEW}']//button[@formaction='{ASK}']")
    assert "spellings.js" in bureau.get(NEW).text
    first, *_ = page.xpath(f"//form[@action='{NEW}']//button")
    assert not first.get("formaction")  # Enter saves; it never chooses a suggestion


def test_without_a_script_the_form_comes_back_with_suggestions(bureau: Visitor) -> None:
    page = _typed(
        bureau, name_ar_given="عبد القادر", name_la_family="Ghannouchi", nationality=["EG", "SD"], chosen="EG"
    )
    chips = _chips(page)
    assert set(chips) == {"name.la.given", "name.ar.family"}
    assert "Abdel Kader" in chips["name.la.given"]
    assert chips["name.ar.family"][0] == "الغنوشي"
    kept = form_of(page, NEW)
    assert kept["name.ar.given"] == ["عبد القادر"]
    assert kept["nationality"] == ["EG", "SD"]
    assert kept["chosen"] == ["EG"]


def test_a_chosen_spelling_fills_its_field_and_nothing_else(bureau: Visitor) -> None:
    page = _typed(bureau, name_ar_given="محمد", choose="name.la.given=Mohamed")
    assert form_of(page, NEW)["name.la.given"] == ["Mohamed"]
    assert _chips(page) == {}
    taken = _typed(bureau, name_ar_given="محمد", name_la_given="Mo", choose="name.la.given=Mohamed")
    assert form_of(taken, NEW)["name.la.given"] == ["Mo"]
    odd = _typed(bureau, name_ar_given="محمد", choose="warrant.number=1")
    assert form_of(odd, NEW)["warrant.number"] == [""]


def test_a_script_asks_for_one_row(bureau: Visitor) -> None:
    csrf = form_of(bureau.get(NEW), NEW)["csrf"]
    piece = bureau.client.post("/alerts/spellings", data={"csrf": csrf, "name.ar.father": "محمد", "name.la.father": ""})
    assert piece.status_code == 200
    assert "<html" not in piece.text
    assert _chips(piece)["name.la.father"][0] == "Mohamed"
    assert "formaction" not in piece.text
    both = bureau.client.post("/alerts/spellings", data={"csrf": csrf, "name.ar.father": "محمد", "name.la.father": "M"})
    assert both.text.strip() == ""
    assert bureau.client.post("/alerts/spellings", data={"name.ar.father": "محمد"}).status_code == 403


def test_a_name_that_cannot_be_spelled_says_why(bureau: Visitor) -> None:
    page = _typed(bureau, name_ar_given="محمد " * 20, name_ar_father="علي")
    assert _chips(page)["name.la.father"][0] == "Ali"
    assert "too long" in _tree(page).find_class("spellings")[0].text_content()


def test_a_new_version_is_asked_at_its_own_address(full: Stage, bureau: Visitor) -> None:
    path = f"/alerts/{full.drafted}/amend"
    given = form_of(bureau.get(path), path) | {"name.ar.laqab": "الغنوشي"}
    page = bureau.client.post(f"{path}/spellings", data=given)
    assert "Ghannouchi" in _chips(page)["name.la.laqab"]
    other = Visitor(full, "bureau@EG")
    csrf = form_of(other.get("/alerts/new/wanted"), NEW)["csrf"]
    assert other.client.post(f"{path}/spellings", data={"csrf": csrf}).status_code == 404
