"""The least that identifies a wanted person (law.md, *An arrest alert needs*). A bare name identifies nobody.

There are two forms, and one of them is enough: the Arabic one, by the chain of names, and the general one, for people who
have no such chain. Each answers with the fields that it still lacks.
"""

from __future__ import annotations

from mithaq.domain.identity import Identity, NameParts

CHAIN = 3  # names of the chain: given, father, grandfather or family


def lacking(identity: Identity) -> tuple[str, ...]:
    """The fields without which nobody may be sought; empty where either form is complete."""
    arabic, general = arabic_form(identity), general_form(identity)
    return () if not arabic or not general else arabic


def arabic_form(identity: Identity) -> tuple[str, ...]:
    """Three names of the chain, nisba or mother's name, date or year of birth, sex, and one hard datum."""
    parts = _parts(identity)
    chain = any(sum(map(bool, (p.given, p.father, p.grandfather, p.family))) >= CHAIN for p in parts)
    lineage = bool(identity.mother_name) or any(p.nisba or p.family for p in parts)
    hard = (*_numbers(identity), identity.documents, identity.fingerprints, identity.photo)
    return _unmet(
        ("identity.names.parts", chain),
        ("identity.mother_name", lineage),
        ("identity.births", bool(identity.births)),
        ("identity.sex", identity.sex != "unspecified"),
        ("identity.documents", any(hard)),
    )


def general_form(identity: Identity) -> tuple[str, ...]:
    """Family name, given name, sex and birth date with description, fingerprints or document; or a photograph and one
    datum more.
    """
    named = any(p.given and p.family for p in _parts(identity))
    further = (
        *_numbers(identity), identity.documents, identity.fingerprints, identity.births, identity.mother_name,
    )  # fmt: skip
    if named and identity.photo and any(further):
        return ()
    told = (*_numbers(identity), identity.documents, identity.fingerprints, identity.description)
    return _unmet(
        ("identity.names.parts", named),
        ("identity.births", any(birth.day for birth in identity.births)),
        ("identity.sex", identity.sex != "unspecified"),
        ("identity.documents", any(told)),
    )


def _parts(identity: Identity) -> list[NameParts]:
    return [name.parts for name in identity.names if name.parts is not None]


def _numbers(identity: Identity) -> tuple[str, str]:
    return identity.national_number, identity.register_entry


def _unmet(*conditions: tuple[str, bool]) -> tuple[str, ...]:
    return tuple(name for name, met in conditions if not met)
