"""The commission's desk: from the code of the applicant to an order on every node, and the letter about it."""

from __future__ import annotations

import json
import re
from hashlib import sha256

from msgspec import structs

from mithaq.app import alerts
from mithaq.app.openings import Opening, openings
from mithaq.documents.verify import verify
from mithaq.domain.content import Wanted
from mithaq.domain.identity import PartialDate
from mithaq.law.load import load_law
from mithaq.testing import acts
from mithaq.web.pages.words import WORDS
from tests.support.stage import Stage
from tests.support.visitor import Visitor, text_of
from tests.unit.web.pages.test_apply import applied, look

PANEL_LIST = re.compile(r"a national of")
DESK = ("commissioner@OC", "commissioner2@OC", "commissioner3@OC", "commissioner4@OC", "commissioner5@OC")


def address(clerk: Visitor) -> str:
    """The page of the newest application."""
    return str(re.findall(r'href="(/remedies/p-[0-9a-f]+)"', clerk.get("/remedies").text)[0])


def before_a_panel(stage: Stage, alert: str) -> tuple[str, str, list[Visitor]]:
    """An application by the public page, worked up to its panel: code, page, and who sits."""
    code = applied(Visitor(stage), asks="erasure", contact="هاتف سري", quiet="yes")
    clerk, first = Visitor(stage, "clerk@OC"), Visitor(stage, DESK[0])
    path = address(clerk)
    assert "asks that the owner does not learn" in text_of(clerk.get(path))
    clerk.do(path, f"{path}/identity", method="seen_in_person")
    clerk.do(path, f"{path}/link", alert=alert)
    first.do(path, f"{path}/admission")
    first.do(path, f"{path}/panel")
    desk = [Visitor(stage, login) for login in DESK]
    return code, path, [visitor for visitor in desk if f'action="{path}/proposal"' in visitor.get(path).text]


def test_from_the_public_page_to_an_order_everywhere_and_a_letter(stage: Stage) -> None:
    alert = stage.circulated()
    code, path, panel = before_a_panel(stage, alert)
    assert len(panel) == 3
    panel[0].do(
        path,
        f"{path}/proposal",
        outcome="granted",
        ground="alert_unfounded",
        ruling="لا سند لها",
        erase="erase_no_basis",
    )
    voted = panel[1].do(path, f"{path}/votes", vote="yes")
    assert "Your vote is signed." in text_of(voted)
    no = panel[2].do(path, f"{path}/votes", vote="no", dissent="لا أوافق")
    assert "لا أوافق" in no.text
    owner = Visitor(stage, "bureau@TN").get(f"/alerts/{alert}")
    assert "Erasure ordered by the commission" in text_of(owner)
    for secret in ("هاتف سري", "ياسين", path.rpartition("/")[2]):
        assert secret not in owner.text
    visitor = Visitor(stage)
    status, text, following = look(visitor, code)
    assert (status, "لا سند لها" in text, "لا أوافق" in text) == (200, True, False)
    letter = visitor.client.post("/remedy/letter", data={"code": following})
    assert letter.headers["content-type"] == "application/pdf"
    desk = panel[0].get(f"{path}/letter.pdf")
    handed = [(one.why, one.to, one.sha256) for one in _openings(stage) if one.sha256 and one.subject in path]
    assert handed == [
        ("remedy-decision", to, sha256(pdf.content).hexdigest())
        for to, pdf in (("applicant", letter), ("commissioner", desk))
    ], "each copy of the letter has its line"
    for pdf in (letter.content, desk.content):
        verdict = verify(pdf, lambda demo: load_law(demo=demo), WORDS, stage.world.roster)
        assert (verdict.faults, verdict.trusted, verdict.pages) == ((), True, "same")
        assert verdict.anchor.kind == "remedy-decision"
        for secret in ("هاتف سري", "ياسين"):
            assert secret.encode() not in pdf
            assert json.dumps(secret).encode() not in pdf
    assert look(visitor, following)[0] == 200, "the letter did not use the code up"


def _openings(stage: Stage) -> list[Opening]:
    with stage.world["OC"].store.read() as reader:
        return openings(reader.desk)


def test_frozen_and_lifted_from_the_page_of_the_alert(stage: Stage) -> None:
    alert = stage.circulated()
    at = f"/alerts/{alert}"
    desk = [Visitor(stage, login) for login in DESK]
    frozen = desk[0].do(at, f"{at}/freeze", freeze_ground="freeze_identity")
    assert "Frozen by the oversight commission" in text_of(frozen)
    assert "In force, signed for by" in text_of(frozen)
    owner = Visitor(stage, "bureau@TN")
    assert "It is found by no check" in text_of(owner.get(at))
    assert "Identity in doubt" in text_of(desk[0].get(at))
    assert "Reason withheld" in text_of(owner.get(at))
    assert "Identity in doubt" not in text_of(owner.get(at))
    assert "In force, signed for by" not in text_of(owner.get(at))
    assert f'action="{at}/freeze"' not in owner.get(at).text
    drawn = desk[0].do(at, f"{at}/panel")
    assert len(PANEL_LIST.findall(text_of(drawn))) >= 3
    panel = [visitor for visitor in desk if f'action="{at}/unfreezing"' in visitor.get(at).text]
    assert len(panel) == 3
    lifted = [text_of(visitor.do(at, f"{at}/unfreezing", vote="yes")) for visitor in panel]
    assert ["Lifted" in text for text in lifted] == [False, False, True]
    assert "It is found by no check" not in text_of(owner.get(at))


def test_a_commissioner_withdraws_himself_and_is_drawn_no_more(stage: Stage) -> None:
    alert = stage.circulated()
    at = f"/alerts/{alert}"
    desk = [Visitor(stage, login) for login in DESK]
    desk[0].do(at, f"{at}/freeze", freeze_ground="freeze_identity")
    assert f'action="{at}/recusal"' not in Visitor(stage, "bureau@TN").get(at).text
    gone = desk[1].do(at, f"{at}/recusal", recusal="معرفة سابقة")
    assert "It is lodged with the commission alone." in text_of(gone)
    desk[0].do(at, f"{at}/panel")
    assert f'action="{at}/unfreezing"' not in desk[1].get(at).text
    code = applied(Visitor(stage), asks="erasure")
    path = address(Visitor(stage, "clerk@OC"))
    assert code
    assert "It is lodged with the commission alone." in text_of(
        desk[1].do(path, f"{path}/recusal", recusal="معرفة سابقة")
    )


def written_anew(stage: Stage, alert: str, content: Wanted) -> str:
    """The owner amends, and another authority approves: its content hash."""
    alerts.amend(stage.world["TN"], stage.officers["bureau@TN"], alert, content)
    seen = acts.newest(stage.world, "TN", alert)
    alerts.approve(stage.world["TN"], stage.officers["prosecutor@TN"], alert, seen)
    stage.world.settle()
    return seen


def test_a_correction_is_shown_field_by_field_and_signed_when_it_is_as_ordered(stage: Stage) -> None:
    alert = stage.circulated()
    at, world = f"/alerts/{alert}", stage.world
    _, path, panel = before_a_panel(stage, alert)
    ruling = {"outcome": "granted", "ground": "data_wrong", "ruling": "مولود بعد ذلك"}
    panel[0].do(path, f"{path}/proposal", **ruling, correct=["wrong_birth"], wrong="ولد سنة 1991")
    panel[1].do(path, f"{path}/votes", vote="yes")
    world.settle()
    said = acts.said_in(world, "TN", alert)
    assert said is not None
    written_anew(stage, alert, structs.replace(said, comment="كلمة أخرى"))
    seen = panel[0].get(at)
    assert "says what it said before the order" in text_of(seen)
    assert "The correction is as ordered" not in text_of(seen)
    right = structs.replace(said, identity=structs.replace(said.identity, births=(PartialDate(1991),)))
    content = written_anew(stage, alert, right)
    assert "compare it with the order" in text_of(panel[0].get(at))
    signed = panel[0].do(at, f"{at}/correction/acceptance", content=content)
    assert "Your word is signed" in text_of(signed)


def test_the_owner_is_heard(stage: Stage) -> None:
    alert = stage.circulated()
    at = f"/alerts/{alert}"
    commissioner, owner = Visitor(stage, DESK[0]), Visitor(stage, "bureau@TN")
    commissioner.do(at, f"{at}/hearing", questions=["ask_warrant", "ask_part"])
    stage.world.settle()
    assert at in owner.get("/").text, "a task of today leads there"
    owner.do(at, f"{at}/hearing/answer", answer="المذكرة قائمة")
    stage.world.settle()
    assert "المذكرة قائمة" in commissioner.get(at).text
    assert "المذكرة قائمة" not in Visitor(stage, "bureau@EG").get(at).text


def test_no_other_member_has_these_pages(stage: Stage) -> None:
    applied(Visitor(stage))
    path = address(Visitor(stage, "clerk@OC"))
    for login in ("bureau@TN", "reviewer@GS", "administrator@OC"):
        visitor = Visitor(stage, login)
        assert "/remedies" not in visitor.get("/").text
        assert visitor.get(path).status_code == 403
        assert visitor.get("/remedies").status_code == 403
