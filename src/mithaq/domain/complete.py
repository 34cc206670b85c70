"""What an alert of a kind needs before anybody may approve it (law.md, *An arrest alert needs*; *Kinds of alert*).

The answer is a list of field names, for people to fill in. A bare name never circulates. Whether what stands there may
circulate is another question: `domain/screening`.
"""

from __future__ import annotations

from mithaq.domain.content import Content, Missing, TravelDocument, Wanted
from mithaq.domain.minimum import lacking


def missing_for(content: Content, owner: str) -> tuple[str, ...]:
    """The fields that this content still lacks; empty when it can be approved."""
    match content:
        case Wanted():
            return (*lacking(content.identity), *_grounds(content), *_penalty(content))
        case Missing():
            return tuple(
                name
                for name, value in (("danger", content.danger), ("report_number", content.report_number))
                if not value.strip()
            )
        case TravelDocument():
            return ("issuer",) if content.issuer != owner else ()
        case _:
            return ()


def _grounds(content: Wanted) -> tuple[str, ...]:
    act, warrant = content.offence, content.warrant
    needed = {
        "warrant.authority": warrant.authority,
        "warrant.number": warrant.number,
        "warrant.date": warrant.date,
        "offence.code": act.code,
        "offence.place": act.place,
        "offence.date": act.date,
        "offence.own_part": act.own_part,
        "offence.provisions": act.provisions,
        "offence.limitation_date": act.limitation_date,
        "proportionality": content.proportionality,
        "earlier_requests": content.earlier_requests,
    }
    missing = tuple(name for name, value in needed.items() if not value.strip())
    return missing if content.undertaking else (*missing, "undertaking")


def _penalty(content: Wanted) -> tuple[str, ...]:
    """The maximum of a charge, or why there is no number; what is left to serve of a sentence."""
    act = content.offence
    if content.warrant.kind == "warrant":
        said = act.maximum_months is not None or act.penalty in ("discretionary", "life", "death")
        return () if said else ("offence.maximum_months",)
    return ("offence.remaining_months",) if act.remaining_months is None else ()
