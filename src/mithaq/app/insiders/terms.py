"""What of a question goes into its log line as keyed hashes: the whole of it, then each part of the name and each number.

Parts are the consonant skeletons of `names/keys.py`, so that a name asked for in Latin letters meets the same name in
Arabic ones: who changes the script does not become somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable

from mithaq.names.keys import skeletons
from mithaq.names.parts import stored_parts


def terms_of(name: str, numbers: Iterable[str]) -> list[str]:
    """The terms of one question; the first stands for who or what was asked for, whatever the order of the words."""
    asked = [number for number in numbers if number]
    parts = name_terms(name)
    if not parts and not asked:
        return []
    return [whole_term(parts) if parts else f"={asked[0]}", *parts, *asked]


def name_terms(name: str) -> list[str]:
    """The parts of a name as terms, each once; those of every spelling that it is written in."""
    every = (skeletons(part.core)[0] for spelling in stored_parts(name) for part in spelling)
    return list(dict.fromkeys(every))


def whole_term(parts: Iterable[str]) -> str:
    """The term for all parts together."""
    return "=" + " ".join(sorted(parts))


def family_term(name: str) -> str:
    """The term of the last part of a name; empty where there is none."""
    parts = name_terms(name)
    return parts[-1] if parts else ""
