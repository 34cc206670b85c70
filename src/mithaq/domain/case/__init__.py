"""The detention case: `decide` what may be said, `evolve` what was said, `status` how it stands
(house.md).
"""

from mithaq.domain.case.case import Case
from mithaq.domain.case.decide import Command, Statement, decide, findings
from mithaq.domain.case.events import CASE_EVENTS
from mithaq.domain.case.fold import evolve
from mithaq.domain.case.states import TRANSITIONS, CaseState, Clock, Move, Party
from mithaq.domain.case.view import CaseView, due_lapses, status

__all__ = [
    "CASE_EVENTS",
    "TRANSITIONS",
    "Case",
    "CaseState",
    "CaseView",
    "Clock",
    "Command",
    "Move",
    "Party",
    "Statement",
    "decide",
    "due_lapses",
    "evolve",
    "findings",
    "status",
]
