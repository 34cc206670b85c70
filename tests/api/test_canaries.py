"""Nothing personal in logs, problems, headers or exceptions: canary values through every route (reliability.md, S14)."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from mithaq.ops import logging as logs
from mithaq.web.guard import actions
from tests.support import story
from tests.support.federation import Federation, federation

NAME, NUMBER, PLATE, PASSWORD = "Kanarienvogel Zwx", "KNR7734561", "KNRPLATE99", "kanari-password-77"
CANARIES = (NAME, NAME.split(maxsplit=1)[0], NUMBER, PLATE, PASSWORD, "كناري")
QUESTION = {"name": f"{NAME} كناري", "document": NUMBER, "plate": PLATE, "serial": NUMBER, "purpose": NAME}
BODIES: tuple[bytes, ...] = (
    json.dumps(QUESTION).encode(),
    json.dumps(QUESTION | {"purpose": "border"}).encode(),
    json.dumps({NAME: NUMBER, "content": {NUMBER: NAME}}).encode(),
    json.dumps({"login": NAME, "password": PASSWORD}).encode(),
    json.dumps({"login": NUMBER, "password": [PASSWORD]}).encode(),
    json.dumps({"kind": NAME, "content": {"kind": "wanted", "identity": {"names": NAME}}}).encode(),
    json.dumps({"kind": "vehicle", "content": {"kind": "vehicle", "plate": PLATE, NAME: 1}}).encode(),
    json.dumps({"type": NAME, "body": {NAME: NUMBER}, "paper": {NUMBER: NAME}}).encode(),
    json.dumps({"type": "message.sent", "body": {NAME: NUMBER}}).encode(),
    json.dumps({"type": "message.sent", "body": {}, "paper": {"text": 1, NAME: NUMBER}}).encode(),
    json.dumps({"form": "free_text", "to": "EG", "fields": {"text": NAME, "name": NUMBER}, "about": PLATE}).encode(),
    json.dumps({"form": "surrender", "to": "EG", "fields": {"day": NUMBER, NAME: NUMBER}}).encode(),
    json.dumps({"text": NAME, "outcome": NUMBER}).encode(),
    json.dumps({"change": "create", "login": NAME, "password": PASSWORD}).encode(),
    f'{{"name": "{NAME}", "document": "{NUMBER}"'.encode(),
    NAME.encode() + b"\xff\xfe",
    b"\x89PNG\r\n\x1a\n" + NAME.encode(),
)
_SOME = {"{subject:str}": "a-0123456789abcdef01234567", "{member:str}": "TN", "{seq:int}": "1"}


@pytest.fixture
def fed() -> Iterator[Federation]:
    """A federation with the console beside the API, so that its routes are tried too."""
    found = federation(pages=True)
    yield found
    found.close()


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """Everything that this program and its libraries log."""
    root, kept = logging.getLogger(), logging.getLogger().handlers
    stream = io.StringIO()
    logs.configure(stream)
    yield stream
    structlog.reset_defaults()
    root.handlers = kept


def _leaks(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary.lower() in text.lower()]


def _places(path: str) -> list[str]:
    """The address as it is, and with canaries in its path and query."""
    plain = path
    for name, value in _SOME.items():
        plain = plain.replace(name, value)
    odd = path.replace("{subject:str}", NUMBER).replace("{member:str}", PLATE).replace("{seq:int}", NUMBER)
    return [plain, f"{odd}?{PLATE}={NAME}&limit={NUMBER}&member={NAME}&state={PLATE}&kind={NUMBER}&seq={NAME}"]


def test_no_route_repeats_or_logs_what_was_sent(fed: Federation, lines: io.StringIO) -> None:
    headers = {
        "Accept-Language": NAME, "User-Agent": NAME, "X-Forwarded-For": NUMBER, "Referer": f"http://x/{NUMBER}",
        "X-Request-Id": NAME,
    }  # fmt: skip
    replies, errors = 0, []
    for route, action in actions(fed.app):
        method, _, path = route.partition(" ")
        for login in ("bureau@TN", "reviewer@GS", "administrator@TN", "border@EG"):
            if action == "session.close":
                continue
            for place in _places(path):
                for body in BODIES if method == "POST" else (b"",):
                    kind = "image/png" if path.endswith("photos") else "application/json"
                    key = {"Idempotency-Key": f"canary-{replies:08d}"} | headers | {"Content-Type": kind}
                    reply = fed.client.request(method, place, content=body, headers=key | _token(fed, login))
                    replies += 1
                    assert reply.status_code != 500, (route, body, reply.text)
                    problem = reply.headers.get("content-type") == "application/problem+json"
                    if reply.status_code >= 400:  # a page may show its own reader what he typed; a problem may not
                        errors += [(route, body, found) for found in _leaks(reply.text * problem + str(reply.headers))]
    assert replies > 1000
    assert errors == []
    assert lines.getvalue().count("\n") > replies - 100
    assert _leaks(lines.getvalue()) == []


def _token(fed: Federation, login: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {fed.token(login)}"}


def test_credentials_do_not_reach_the_log(fed: Federation, lines: io.StringIO) -> None:
    fed.client.get("/api/session", headers={"Authorization": f"Bearer TN.{NUMBER}"})
    fed.client.get("/api/session", headers={"Cookie": f"mithaq_session={NUMBER}"})
    token = fed.token("bureau@TN")
    assert fed.get("bureau@TN", "/api/session").status_code == 200
    assert _leaks(lines.getvalue()) == []
    assert token.partition(".")[2] not in lines.getvalue()


def test_a_mistake_of_ours_does_not_tell_its_message(
    fed: Federation, lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Any:
        raise ValueError(f"{NAME} {NUMBER}")

    monkeypatch.setattr("mithaq.app.border.check", broken)
    reply = fed.post("border@TN", "/api/check", {"purpose": "border", "name": NAME})
    assert reply.status_code == 500
    id = reply.json()["instance"].rpartition(":")[2]
    assert _leaks(reply.text + lines.getvalue()) == []
    (line,) = [json.loads(line) for line in lines.getvalue().splitlines() if id in line]
    assert (line["error"], line["route"]) == ("ValueError", "/api/check")


def test_libraries_log_no_messages(lines: io.StringIO) -> None:
    try:
        raise ValueError(NAME)
    except ValueError:
        logging.getLogger("uvicorn.error").exception("failed for %s", NUMBER)
    logging.getLogger("somebody.else").warning("saw %s", PLATE)
    first, second = (json.loads(line) for line in lines.getvalue().splitlines())
    assert (first["logger"], first["error"]) == ("uvicorn.error", "ValueError")
    assert second["logger"] == "somebody.else"
    assert _leaks(lines.getvalue()) == []


def test_a_field_that_nobody_allowed_is_not_logged(lines: io.StringIO) -> None:
    logs.get_logger().info("request", route="/api/check", name=NAME, body={"document": NUMBER}, exc_info=True)
    line = json.loads(lines.getvalue())
    assert set(line) == {"event", "level", "route", "at"}


def test_what_succeeds_logs_nothing_personal_either(fed: Federation, lines: io.StringIO) -> None:
    content = story.wanted()
    name, number = story.name_of(content), content["identity"]["documents"][0]["number"]
    ids = story.everything(fed)
    fed.done("border@EG", "/api/check", {"purpose": "border", "name": name, "document": number})
    fed.get("bureau@TN", f"/api/alerts/{ids['alert']}")
    fed.get("bureau@EG", f"/api/cases/{ids['case']}")
    assert name not in lines.getvalue()
    assert number not in lines.getvalue()
