"""POST /api/check: the border check. A POST, so that no name or number ever stands in an address."""

from __future__ import annotations

from litestar.di import NamedDependency
from msgspec import structs

from mithaq.app import border
from mithaq.app.border import Answer, Check
from mithaq.web.api.parameters import Who
from mithaq.web.api.shapes import Question
from mithaq.web.routes import ask


@ask("/check", "check", Question)
def check(asked: NamedDependency[Question], signed: Who) -> Answer:
    """Look for a person or an object, for a purpose. Answered once the line in the look-up log is on disk."""
    return border.check(signed.node, signed.actor, Check(**structs.asdict(asked)))
