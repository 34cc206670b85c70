"""Reads the numbers of the house, `house_rules.csv`: what no treaty sets. A malformed one is refused with file and line."""

from __future__ import annotations

from mithaq.domain.law import HouseRule
from mithaq.law.dated import check_earlier
from mithaq.law.malformed import LawMalformed
from mithaq.law.tables import converted, shipped

NAME = "house_rules.csv"
DATED = frozenset({
    "hold_at_post", "child_decision", "transit_hold", "order_longest", "consent_after", "prosecution_word",
    "reply", "wrong_data", "wrong_data_reply", "dispute", "papers_kept",
    "review_answer", "review_urgent", "review_urgent_full", "review_question", "urgent_again", "marker_fresh",
    "remedy_access", "remedy_access_longest", "remedy_correction", "remedy_erasure", "remedy_review", "remedy_not_me",
    "clearance", "hearing", "panel_again", "erasure_receipt", "refused_often", "log_kept",
    "question_wait", "core_data", "question_kept",
})  # fmt: skip
"""Times that begin at an instant and are counted by the number that held then. The program reads every other number as it
stands today, so an earlier one beside it would be a promise that nobody keeps.
"""


def load_house() -> dict[str, HouseRule]:
    """The numbers as shipped, by code. Raises LawMalformed."""
    return read_house(shipped(NAME))


def read_house(text: str) -> dict[str, HouseRule]:
    """The same from the text of the table. Raises LawMalformed."""
    found: dict[str, HouseRule] = {}
    for line, row in converted(NAME, text, HouseRule):
        if row.code in found:
            raise LawMalformed(NAME, line, f"{row.code} stands twice")
        if row.earlier and row.code not in DATED:
            raise LawMalformed(NAME, line, f"{row.code} is read as it stands today: it has no earlier number")
        check_earlier(NAME, line, row.number, row.earlier)
        found[row.code] = row
    return found
