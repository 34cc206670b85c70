"""The person's counsel at the requested state's node: named for one case, and for no other."""

from __future__ import annotations

from mithaq.app.node import Actor, Node
from mithaq.app.ports.store import Reader
from mithaq.domain.case.case import Case
from mithaq.domain.case.events import CaseBody
from mithaq.domain.case.events_counsel import CounselNamed
from mithaq.domain.errors import Refusal

COUNSEL = "counsel"


def sees(node: Node, actor: Actor, case: Case) -> bool:
    """Whether this officer may know of the case at all: counsel only of those he is named in, everybody else of all."""
    return actor.role != COUNSEL or (node.member == case.requested and actor.id in case.counsel)


def check_named(reader: Reader, body: CaseBody) -> None:
    """Whoever is named must be an active counsel of this node. Raises Refusal ``counsel.unknown``."""
    if not isinstance(body, CounselNamed):
        return
    officer = reader.desk.officer(body.counsel)
    if officer is None or officer.role != COUNSEL or officer.state != "active":
        raise Refusal("counsel.unknown", "counsel")
