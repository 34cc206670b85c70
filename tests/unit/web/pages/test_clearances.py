"""A namesake's certificate: from the commission's desk to paper and to the border."""

from __future__ import annotations

import re

from mithaq.app import clearances
from mithaq.documents.verify import verify
from mithaq.domain.clearance import printed
from mithaq.law.load import load_law
from mithaq.testing import acts
from mithaq.web.pages.words import WORDS
from tests.support.clearances import PASSPORT, decided
from tests.support.stage import Stage
from tests.support.visitor import Visitor, text_of

SOUGHT = acts.person("TN").identity
CERTIFICATE = re.compile(r'href="(/remedies/p-[0-9a-f]+/clearances/n-[0-9a-f]+/certificate\.pdf)"')


def test_issued_printed_shown_at_the_border_and_taken_back(stage: Stage) -> None:
    alert = stage.circulated()
    path = f"/remedies/{decided(stage.world, alert)}"
    desk = Visitor(stage, "commissioner@OC")
    birth, sex = str(SOUGHT.births[0]), SOUGHT.sex
    holder = {"names": SOUGHT.primary.full, "holder_birth": birth, "holder_sex": sex, "numbers": PASSPORT}
    assert "needs the holder" in text_of(desk.send(desk.get(path), f"{path}/clearances", **holder))
    done = desk.do(path, f"{path}/clearances", **holder, agreed="yes")
    assert "every border will know it" in text_of(done)
    address = CERTIFICATE.findall(done.text)[0]
    pdf = desk.get(address).content
    verdict = verify(pdf, lambda demo: load_law(demo=demo), WORDS, stage.world.roster)
    assert (verdict.faults, verdict.trusted, verdict.pages) == ((), True, "same")
    assert verdict.anchor.kind == "clearance"
    assert alert[2:].encode() not in pdf
    stage.world.settle()
    border = Visitor(stage, "border@EG")
    asked = {"purpose": "border", "name": SOUGHT.primary.full, "birth": birth, "sex": sex}
    (held,) = clearances.listed(stage.world["OC"], stage.world.actor("OC", "commissioner"))
    assert held.said is not None
    asked_so = {**asked, "document": PASSPORT, "clearance": held.said.number}
    found = border.send(border.get("/check"), "/check", **asked_so)
    assert "Let the traveller go" in text_of(found)
    assert "Stop on this match" not in text_of(found)
    assert "Let the traveller go" not in text_of(border.send(border.get("/check"), "/check", **asked))
    back = desk.do(path, address.replace("certificate.pdf", "withdrawal"), taken_back="clearance_lost")
    assert "The certificate is taken back." in text_of(back)
    stage.world.settle()
    assert "Let the traveller go" not in text_of(border.send(border.get("/check"), "/check", **asked_so))
    assert printed("A" * 24) not in found.text
