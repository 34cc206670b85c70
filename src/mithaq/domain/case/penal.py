"""One act under the penal laws of two states: punishable in both, and by how much. *Met*, *not met* or *arguable*.

What is known of a law is a row of `penalties.csv`; of the requesting state's also what its request says of its own law.
An empty penalty, or none at all, is *arguable*: of the requested state always, of the requesting state unless its request
states the penalty. Jordan's Court of Cassation refused where the law leaves the penalty to the court without fixed limits
(law.md, *Court practice*): a discretionary penalty is never silently enough, and neither is one that nobody knows.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from mithaq.domain.content import Offence
from mithaq.domain.instrument import Result
from mithaq.domain.offence import OffenceKind, Penalties, Term, class_of, term

Answer = tuple[Result, str]


class Act(Struct, frozen=True):
    """The act as charged, between these states, by a person of these nationalities; and what is known of penalties."""

    requesting: str
    requested: str
    offence: Offence
    nationalities: tuple[str, ...]
    offences: Mapping[str, OffenceKind]
    penalties: Penalties

    def term(self, state: str) -> Term:
        """The longest imprisonment that this state's law carries for the act."""
        return term(self.penalties, state, self.offence.code)


def punishable_in_both(act: Act) -> Answer:
    """Dual criminality. Where only the requesting state punishes the act, Riyadh 40(b) and (d) still let its own
    nationals go, and those of a party whose law has the penalty: then a person decides.
    """
    klass = class_of(act.offences, act.offence.code)
    if klass in (None, "excluded"):
        return "arguable", "offence_excluded" if klass else "offence_unknown"
    if act.term(act.requesting) == 0:
        return "not_met", "not_punishable_there"
    here = act.term(act.requested)
    if here == "unknown":
        return "arguable", "requested_law_decides"
    if here == 0:
        return _exception(act)
    if act.offence.maximum_months is None and act.term(act.requesting) == "unknown":
        return "arguable", "requesting_law_unknown"
    return "met", "punishable_in_both"


def reached_in_one(act: Act, months: int) -> Answer:
    """A maximum of so many months "in the law of either party" (Riyadh 40 a). Where the two laws fall on either side
    of the threshold, *either* may mean one of them or each of them, and a person decides.
    """
    there, here = act.offence.maximum_months, act.term(act.requested)
    if there is None:
        return "arguable", "penalty_discretionary"
    if act.term(act.requesting) not in (there, "unknown"):
        return "arguable", "penalty_differs"
    if here == "unknown":
        return "arguable", "requested_law_decides"
    if here == "discretionary":
        return ("arguable", "penalty_discretionary") if there >= months else ("not_met", "below_threshold")
    reached = (there >= months, here >= months)
    if all(reached):
        return "met", "reached"
    return ("arguable", "one_law_below") if any(reached) else ("not_met", "below_threshold")


def reached_in_both(act: Act, months: int) -> Answer:
    """A maximum of at least so many months in each of the two laws."""
    there, here = act.offence.maximum_months, act.term(act.requested)
    known = [term for term in (there, here) if isinstance(term, int)]
    if any(term < months for term in known):
        return "not_met", "below_threshold"
    if there is None or here == "discretionary":
        return "arguable", "penalty_discretionary"
    if act.term(act.requesting) not in (there, "unknown"):
        return "arguable", "penalty_differs"
    return ("arguable", "requested_law_decides") if here == "unknown" else ("met", "reached")


def _exception(act: Act) -> Answer:
    if not act.nationalities:
        return "arguable", "nationality_unknown"
    if act.requesting in act.nationalities:
        return "arguable", "national_of_requesting"
    if any(act.term(state) not in (0, "unknown") for state in act.nationalities):
        return "arguable", "national_of_a_party"
    if any((state, act.offence.code) in act.penalties and act.term(state) != 0 for state in act.nationalities):
        return "arguable", "national_law_unknown"
    return "not_met", "not_punishable"
