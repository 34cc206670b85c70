"""POST /api/check: the border check. A POST, so that no name or number ever stands in an address."""

from __future__ import annotations

from typing import Any

from litestar import Request
from msgspec import structs

from mithaq.app.border import Answer, Check
from mithaq.web import body
from mithaq.web.api.shapes import Question
from mithaq.web.federation import Federation
from mithaq.web.routes import ask
from mithaq.web.session import Signed


@ask("/check", "check", Question, waits=True)
async def check(request: Request[Any, Any, Any]) -> Answer:
    """Look for a person or an object, for a purpose. Answered once the line in the look-up log is on disk."""
    # Asked for by hand: injected, body, officer and federation would cost more than the search.
    question: Question = await body.asked(request)
    signed: Signed = request.user
    federation: Federation = request.app.state.federation
    return await federation.together(signed.node).check(signed.actor, Check(**structs.asdict(question)))
