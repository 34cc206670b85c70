"""What an alert of a kind needs before anybody may approve it (law.md, *An arrest alert needs*; *Kinds of alert*).

The answer is a list of field names, for people to fill in. A bare name never circulates.
"""

from __future__ import annotations

from mithaq.domain.content import Content, Missing, TravelDocument, Wanted
from mithaq.domain.identity import Identity

MIN_MONTHS_PROSECUTION = 24  # INTERPOL's threshold: 2 years for prosecution
MIN_MONTHS_SENTENCE = 6  # and 6 months remaining for a sentence


def missing_for(content: Content, owner: str) -> tuple[str, ...]:
    """The fields that this content still lacks; empty when it can be approved."""
    match content:
        case Wanted():
            return (*_identity(content.identity), *_grounds(content), *_threshold(content))
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


def _identity(identity: Identity) -> tuple[str, ...]:
    """Three names of the chain, nisba or mother's name, date or year of birth, sex, and one hard datum."""
    parts = [name.parts for name in identity.names if name.parts is not None]
    chain = any(sum(map(bool, (p.given, p.father, p.grandfather, p.family))) >= 3 for p in parts)
    lineage = bool(identity.mother_name) or any(p.nisba or p.family for p in parts)
    hard = (
        identity.national_number,
        identity.register_entry,
        identity.documents,
        identity.photo,
        identity.description,
    )
    return tuple(
        name
        for name, met in (
            ("identity.names.parts", chain),
            ("identity.mother_name", lineage),
            ("identity.births", bool(identity.births)),
            ("identity.sex", identity.sex != "unspecified"),
            ("identity.documents", any(hard)),
        )
        if not met
    )


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


def _threshold(content: Wanted) -> tuple[str, ...]:
    """The penalty, where it is known. A discretionary penalty (none stated) is arguable: the reviewers decide."""
    act = content.offence
    if content.warrant.kind == "warrant":
        low = act.maximum_months is not None and act.maximum_months < MIN_MONTHS_PROSECUTION
        return ("offence.maximum_months",) if low else ()
    enough = act.remaining_months is not None and act.remaining_months >= MIN_MONTHS_SENTENCE
    return () if enough else ("offence.remaining_months",)
