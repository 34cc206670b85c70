"""No transit while the state passed through wants the same person itself (Riyadh 54): a question for its prosecutor.

Whether it is the same person no machine decides. Who permits the passage, or admits after a landing, names the question as
decided and says why; or refuses on the ground that the person is wanted here.
"""

from __future__ import annotations

from mithaq.domain.case.rules import Finding
from mithaq.domain.instrument import Instrument, Words

WANTED = "wanted_here"


SAYS = Words(
    "لا مرور ما دامت دولة المرور نفسها تطلب الشخص ذاته.",
    "No transit while the state passed through wants the same person itself.",
    "Pas de transit tant que l'État traversé recherche lui-même la personne.",
)


def finding(instrument: Instrument) -> Finding:
    """What is asked where an alert or a case of the transit state may be about the person."""
    rule = instrument.rule("transit")
    article, confirmed = (rule.article, rule.confirmed) if rule is not None else ("", True)
    return Finding(WANTED, article, "arguable", "wanted_by_transit_state", SAYS, confirmed)
