"""The page of copies and their holders, as an administrator and the commission see it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest

from mithaq.app import bundles
from mithaq.app.holders import Deletion, sign_deletion
from mithaq.domain.instant import text
from mithaq.testing import acts
from tests.support.stage import Stage
from tests.support.visitor import Visitor, text_of


@pytest.fixture
def stage() -> Iterator[Stage]:
    found = Stage()
    yield found
    found.world.close()


def test_a_holder_is_named_recalled_and_answered_for(stage: Stage) -> None:
    visitor = Visitor(stage, "administrator@TN")
    page = visitor.get("/holders")
    assert "Nobody holds a copy." in text_of(page)
    until = (stage.world.clock.now() + timedelta(hours=20)).strftime("%Y-%m-%dT%H:%M")
    fields = {
        "kind": "export", "name": "TN-COURT", "authority": "TN-JUSTICE", "purpose": "court_file", "expires_at": until,
        "receipt_key": "A" * 43,
    }  # fmt: skip
    refused = visitor.send(page, "/holders", **(fields | {"name": "nobody"}))
    assert refused.status_code == 422
    assert visitor.send(page, "/holders", **fields).status_code in (302, 303)
    said = text_of(visitor.get("/holders"))
    assert "TN-COURT" in said
    assert "Exported file" in said
    assert "A file for a court or prosecutor" in said


def test_the_commission_recalls_and_a_late_receipt_shows(stage: Stage) -> None:
    id = acts.holder(stage.world)
    bundles.export(stage.world["TN"], stage.officers["bureau@TN"], stage.draft(), id)
    stage.world.settle()
    commissioner = Visitor(stage, "commissioner@OC")
    page = commissioner.get("/holders")
    assert commissioner.send(page, f"/holders/{id}/recall", reason="copy_leaked").status_code in (302, 303)
    stage.world.clock.forward(hours=200)
    stage.world.settle()
    visitor = Visitor(stage, "administrator@TN")
    page = visitor.get("/holders")
    assert "late" in text_of(page)
    receipt = msgspec.json.encode(sign_deletion(acts.SECRET, Deletion(id, 1, text(stage.world.clock.now())))).decode()
    assert visitor.send(page, "/holders/receipts", receipt="{}").status_code == 422
    page = visitor.get("/holders")
    assert visitor.send(page, "/holders/receipts", receipt=receipt).status_code in (302, 303)
    assert "not signed by the holder" not in text_of(visitor.get("/holders"))
