"""Several states ask for one person (Riyadh 46): whose request comes first, and why. A suggestion for a person to decide.

The order stands in the pack (`Instrument.ranking`). What is not known never ranks anybody silently: it makes the answer
*arguable*, and so do different offences, where circumstances, gravity and place decide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct

from mithaq.domain.instrument import Rank, Ranking


class Competing(Struct, frozen=True):
    """One of the requests. `harmed`: whether its state's interests were harmed; None where nobody has said so.

    `offence_state`: where the act was committed, empty if not known. `nationalities` are those at the time of the act.
    """

    case: str
    requesting: str
    received_at: str
    offence_state: str = ""
    nationalities: tuple[str, ...] = ()
    harmed: bool | None = None


class Ranked(Struct, frozen=True):
    """Case ids, the first one first. `reasons`: the codes of the rules that told each from the next, or of what is not
    known. `result`: *arguable* wherever a person has to weigh something.
    """

    order: tuple[str, ...]
    reasons: tuple[str, ...]
    result: Literal["met", "arguable"]


def rank(requests: Sequence[Competing], ranking: Ranking | None, *, same_offence: bool) -> Ranked:
    """The requests in the order of the pack. Without a rule, or for different offences, as they were received."""
    by_receipt = sorted(requests, key=lambda one: (one.received_at, one.case))
    if ranking is None or not same_offence:
        reason = "no_rule" if ranking is None else "different_offences"
        return Ranked(tuple(one.case for one in by_receipt), (reason,), "arguable")
    ranked = sorted(by_receipt, key=lambda one: tuple(_value(one, step) for step in ranking.order))
    reasons: list[str] = []
    for one, other in pairwise(ranked):
        reasons += [code for code in _telling(one, other, ranking.order) if code not in reasons]
    unsure = any(code.endswith("_unknown") or code == "equal" for code in reasons)
    return Ranked(tuple(one.case for one in ranked), tuple(reasons), "arguable" if unsure else "met")


def _telling(one: Competing, other: Competing, order: tuple[Rank, ...]) -> list[str]:
    """What of the order tells the first from the other, after what could have and is not known."""
    found: list[str] = []
    for step in order:
        if None in (_KNOWN[step](one), _KNOWN[step](other)):
            found.append(f"{step}_unknown")
        elif _value(one, step) != _value(other, step):
            return [*found, step]
    return [*found, "equal"]


def _value(one: Competing, step: Rank) -> tuple[bool, str]:
    """Sorts whom the step prefers first; what is not known prefers nobody."""
    known = _KNOWN[step](one)
    return (not isinstance(known, str) and not known, known if isinstance(known, str) else "")


_KNOWN: Mapping[Rank, Callable[[Competing], bool | str | None]] = {
    "harmed": lambda one: one.harmed,
    "place": lambda one: one.requesting == one.offence_state if one.offence_state else None,
    "nationality": lambda one: one.requesting in one.nationalities if one.nationalities else None,
    "first": lambda one: one.received_at or None,
}
"""What is known of a request for each step of an order: yes, no, an instant, or None."""
