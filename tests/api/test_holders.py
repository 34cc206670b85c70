"""Holders of copies over HTTP: named, renewed, recalled by the commission, and answered for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec

from mithaq.app.holders import Deletion, public_half, sign_deletion
from mithaq.domain.instant import text
from mithaq.testing import acts
from tests.support.federation import Federation


def opening(fed: Federation, **more: Any) -> dict[str, Any]:
    until = text(fed.world.clock.now() + timedelta(hours=24))
    return {
        "kind": "export", "name": "TN-COURT", "authority": "TN-JUSTICE", "purpose": "court_file", "expires_at": until,
        "receipt_key": public_half(acts.SECRET),
    } | more  # fmt: skip


def test_the_life_of_a_holder(fed: Federation) -> None:
    id = fed.done("administrator@TN", "/api/holders", opening(fed))["subject"]
    later = text(fed.world.clock.now() + timedelta(hours=48))
    assert fed.done("administrator@TN", f"/api/holders/{id}/renew", {"expires_at": later})["type"] == "holder.renewed"
    (shown,) = fed.get("bureau@TN", "/api/holders").json()["holders"]
    assert (shown["holder"]["name"], shown["holder"]["expires_at"], shown["lives"]) == ("TN-COURT", later, True)
    fed.settle()
    assert fed.get("bureau@EG", "/api/holders").json()["holders"] == []
    assert fed.get("bureau@EG", f"/api/holders/{id}").status_code == 404
    fed.done("commissioner@OC", f"/api/holders/{id}/recall", {"reason": "copy_ordered_back"})
    fed.settle()
    told = msgspec.to_builtins(sign_deletion(acts.SECRET, Deletion(id, 3, text(fed.world.clock.now()))))
    fed.done("administrator@TN", "/api/holders/receipts", told)
    shown = fed.get("administrator@TN", f"/api/holders/{id}").json()
    assert (shown["holder"]["reason"], shown["lives"], shown["genuine"]) == ("copy_ordered_back", False, [True])


def test_what_is_refused_has_its_code(fed: Federation) -> None:
    for change, code in (
        ({"kind": "offline"}, ""), ({"kind": "film"}, "holder.kind"), ({"purpose": "found"}, "ground.unknown"),
        ({"expires_at": "2999-01-01T00:00:00.000Z"}, "holder.expiry"), ({"name": "somebody"}, "content.invalid"),
    ):  # fmt: skip
        reply = fed.post("administrator@TN", "/api/holders", opening(fed, **change))
        assert reply.json().get("code", "") == code, change
    assert fed.post("bureau@TN", "/api/holders", opening(fed)).status_code == 403
