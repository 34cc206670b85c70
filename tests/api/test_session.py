"""Signing in and out: by cookie and by token, throttled, and without telling which logins exist."""

from __future__ import annotations

import pytest

from mithaq.web.session import COOKIE
from tests.support.federation import PASSWORD, Federation

LOGIN = "bureau@TN"


def _sign_in(fed: Federation, login: str = LOGIN, password: str = PASSWORD, **more: object):  # type: ignore[no-untyped-def]  # the client's reply
    return fed.client.post("/api/session", json={"login": login, "password": password, **more})


def test_a_token_names_its_member_and_signs_in(fed: Federation) -> None:
    reply = _sign_in(fed)
    assert reply.status_code == 201
    assert reply.json()["token"].startswith("TN.")
    assert COOKIE not in reply.cookies
    me = fed.get(LOGIN, "/api/session").json()
    assert (me["member"], me["role"], "token" in me) == ("TN", "bureau", False)


def test_a_cookie_is_hidden_from_scripts_and_from_other_sites(fed: Federation) -> None:
    reply = _sign_in(fed, as_cookie=True)
    assert "token" not in reply.json()
    header = reply.headers["set-cookie"].lower()
    assert all(word in header for word in ("httponly", "samesite=strict", "path=/"))
    assert "secure" not in header.replace("samesite", "")


def test_a_cookie_over_https_is_secure(fed: Federation) -> None:
    fed.client.base_url = "https://testserver.local"
    assert "secure" in _sign_in(fed, as_cookie=True).headers["set-cookie"].lower()


@pytest.mark.parametrize(
    ("login", "password"),
    [
        (LOGIN, "wrong"), ("nobody@TN", PASSWORD), ("bureau@XX", PASSWORD), ("bureau", PASSWORD), ("bureau@EG ", PASSWORD),
        ("BUREAU@TN", PASSWORD), ("bureau@TN\0", PASSWORD),
    ],
)  # fmt: skip
def test_every_wrong_sign_in_gets_the_same_answer(fed: Federation, login: str, password: str) -> None:
    reply = _sign_in(fed, login, password)
    assert reply.status_code == 401
    assert reply.json() == _sign_in(fed, "someone@EG", "else").json()


def test_a_suspended_officer_gets_that_answer_too(fed: Federation) -> None:
    officer = fed.row(LOGIN).id
    change = fed.done(
        "administrator@TN", "/api/officers/changes", {"change": "suspend", "officer": officer, "suspended": True}
    )
    verdict = {"digest": change["digest"], "approve": True}
    token = fed.token(LOGIN)
    fed.done("administrator2@TN", f"/api/officers/changes/{change['id']}/decision", verdict)
    assert _sign_in(fed).json() == _sign_in(fed, "someone@EG", "else").json()
    held = fed.client.get("/api/session", headers={"Authorization": f"Bearer {token}"})
    assert held.status_code == 401


@pytest.mark.parametrize("login", [LOGIN, "nobody@TN"])
def test_guessing_is_slowed_down_and_the_right_password_waits_too(fed: Federation, login: str) -> None:
    for _ in range(5):
        assert _sign_in(fed, login, "guess").status_code == 401
    reply = _sign_in(fed, login)
    assert reply.status_code == 429
    assert 1 <= int(reply.headers["retry-after"]) <= 30
    assert _sign_in(fed, "border@TN").status_code == 201
    fed.world.clock.forward(seconds=31)
    assert _sign_in(fed, login).status_code == (201 if login == LOGIN else 401)


def test_signing_out_ends_the_session(fed: Federation) -> None:
    headers = {"Authorization": f"Bearer {fed.token(LOGIN)}"}
    assert fed.client.delete("/api/session", headers=headers).status_code == 204
    assert fed.client.get("/api/session", headers=headers).status_code == 401


def test_a_session_ends_after_a_shift(fed: Federation) -> None:
    headers = {"Authorization": f"Bearer {fed.token(LOGIN)}"}
    assert fed.client.get("/api/session", headers=headers).status_code == 200
    fed.world.clock.forward(hours=8)
    assert fed.client.get("/api/session", headers=headers).status_code == 401


@pytest.mark.parametrize("token", ["", "TN", "TN.", "XX.00", "TN." + "0" * 64, "TN." + "0" * 10_000, "EG.{secret}"])
def test_a_wrong_token_is_no_token(fed: Federation, token: str) -> None:
    secret = fed.token(LOGIN).partition(".")[2]
    headers = {"Authorization": f"Bearer {token.replace('{secret}', secret)}"}
    assert fed.client.get("/api/session", headers=headers).status_code == 401


def test_a_cookie_alone_does_not_write(fed: Federation) -> None:
    csrf = _sign_in(fed, as_cookie=True).json()["csrf"]
    body = {"purpose": "border", "document": "X1234567"}
    assert fed.client.post("/api/check", json=body).json()["code"] == "session.csrf"
    assert fed.client.post("/api/check", json=body, headers={"X-CSRF-Token": "0" * 32}).status_code == 403
    assert fed.client.post("/api/check", json=body, headers={"X-CSRF-Token": csrf}).status_code == 200


def test_a_form_of_another_site_is_not_taken_for_json(fed: Federation) -> None:
    raw = b'{"login": "bureau@TN", "password": "x"}'
    reply = fed.client.post("/api/session", content=raw, headers={"Content-Type": "text/plain"})
    assert reply.status_code == 415
