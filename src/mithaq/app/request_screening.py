"""The screening beside a case: what it finds in the request, and in the memorandum once the file is here.

For the officers of both parties to read. Whether the person is detained or handed over, people decide.
"""

from __future__ import annotations

from mithaq.app import cases, screening
from mithaq.app.issue import require
from mithaq.app.node import Actor, Node
from mithaq.app.screening import Screened
from mithaq.domain.case.papers import DetentionRequest, ExtraditionFile
from mithaq.domain.errors import Refusal


def of_case(node: Node, actor: Actor, subject: str) -> Screened:
    """The findings today. Raises NotFound, Forbidden; Refusal ``review.payload_not_here`` before the request has arrived."""
    page = cases.read(node, actor, subject)
    require(node, actor, "screening.read", page.relation, str(page.case.state))
    papers = [step.paper for step in page.steps if not step.void]
    asked = next((paper for paper in papers if isinstance(paper, DetentionRequest)), None)
    if asked is None:
        raise Refusal("review.payload_not_here", "payload")
    memorandum = next((paper.memorandum for paper in reversed(papers) if isinstance(paper, ExtraditionFile)), "")
    return screening.of_request(node, page.case.requesting, page.case.alert, asked, memorandum)
