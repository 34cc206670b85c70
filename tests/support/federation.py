"""A small federation with officers of every role, and a client that speaks for any of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from httpx import Response
from litestar import Litestar
from litestar.testing import TestClient

from mithaq.app.node import Actor, Node
from mithaq.app.officers import actor_of
from mithaq.app.ports.rows import OfficerRow
from mithaq.domain.instant import text
from mithaq.ops.passwords import hashed
from mithaq.testing.world import DUTY, World
from mithaq.web.app import create_app
from mithaq.web.pages import console

PASSWORD = "correct horse battery"
_SECRET = hashed(PASSWORD)
STATE_ROLES = ("border", "bureau", "prosecutor", "judge", "counsel", "administrator", "administrator2")
BODY_ROLES = {
    "GS": ("reviewer", "reviewer2", "reviewer3", "administrator", "administrator2"),
    "OC": ("commissioner", "clerk", "administrator"),
}
# Reviewers come from states that own no alert here.
ON_DUTY = ("reviewer@GS", "reviewer2@GS")  # two of two states, so that the lot can only draw them
_NATIONALITIES = {"reviewer": "DZ", "reviewer2": "KW", "reviewer3": "OM", "commissioner": "BH"}


@dataclass
class Federation:
    """World, application and clients. `login(role, member)` names an officer; `as_` speaks for one."""

    world: World
    app: Litestar
    client: TestClient[Litestar]
    _tokens: dict[str, tuple[str, str]] = field(default_factory=dict)
    _keys: Any = field(default_factory=lambda: count(1))

    def __getitem__(self, member: str) -> Node:
        return self.world[member]

    def actor(self, login: str) -> Actor:
        """The officer as one who acts, without HTTP."""
        return actor_of(self.row(login))

    def row(self, login: str) -> OfficerRow:
        """The officer's row."""
        with self.world[login[-2:]].store.read() as reader:
            row = reader.desk.officer_by_login(login)
        assert row is not None, login
        return row

    def token(self, login: str) -> str:
        """A bearer token of this officer, signed in once."""
        token, until = self._tokens.get(login, ("", ""))
        if text(self.world.clock.now()) >= until:
            reply = self.client.post("/api/session", json={"login": login, "password": PASSWORD})
            assert reply.status_code == 201, reply.text
            token, until = reply.json()["token"], reply.json()["expires_at"]
            self._tokens[login] = (token, until)
        return token

    def forget(self, login: str) -> None:
        """Sign in anew the next time."""
        self._tokens.pop(login, None)

    def get(self, login: str, path: str, **more: Any) -> Response:
        """GET as this officer; an empty login for nobody."""
        return self.client.get(path, headers=self._headers(login, more), **more)

    def post(self, login: str, path: str, json: Any = None, *, key: str = "", **more: Any) -> Response:
        """POST as this officer, under a fresh idempotency key unless one is given."""
        headers = self._headers(login, more) | {"Idempotency-Key": key or f"test-{next(self._keys):08d}"}
        if json is not None:
            more["json"] = json
        return self.client.post(path, headers=headers, **more)

    def done(self, login: str, path: str, json: Any = None) -> Any:
        """POST that must succeed: its reply."""
        reply = self.post(login, path, json)
        assert reply.status_code in (200, 201), reply.text
        return reply.json()

    def close(self) -> None:
        """Close client and stores."""
        self.client.__exit__()
        self.world.close()

    def settle(self) -> None:
        """Let everything replicate."""
        self.world.settle()

    def _headers(self, login: str, more: dict[str, Any]) -> dict[str, str]:
        given: dict[str, str] = more.pop("headers", {})
        return ({"Authorization": f"Bearer {self.token(login)}"} if login else {}) | given


def federation(
    seed: int = 7, members: tuple[str, ...] = ("TN", "EG", "GS", "OC"), *, pages: bool = False, acts: bool = False
) -> Federation:
    """A fresh federation, officers included. `pages`: with the console beside the API. `acts`: on duty are those
    reviewers of `testing.acts`, which then moves the world on without HTTP."""
    world = World(seed, members, duty=DUTY if acts else ())
    for member in members:
        for name in BODY_ROLES.get(member, STATE_ROLES):
            _employ(world[member], name)
    for login in ON_DUTY if "GS" in members and not acts else ():
        with world["GS"].store.read() as reader:
            row = reader.desk.officer_by_login(login)
        assert row is not None
        world.put_on_duty(actor_of(row))
    app = create_app(world.nodes, pages=[console()] if pages else [])
    client = TestClient(app, raise_server_exceptions=True)
    return Federation(world, app, client.__enter__())


def _employ(node: Node, name: str) -> None:
    role = name.rstrip("23")
    row = OfficerRow(
        f"o-{node.entropy.token(8).hex()}", f"{name}@{node.member}", role, role, role, f"{node.member}-{role.upper()}-POST",
        f"{node.member}-{role.upper()}", _NATIONALITIES.get(name, node.member), "active", _SECRET,
    )  # fmt: skip
    with node.store.write() as tx:
        tx.desk.put_officer(row)
