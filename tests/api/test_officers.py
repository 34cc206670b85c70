"""A member's officers: two administrators, never one, and no password anywhere."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.federation import Federation

NEW = {
    "change": "create", "login": "newcomer@TN", "name_ar": "سلمى", "name_latin": "Salma", "role": "border",
    "post": "TN-SFAX", "authority": "TN-BORDER", "nationality": "TN", "password": "a long first password",
}  # fmt: skip


def _propose(fed: Federation, body: Any) -> Any:
    return fed.done("administrator@TN", "/api/officers/changes", body)


def _decide(fed: Federation, change: Any, who: str = "administrator2@TN", **more: Any) -> Any:
    verdict = {"digest": change["digest"], "approve": True} | more
    return fed.post(who, f"/api/officers/changes/{change['id']}/decision", verdict)


def test_a_newcomer_signs_in_after_the_second_yes_only(fed: Federation) -> None:
    change = _propose(fed, NEW)
    sign_in = {"login": NEW["login"], "password": NEW["password"]}
    assert fed.client.post("/api/session", json=sign_in).status_code == 401
    assert _decide(fed, change).json()["outcome"] == "approved"
    assert fed.client.post("/api/session", json=sign_in).json()["post"] == "TN-SFAX"


def test_nobody_decides_alone(fed: Federation) -> None:
    change = _propose(fed, NEW)
    reply = _decide(fed, change, who="administrator@TN")
    assert (reply.status_code, reply.json()["code"]) == (422, "approval.same_person")
    other = _decide(fed, change, digest="0" * 64)
    assert (other.status_code, other.json()["code"]) == (409, "change.other_content")
    assert _decide(fed, change, approve=False).json()["outcome"] == "refused"
    assert _decide(fed, change).json()["code"] == "change.decided"


def test_what_waits_is_shown_without_secrets(fed: Federation) -> None:
    _propose(fed, NEW)
    reply = fed.get("administrator2@TN", "/api/officers")
    (change,) = reply.json()["changes"]
    assert (change["change"]["change"], change["change"]["login"]) == ("create", NEW["login"])
    assert "argon2" not in reply.text
    assert "password" not in reply.text
    assert "secret" not in reply.text


def test_a_retried_proposal_is_one_proposal(fed: Federation) -> None:
    """The hash of a password is salted anew each time; the idempotency key goes by what was sent."""
    first, second = (
        fed.post("administrator@TN", "/api/officers/changes", NEW, key="hire-once").json() for _ in range(2)
    )
    assert first == second
    assert len(fed.get("administrator@TN", "/api/officers").json()["changes"]) == 1


@pytest.mark.parametrize(
    ("field", "value", "status", "code"),
    [
        ("login", "newcomer@EG", 422, "officer.login_member"),
        ("login", "border@TN", 409, "officer.login_taken"),
        ("login", "New Comer", 400, "request.invalid"),
        ("role", "reviewer", 422, "officer.role"),
        ("role", "king", 400, "request.invalid"),
        ("password", "short", 400, "request.invalid"),
        ("change", "promote", 400, "request.invalid"),
    ],
)
def test_what_cannot_be_hired(fed: Federation, field: str, value: str, status: int, code: str) -> None:
    reply = fed.post("administrator@TN", "/api/officers/changes", NEW | {field: value})
    assert (reply.status_code, reply.json()["code"]) == (status, code)


def test_an_unknown_officer_is_not_there(fed: Federation) -> None:
    body = {"change": "suspend", "officer": "o-0123456789abcdef", "suspended": True}
    assert fed.post("administrator@TN", "/api/officers/changes", body).status_code == 404
