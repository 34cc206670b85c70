"""The express lane gives the answer of the ordinary way, and takes nothing that the ordinary way would refuse."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response

from mithaq.app import officers
from mithaq.web.express import PATH, Express
from tests.support.federation import Federation

LOGIN = "border@EG"
ASKED = {"purpose": "border", "name": "Muhammad Abdul-Qadir", "birth": "1980-05-01"}
VARYING = {"log_line", "at"}


class Lane:
    """A client of an application with its express lane."""

    def __init__(self, app: Any) -> None:
        self._app: Any = Express(app)

    def request(self, method: str, path: str, **more: Any) -> Response:
        """One request on a loop of its own."""
        return asyncio.run(self._request(method, path, **more))

    async def _request(self, method: str, path: str, **more: Any) -> Response:
        async with AsyncClient(transport=ASGITransport(self._app), base_url="http://testserver.local") as client:
            return await client.request(method, path, **more)


@pytest.fixture
def lane(fed: Federation) -> Lane:
    """One request of the officer has gone the ordinary way, so that the session is known."""
    fed.get(LOGIN, "/api/session")
    return Lane(fed.app)


def post(fed: Federation, client: Any, body: Any = None, **headers: str) -> Response:
    sent = {"Authorization": f"Bearer {fed.token(LOGIN)}", "Content-Type": "application/json"} | headers
    content = body if isinstance(body, bytes) else None
    found: Response = client.request(
        "POST", PATH, headers=sent, content=content, json=None if content is not None else body or ASKED
    )
    return found


def lines(fed: Federation) -> int:
    with fed["EG"].store.read() as reader:
        return reader.desk.log_head()[0]


def test_both_ways_answer_alike(fed: Federation, lane: Lane) -> None:
    fast, slow = post(fed, lane), fed.post(LOGIN, PATH, ASKED)
    assert fast.status_code == slow.status_code == 200
    assert {k: v for k, v in fast.json().items() if k not in VARYING} == {
        k: v for k, v in slow.json().items() if k not in VARYING
    }
    assert fast.json()["log_line"] + 1 == slow.json()["log_line"]
    assert {k: v for k, v in fast.headers.items() if k != "content-length"} == {
        k: v for k, v in slow.headers.items() if k != "content-length"
    }


def test_a_check_does_go_through_the_lane(fed: Federation, lane: Lane, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refused(*_: Any) -> None:
        raise AssertionError("the ordinary way was taken")

    monkeypatch.setattr(fed.app, "asgi_handler", refused)
    assert post(fed, lane).status_code == 200


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (None, {"Authorization": "Bearer TN.00"}, 401, "session.required"),
        (None, {"Authorization": "Basic x"}, 401, "session.required"),
        (None, {"Content-Type": "text/plain"}, 415, "request.media_type"),
        (b"{", {}, 400, "request.not_json"),
        (b"{}", {}, 400, "request.invalid"),
        (b" " * 100_000, {}, 400, "request.not_json"),
        ({"purpose": "border"}, {}, 422, "check.empty"),
        ({"purpose": "curiosity", "name": "Ali"}, {}, 422, "check.no_purpose"),
        ({"purpose": "border", "name": "Ali", "more": 1}, {}, 400, "request.invalid"),
    ],
)
def test_what_is_refused_is_refused_as_ever_and_leaves_no_line(
    fed: Federation, lane: Lane, body: Any, headers: dict[str, str], status: int, code: str
) -> None:
    before = lines(fed)
    fast, slow = post(fed, lane, body, **headers), post(fed, fed.client, body, **headers)
    assert fast.status_code == slow.status_code
    assert fast.json() == slow.json()
    assert (fast.status_code, fast.json()["code"]) == (status, code)
    assert lines(fed) == before


def test_who_signed_out_or_was_suspended_is_out_at_once(fed: Federation, lane: Lane) -> None:
    assert post(fed, lane).status_code == 200
    admin, second = fed.actor("administrator@EG"), fed.actor("administrator2@EG")
    change = officers.propose(fed["EG"], admin, officers.Suspension(fed.row(LOGIN).id, True))
    officers.decide(fed["EG"], second, change.id, change.digest, True)
    assert post(fed, lane).status_code == 401


def test_a_session_ends_by_the_clock(fed: Federation, lane: Lane) -> None:
    token = fed.token(LOGIN)
    fed.world.clock.forward(hours=officers.SESSION_HOURS)
    assert post(fed, lane, Authorization=f"Bearer {token}").status_code == 401


def test_a_role_that_may_not_check_is_refused(fed: Federation, lane: Lane) -> None:
    fed.get("judge@EG", "/api/session")
    token = {"Authorization": f"Bearer {fed.token('judge@EG')}"}
    assert post(fed, lane, **token).status_code == post(fed, fed.client, **token).status_code == 403


def test_everything_else_is_served_as_before(fed: Federation, lane: Lane) -> None:
    assert lane.request("GET", "/api/health").json() == fed.client.get("/api/health").json()
    assert lane.request("GET", PATH).status_code == fed.client.get(PATH).status_code
