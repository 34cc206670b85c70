"""In whose name a command acts: the local operator, or an officer who shows a password."""

from __future__ import annotations

from msgspec import Struct

from mithaq.app.node import Actor, Node, operator_actor
from mithaq.app.officers import actor_of
from mithaq.domain.errors import Forbidden, Refusal
from mithaq.ops.passwords import verifies


class Who(Struct, frozen=True):
    """What the command line says about the one who acts. All empty: the local operator."""

    login: str = ""
    post: str = ""
    password: str = ""


def acting(node: Node, who: Who) -> Actor:
    """The actor. Raises Forbidden ``officer.sign_in`` for a wrong login or password alike, Refusal ``officer.post``."""
    if not who.login:
        return operator_actor(node)
    with node.store.read() as reader:
        row = reader.desk.officer_by_login(who.login)
    if not verifies(row.secret if row else None, who.password) or row is None or row.state != "active":
        raise Forbidden("officer", "officer.sign_in")
    if who.post and who.post != row.post:
        raise Refusal("officer.post", "post")
    return actor_of(row)
