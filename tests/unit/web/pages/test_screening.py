"""The findings beside an alert, and the reviewer who has to say of each concern that he looked at it."""

from __future__ import annotations

from msgspec import structs

from mithaq.app import lists
from mithaq.domain.content import EarlierRequest, Wanted
from tests.support.stage import Stage
from tests.support.visitor import Visitor, form_of, text_of
from tests.unit.web.pages.test_main_path import _typed


def _person(stage: Stage) -> Wanted:
    content = stage.today()
    assert isinstance(content, Wanted)
    return content


def _submitted(stage: Stage, content: Wanted) -> str:
    subject = stage.approved(content)
    stage.world.settle()
    return subject


def test_a_stop_shows_beside_the_draft_and_its_approval_is_refused(stage: Stage) -> None:
    content = _person(stage)
    act = structs.replace(content.offence, own_part="نشر تغريدات على حسابه ضد الحكومة")
    subject = stage.draft(structs.replace(content, offence=act))
    judge = Visitor(stage, "judge@TN")
    page = judge.get(f"/alerts/{subject}")
    assert "Must not circulate" in text_of(page)
    refused = judge.send(page, f"/alerts/{subject}/approve")
    assert refused.status_code == 422
    assert "The automatic screening stops this alert" in text_of(refused)


def test_a_reviewer_names_each_concern(stage: Stage) -> None:
    subject = _submitted(stage, structs.replace(_person(stage), position="lawyer"))
    reviewer = Visitor(stage, "reviewer@GS")
    path = f"/reviews/{subject}"
    page = reviewer.get(path)
    assert "A person must look" in text_of(page)
    refused = reviewer.send(page, f"{path}/accept")
    assert refused.status_code == 422
    assert "looked at" in text_of(refused)
    reviewer.do(path, f"{path}/accept", **{"looked.person.position": "ordinary_crime"})


def test_a_warning_is_confirmed_on_the_page_of_the_review(stage: Stage) -> None:
    content = structs.replace(_person(stage), markers=("armed",), marker_evidence="synthetic evidence")
    subject = _submitted(stage, content)
    reviewer = Visitor(stage, "reviewer@GS")
    path = f"/reviews/{subject}"
    assert "synthetic evidence" in text_of(reviewer.get(path))
    page = reviewer.do(path, f"{path}/markers", marker="armed")
    assert "Your confirmation is signed." in text_of(page)


def test_what_the_screening_asks_for_survives_the_form(stage: Stage) -> None:
    earlier = EarlierRequest("interpol", "published", "2024-02-03", "SYN-9")
    content = structs.replace(
        _person(stage), earlier_requests="one", earlier=(earlier,), importance="synthetic", position="academic",
        markers=("armed", "dangerous"), marker_evidence="synthetic",
    )  # fmt: skip
    bureau = Visitor(stage, "bureau@TN")
    typed = _typed(content) | {"markers": list(content.markers)}
    page = bureau.do("/alerts/new/wanted", "/alerts/new/wanted", **typed)
    subject = page.url.path.rpartition("/")[2]
    kept = lists.alert_page(stage.world["TN"], stage.officers["bureau@TN"], subject).content
    assert isinstance(kept, Wanted)
    assert (kept.earlier, kept.importance, kept.position) == ((earlier,), "synthetic", "academic")
    assert (kept.markers, kept.offence, kept.warrant) == (content.markers, content.offence, content.warrant)
    form = form_of(bureau.get(f"/alerts/{subject}/amend"), f"/alerts/{subject}/amend")
    assert form["earlier.0.reference"] == ["SYN-9"]
    assert form["markers"] == ["armed", "dangerous"]
