"""Of each candidate, how many people are expected to bear so similar a name: what an officer must know before acting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mithaq.app.findable import gregorian
from mithaq.domain.identity import Identity
from mithaq.names.census import Census
from mithaq.names.namesakes import Namesakes, namesakes
from mithaq.names.parts import Part, stored_parts
from mithaq.search.births import read_birth
from mithaq.search.explain import Line

_SAME = frozenset({"part.same", "part.script", "part.spelling", "part.joined"})
"""Lines of an explanation in which a part of the name answers to another; an initial tells too little."""


def of_candidate(
    census: Census, identity: Identity, explanation: Sequence[Line], birth: str, sex: str, today: int
) -> Namesakes | None:
    """Namesakes among the alert's own people, by the parts of the name that answered to the question.

    `birth` and `sex` as they were asked, `today` the year it is. A year counts only if both sides agree on it; without
    an explanation (found by a number) the first stored name counts as a whole. The people are those of the first
    nationality that is one of the 22, or of all 22 where none is known; None for people of other states.
    """
    known = [code for code in identity.nationalities if code in census.states]
    if identity.nationalities and not known:
        return None
    agreed = _agreed(identity, {word for line in explanation if line.code in _SAME for word in line.right.split()})
    one_sex = identity.sex if identity.sex != "unspecified" else sex
    return namesakes(census, agreed, known[0] if known else "", one_sex, _shared_year(birth, identity), today)


def _agreed(identity: Identity, words: Iterable[str]) -> tuple[Part, ...]:
    """The parts of the stored spelling that holds most of these words, as far as they hold them, in its order."""
    said = frozenset(words)
    spelled = [parts for name in identity.names for parts in stored_parts(name.full)]
    if not spelled:
        return ()
    kept = [tuple(part for part in parts if said.issuperset(part.original.split())) for parts in spelled]
    return max(kept, key=len) or spelled[0]


def _shared_year(asked: str, identity: Identity) -> int | None:
    """The year of birth that the question and the alert have in common, if it is one."""
    one = read_birth(asked)
    if one is None or one.first != one.last:
        return None
    stored = (read_birth(text) for birth in identity.births for text in gregorian(birth))
    return one.first if any(two and two.first <= one.first <= two.last for two in stored) else None
