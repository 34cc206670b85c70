"""Every answer that is no success is a problem of RFC 9457: a stable code, a sentence, and never what was sent."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.support import story
from tests.support.federation import Federation

WHO = "border@EG"
VALUE = "Qzxwvut"  # must never come back


def _problem(reply: Any) -> Any:
    assert reply.headers["content-type"] == "application/problem+json"
    body = reply.json()
    assert body["status"] == reply.status_code
    assert body["type"] == f"urn:mithaq:problem:{body['code']}"
    assert VALUE not in reply.text
    assert "Traceback" not in reply.text
    return body


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", f"/{VALUE}", 404, "not_found"),
        ("GET", f"/api/{VALUE}", 404, "not_found"),
        ("POST", f"/api/{VALUE}/{VALUE}", 404, "not_found"),
        ("GET", f"/api/openapi/{VALUE}", 404, "not_found"),
        ("PUT", "/api/check", 405, "method.not_allowed"),
        ("GET", f"/api/alerts/{VALUE}", 403, "forbidden"),
        ("GET", f"/api/hits/{VALUE}", 400, "request.invalid"),
        ("GET", f"/api/journal/TN/{VALUE}", 404, "not_found"),
        ("GET", "/api/journal/TN/0", 400, "request.invalid"),
        ("GET", "/api/journal/XX/1", 404, "not_found"),
        ("GET", f"/api/journal?limit={VALUE}", 400, "request.invalid"),
        ("GET", "/api/journal?limit=201", 400, "request.invalid"),
        ("GET", "/api/journal?after=-1", 400, "request.invalid"),
        ("GET", f"/api/journal?member={VALUE}", 400, "request.invalid"),
        ("GET", f"/api/hits?state={VALUE}", 400, "request.invalid"),
        ("GET", "/api/journal/TN/proofs/inclusion", 400, "request.invalid"),
        ("GET", "/api/hits/h-0123456789abcdef01234567", 404, "not_found"),
    ],
)
def test_addresses_and_parameters(busy: Federation, method: str, path: str, status: int, code: str) -> None:
    headers = {"Authorization": f"Bearer {busy.token(WHO)}"}
    body = _problem(busy.client.request(method, path, headers=headers))
    assert (body["status"], body["code"]) == (status, code)


def test_a_wrong_method_is_told_the_right_ones(busy: Federation) -> None:
    assert "POST" in busy.client.put("/api/check").headers["allow"]


@pytest.mark.parametrize(
    ("raw", "code", "where"),
    [
        (b"", "request.not_json", "body"),
        (b"{", "request.not_json", "body"),
        (b'{"purpose": "' + VALUE.encode(), "request.not_json", "body"),
        (b"\xff\xfe", "request.not_json", "body"),
        (b'{"name": "\\ud800", "purpose": "border"}', "request.not_json", "body"),
        (b"[" * 100_000, "request.invalid", "json"),
        (b'{"purpose": ' + b"[" * 100_000, "request.invalid", "purpose"),
        (b'{"purpose": "border", "x` - at `$.' + VALUE.encode() + b'": 1}', "request.invalid", "json"),
        (b"[]", "request.invalid", "json"),
        (b"{}", "request.invalid", "json"),
        (b'{"purpose": "border", "' + VALUE.encode() + b'": 1}', "request.invalid", "json"),
        (b'{"purpose": "border", "name": 1}', "request.invalid", "name"),
        (b'{"purpose": "border", "sex": "' + VALUE.encode() + b'"}', "request.invalid", "sex"),
        (b'{"purpose": "border", "birth": "' + VALUE.encode() + b'"}', "request.invalid", "birth"),
        (b'{"purpose": "border", "name": "' + b"x" * 301 + b'"}', "request.invalid", "name"),
    ],
)
def test_bodies(busy: Federation, raw: bytes, code: str, where: str) -> None:
    headers = {"Content-Type": "application/json"}
    body = _problem(busy.post(WHO, "/api/check", content=raw, headers=headers))
    assert (body["status"], body["code"], body["where"]) == (400, code, where)


@pytest.mark.parametrize("name", ["\0", "a\0b", "\u202e", "\u200d" * 300, "𞤀" * 10, "x" * 300, "ـ" * 300])
def test_strange_names_are_answered(busy: Federation, name: str) -> None:
    reply = busy.post(WHO, "/api/check", {"purpose": "border", "name": name})
    assert reply.status_code in (200, 422), reply.text


def test_a_body_of_another_type(busy: Federation) -> None:
    reply = busy.post(WHO, "/api/check", content=b"{}", headers={"Content-Type": "text/plain"})
    assert _problem(reply)["code"] == "request.media_type"


def test_a_body_that_is_too_large(busy: Federation) -> None:
    raw = b'{"purpose": "' + b"x" * (2 * 1024 * 1024) + b'"}'
    reply = busy.post(WHO, "/api/check", content=raw, headers={"Content-Type": "application/json"})
    assert _problem(reply)["status"] == 413


def test_a_photo_that_is_too_large(busy: Federation) -> None:
    raw = b"\x89PNG\r\n\x1a\n" + b"x" * 200 * 1024
    reply = busy.post("bureau@TN", "/api/photos", content=raw, headers={"Content-Type": "image/png"})
    assert _problem(reply)["status"] == 413


def test_what_is_missing_is_named(fed: Federation) -> None:
    draft = story.drafted(fed, story.wanted() | {"proportionality": " "})
    reply = fed.post("judge@TN", f"/api/alerts/{draft['subject']}/approve", {"content": draft["content"]})
    body = _problem(reply)
    assert (body["status"], body["code"], body["missing"]) == (422, "alert.incomplete", ["proportionality"])


@pytest.mark.parametrize(
    ("asked", "language"),
    [("", "ar"), ("en", "en"), ("fr-TN, en;q=0.5", "fr"), ("de, en;q=0.1", "en"), ("xx", "ar"), ("en;q=0", "ar")],
)
def test_the_sentence_is_in_the_language_asked_for(busy: Federation, asked: str, language: str) -> None:
    reply = busy.client.get("/api/session", headers={"Accept-Language": asked})
    assert reply.headers["content-language"] == language
    titles = {"ar": "يُرجى تسجيل الدخول.", "en": "Please sign in.", "fr": "Veuillez vous identifier."}
    assert _problem(reply)["title"] == titles[language]


def test_a_full_disk_is_said_and_passes(fed: Federation) -> None:
    fed.token(WHO)
    fed.world.disks["EG"].fail("before_commit")
    body = {"purpose": "border", "document": "X1234567"}
    reply = fed.post(WHO, "/api/check", body)
    assert (_problem(reply)["code"], reply.headers["retry-after"]) == ("store.full", "5")
    assert "candidates" not in reply.text
    assert fed.post(WHO, "/api/check", body).status_code == 200


def test_our_own_mistake_shows_an_id_and_nothing_else(fed: Federation, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError(VALUE)

    monkeypatch.setattr("mithaq.app.border.check", broken)
    body = _problem(fed.post(WHO, "/api/check", {"purpose": "border", "name": VALUE}))
    assert body["code"] == "internal"
    assert body["instance"].startswith("urn:mithaq:error:e-")
    assert set(json.loads(json.dumps(body))) == {"type", "title", "status", "code", "instance"}
