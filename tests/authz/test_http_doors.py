"""Every route × every role: no row, no entry. And no route without a row (reliability.md, S3)."""

from __future__ import annotations

import pytest
from litestar import get

from mithaq.web.app import create_app
from mithaq.web.guard import RouteWithoutAction, actions
from tests.support.cells import logins, role_of
from tests.support.federation import Federation

_SOME = {"{subject:str}": "a-0123456789abcdef01234567", "{member:str}": "TN", "{seq:int}": "1", "{number:int}": "1"}


def _address(path: str) -> str:
    for name, value in _SOME.items():
        path = path.replace(name, value)
    return path


def test_every_route_has_an_action_that_has_a_row(fed: Federation) -> None:
    found = actions(fed.app)
    assert len(found) > 40
    known = fed["TN"].law.access.actions
    assert [(path, action) for path, action in found if action not in known] == []


@pytest.mark.parametrize("opt", [{}, {"action": "no.such_action"}, {"action": ""}])
def test_a_route_without_a_row_does_not_start(fed: Federation, opt: dict[str, str]) -> None:
    @get("/open", opt=opt, sync_to_thread=False)
    def open_to_all() -> str:
        return "anybody"

    with pytest.raises(RouteWithoutAction):
        create_app(fed.world.nodes, pages=[open_to_all])


def test_nobody_gets_in_without_signing_in(fed: Federation) -> None:
    access = fed["TN"].law.access
    for route, action in actions(fed.app):
        method, _, path = route.partition(" ")
        reply = fed.client.request(method, _address(path), headers={"Idempotency-Key": "nobody-at-all"})
        assert (reply.status_code == 401) == (not access.is_public(action) or action == "session.open") or (
            action == "session.open" and reply.status_code == 415
        ), route


def test_each_role_gets_through_the_doors_of_its_rows_only(fed: Federation) -> None:
    access, wrong = fed["TN"].law.access, []
    for login in logins(fed):
        for route, action in actions(fed.app):
            if access.is_public(action) or action == "session.close":
                continue
            method, _, path = route.partition(" ")
            call = fed.get if method == "GET" else fed.post
            status = call(login, _address(path)).status_code
            may = access.may_issue(action, role_of(login), fed[login[-2:]].kind)
            if (status == 403) == may or status in (401, 500):
                wrong.append((login, route, action, status))
    assert wrong == []
