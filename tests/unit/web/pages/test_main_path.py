"""The main path (docs/life-of-an-alert.md) from form to form, as officers of two states and the Secretariat fill them in."""

from __future__ import annotations

import hashlib

import pytest
from msgspec import structs

from mithaq.domain.content import Wanted
from mithaq.testing.synthetic.photo import demo_photo
from mithaq.web.pages.alert_form import fields_of
from tests.support.stage import NAME_LATIN, Stage
from tests.support.visitor import Visitor, form_of, links_of, text_of

PAPERS = ("identity", "warrant", "memorandum", "provisions", "evidence")


def _typed(content: Wanted) -> dict[str, object]:
    """What the bureau types: everything but the nationalities, which are two fields of one name."""
    given: dict[str, object] = {k: v for k, v in fields_of(content).items() if not k.startswith("nationality.")}
    return given | {"nationality": list(content.identity.nationalities)}


def _circulate(stage: Stage, content: Wanted) -> str:
    bureau, judge = Visitor(stage, "bureau@TN"), Visitor(stage, "judge@TN")
    photo = {"photo": ("face.png", demo_photo(1), "image/png")}
    page = bureau.do("/alerts/new/wanted", "/alerts/new/wanted", photo, **_typed(content))
    assert "The draft is written down." in text_of(page)
    path = page.url.path
    subject = path.rpartition("/")[2]
    assert bureau.get(f"{path}/photo").headers["content-type"] == "image/png"
    assert form_of(judge.get(path), f"{path}/approve")["content"] == [stage.pending(subject)]
    judge.do(path, f"{path}/approve")
    stage.world.settle()
    for login in ("reviewer@GS", "reviewer2@GS"):
        reviewer = Visitor(stage, login)
        assert subject in reviewer.get("/reviews").text
        reviewer.do(f"/reviews/{subject}", f"/reviews/{subject}/accept")
        assert subject not in reviewer.get("/reviews").text
    stage.world.settle()
    assert "Circulated" in text_of(bureau.do(path, f"{path}/circulate"))
    stage.world.settle()
    return subject


def _confirm(stage: Stage, subject: str) -> None:
    border, bureau = Visitor(stage, "border@EG"), Visitor(stage, "bureau@EG")
    answer = border.client.post("/check", data=form_of(border.get("/check"), "/check") | {"name": NAME_LATIN})
    assert answer.status_code == 200
    assert "Possible match" in text_of(answer)
    assert NAME_LATIN not in str(answer.url)
    assert border.get(f"/check/photos/{subject}").status_code == 200
    stopped = border.send(answer, "/hits")
    page = border.get(stopped.headers["location"])
    assert "The hold clock runs." in text_of(page)
    path = page.url.path
    assert "Identity is confirmed." in text_of(border.do(path, f"{path}/confirm", basis="document"))
    assert path in bureau.get("/").text
    page = bureau.do(path, f"{path}/release", reason="identity_confirmed")
    assert "Owner informed" in text_of(page)


def _say(stage: Stage, login: str, case: str, type: str, files: object = None, **fields: object) -> str:
    officer = Visitor(stage, login)
    page = officer.do(f"/cases/{case}", f"/cases/{case}/acts/{type}", files, **fields)
    stage.world.settle()
    return text_of(page)


def test_from_a_draft_to_a_surrender_and_the_end_of_the_search(stage: Stage) -> None:
    content = stage.today()
    assert isinstance(content, Wanted)
    subject = _circulate(stage, content)
    _confirm(stage, subject)

    prosecutor = Visitor(stage, "prosecutor@TN")
    path = f"/cases/new/{subject}"
    page = prosecutor.do(path, path, requested="EG", document_exists="yes", extradition_follows="yes")
    case = page.url.path.rpartition("/")[2]
    stage.world.settle()

    theirs = Visitor(stage, "prosecutor@EG").get(f"/cases/{case}")
    tests = [name for name in ("bound", "threshold_charge", "dual_criminality") if f'value="{name}"' in theirs.text]
    _say(stage, "prosecutor@EG", case, "detention.admitted", decided=tests)
    stage.world.clock.forward(minutes=30)
    arrested = _say(stage, "bureau@EG", case, "person.arrested")
    assert "22 November 2026 10:00" in arrested  # the first moment of the hold at the post, by Egypt's clocks
    rights = {"language_understood": "yes", "reasons_told": "yes", "hearing_told": "yes"}
    _say(stage, "prosecutor@EG", case, "rights.informed", interpreter="not_needed", lawyer="chosen", **rights)
    files = {f"paper.{name}.file": (f"{name}.pdf", name.encode(), "application/pdf") for name in PAPERS}
    originals = {"paper.warrant.original": "yes", "paper.provisions.certified_by": "محكمة تونس"}
    lodged = _say(stage, "bureau@TN", case, "file.lodged", files, **originals)
    assert "certified by محكمة تونس" in lodged.replace("\u2068", "").replace("\u2069", "")
    reader = Visitor(stage, "prosecutor@EG")
    links = links_of(reader.get(f"/cases/{case}"), "timeline")
    (link,) = [one for one in links if one.endswith(hashlib.sha256(b"warrant").hexdigest())]
    saved = reader.get(link)
    assert (saved.status_code, saved.content) == (200, b"warrant")
    assert saved.headers["content-disposition"].startswith("attachment; ")
    reasons = {"paper.authority": "محكمة", "paper.number": "1/2026", "paper.reasons": "تحققت الشروط."}
    _say(stage, "judge@EG", case, "court.decided", outcome="granted", heard="yes", **reasons)
    _say(stage, "judge@EG", case, "appeal.waived")
    _say(stage, "prosecutor@EG", case, "surrender.dated", day="2026-11-22")
    _say(stage, "bureau@EG", case, "person.surrendered")
    _say(stage, "bureau@TN", case, "surrender.received")
    _say(stage, "prosecutor@TN", case, "speciality.undertaken")
    assert "Closed" in _say(stage, "bureau@TN", case, "case.closed")

    bureau = Visitor(stage, "bureau@TN")
    bureau.do(f"/alerts/{subject}", f"/alerts/{subject}/discontinue", reason="surrendered")
    stage.world.clock.forward(days=31)
    stage.world.settle()
    ended = text_of(Visitor(stage, "bureau@TN").get(f"/alerts/{subject}"))
    assert "Search ceased" in ended
    assert "not yet" not in ended  # every holder has signed for the erasure
    assert Visitor(stage, "commissioner@OC").get(f"/cases/{case}").status_code == 200


def test_an_incomplete_draft_says_what_is_missing_and_cannot_be_approved(stage: Stage) -> None:
    bureau = Visitor(stage, "bureau@TN")
    page = bureau.do("/alerts/new/wanted", "/alerts/new/wanted", **{"name.ar.given": "سالم"})
    assert "Number of the warrant" in text_of(page)
    path = page.url.path
    assert f"{path}/approve" not in Visitor(stage, "judge@TN").get(path).text


def test_a_refused_form_keeps_what_was_typed(stage: Stage) -> None:
    bureau = Visitor(stage, "bureau@TN")
    page = bureau.get("/alerts/new/wanted")
    again = bureau.send(
        page, "/alerts/new/wanted", **{"name.ar.given": "سالم", "birth": "1980-13", "description": "ندبة"}
    )
    assert again.status_code == 422
    fields = form_of(again, "/alerts/new/wanted")
    assert (fields["name.ar.given"], fields["birth"], fields["description"]) == (["سالم"], ["1980-13"], ["ندبة"])
    assert fields["idempotency_key"] != form_of(page, "/alerts/new/wanted")["idempotency_key"]


def test_an_amendment_starts_from_what_is_in_force(stage: Stage) -> None:
    subject = stage.circulated()
    bureau = Visitor(stage, "bureau@TN")
    path = f"/alerts/{subject}"
    page = bureau.do(f"{path}/amend", f"{path}/amend", description="شعر أشيب")
    words = text_of(page)
    assert "شعر أشيب" in words
    assert "الأوتيكي" in words
    assert [name for name in ("Drafted", "In force") if name in words] == ["Drafted", "In force"]


def test_a_refusal_in_review_needs_its_reasons(stage: Stage) -> None:
    subject = stage.approved()
    reviewer = Visitor(stage, "reviewer@GS")
    path = f"/reviews/{subject}"
    empty = reviewer.send(reviewer.get(path), f"{path}/refuse", ground="debt_or_cheque", reasons=" ")
    assert empty.status_code == 422
    reviewer.do(path, f"{path}/refuse", ground="debt_or_cheque", reasons="دين تجاري")
    stage.world.settle()
    assert "Debt or cheque" in text_of(Visitor(stage, "bureau@TN").get(f"/alerts/{subject}"))


def test_markup_in_a_name_stays_text(stage: Stage) -> None:
    content = stage.today()
    assert isinstance(content, Wanted)
    name = structs.replace(content.identity.names[0], full="<script>alert(1)</script> سالم")
    identity = structs.replace(content.identity, names=(name,), description='"><img src=x onerror=alert(1)>')
    subject = stage.draft(structs.replace(content, identity=identity))
    for path in (f"/alerts/{subject}", f"/alerts/{subject}/amend", "/alerts"):
        page = Visitor(stage, "bureau@TN").get(path)
        assert "&lt;script&gt;" in page.text
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text


def test_a_check_says_no_hit_and_needs_a_purpose_and_a_sound_zone(stage: Stage) -> None:
    border = Visitor(stage, "border@EG")
    form = form_of(border.get("/check"), "/check")
    assert "No hit" in text_of(border.client.post("/check", data=form | {"name": "Zzyx Qwortle"}))
    without = border.client.post("/check", data=form | {"name": "Zzyx", "purpose": ""})
    assert (without.status_code, "check.no_purpose" in without.text) == (422, True)
    zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C37UTO7408122F1204159ZE184226B<<<<<10"
    wrong = border.client.post("/check", data=form | {"mrz": zone})
    assert (wrong.status_code, "mrz." in wrong.text) == (422, True)
    assert zone.splitlines()[0] in wrong.text.replace("&lt;", "<")


def test_two_administrators_change_the_officers(stage: Stage) -> None:
    first, second = Visitor(stage, "administrator@TN"), Visitor(stage, "administrator2@TN")
    new = {
        "login": "border7@TN", "name_ar": "ليلى", "name_latin": "Leila", "role": "border", "post": "TN-SFAX",
        "authority": "TN-BORDER", "nationality": "TN", "password": "a long first one",
    }  # fmt: skip
    page = first.get("/officers")
    hidden = form_of(page, "/officers/changes")
    assert (
        first.client.post(
            "/officers/changes", data=hidden | new | {"change": "create", "password": "short"}
        ).status_code
        == 422
    )
    hidden = form_of(first.get("/officers"), "/officers/changes")
    assert first.client.post("/officers/changes", data=hidden | new | {"change": "create"}).url.path == "/officers"
    waiting = second.get("/officers")
    assert "a long first one" not in waiting.text
    assert "argon2" not in waiting.text
    action = next(part.split('"')[0] for part in waiting.text.split('action="')[1:] if "decision" in part.split('"')[0])
    assert action not in first.get("/officers").text  # never decided by who proposed it
    second.do("/officers", action, verdict="approve")
    assert "border7@TN" in text_of(second.get("/officers"))


@pytest.mark.parametrize("kind", ["travel_document", "vehicle", "firearm"])
def test_things_are_drafted_approved_and_found(stage: Stage, kind: str) -> None:
    typed = {
        "travel_document": {"number": "Z123456", "circumstance": "stolen", "report_number": "R1"},
        "vehicle": {"plate": "123 تونس 4567", "country": "TN", "report_number": "R1"},
        "firearm": {"serial": "AB-1234", "country": "TN", "report_number": "R1"},
    }[kind]
    asked = {"travel_document": "document", "vehicle": "plate", "firearm": "serial"}[kind]
    path = Visitor(stage, "bureau@TN").do(f"/alerts/new/{kind}", f"/alerts/new/{kind}", **typed).url.path
    Visitor(stage, "prosecutor@TN").do(path, f"{path}/approve")
    stage.world.settle()
    review = path.replace("alerts", "reviews")
    Visitor(stage, "reviewer@GS").do(review, f"{review}/accept")
    stage.world.settle()
    Visitor(stage, "bureau@TN").do(path, f"{path}/circulate")
    stage.world.settle()
    border = Visitor(stage, "border@EG")
    number = next(iter(typed.values())).lower()
    answer = border.client.post("/check", data=form_of(border.get("/check"), "/check") | {asked: number})
    assert "Strong match" in text_of(answer)
