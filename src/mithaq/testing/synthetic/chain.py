"""The chain of four: given name, father, grandfather, family; written as each state writes it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from mithaq.domain.identity import NameParts
from mithaq.testing.synthetic.customs import Custom
from mithaq.testing.synthetic.names import NamePart, StateNames

PLANTED = frozenset({"محمد", "عبد القادر"})  # only the planted person carries both


@dataclass(frozen=True, slots=True)
class Chain:
    """Who somebody is by descent. Nobody but the planted person has both names of `PLANTED` in it."""

    sex: Literal["male", "female"]
    given: NamePart
    father: NamePart
    grandfather: NamePart
    family: NamePart

    @property
    def arabic_parts(self) -> NameParts:
        """The parts of the Arabic name."""
        return NameParts(
            given=self.given.arabic,
            father=self.father.arabic,
            grandfather=self.grandfather.arabic,
            family=self.family.arabic,
        )

    def arabic(self, custom: Custom) -> str:
        """The full Arabic name: links of the chain only where the state writes them."""
        link = custom.son if self.sex == "male" else custom.daughter
        parts = self.arabic_parts
        return _joined(parts.given, link, parts.father, custom.son, parts.grandfather, parts.family)

    def latin_parts(self, random: Random) -> NameParts:
        """The parts in Latin letters, each in one of its usual spellings."""
        return NameParts(
            given=self.given.spelled(random),
            father=self.father.spelled(random),
            grandfather=self.grandfather.spelled(random),
            family=self.family.spelled(random),
        )

    def latin(self, custom: Custom, parts: NameParts) -> str:
        """The full name in Latin letters, as that state's passports show it."""
        link = custom.latin_son if self.sex == "male" else custom.latin_daughter
        if custom.short_latin:
            return _joined(parts.given, link, parts.father, parts.family)
        return _joined(parts.given, link, parts.father, custom.latin_son, parts.grandfather, parts.family)


def draw_chain(random: Random, names: StateNames, women: float) -> Chain:
    """A chain by the frequencies of the state; a share of `women` (0 to 1) are women.

    Nobody is named like his own father.
    """
    while True:
        woman = random.random() < women
        given = (names.women if woman else names.men).draw(random)
        father, grandfather, family = (
            names.men.draw(random),
            names.men.draw(random),
            names.families.draw(random),
        )
        if father.arabic in (given.arabic, grandfather.arabic):
            continue
        carried = {given.arabic, father.arabic, grandfather.arabic, family.arabic}
        if not carried.issuperset(PLANTED):
            return Chain("female" if woman else "male", given, father, grandfather, family)


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)
