"""Weigh the evidence that a stored person is the one asked for, in bits, and put it in a class.

Bits add up: every line of the explanation is a log2 likelihood ratio. The parameters are judgements kept in one
place, not learned ones. Pure arithmetic on rounded numbers: the same input gives the same score on every node.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from mithaq.names.compare import ALIKE, NOTHING, Comparison, compare_parts
from mithaq.names.frequency import FrequencyTable
from mithaq.names.parts import Part, parts, spellings, stored_parts
from mithaq.search.births import BirthEvidence, weigh_births
from mithaq.search.exact import normal_document
from mithaq.search.explain import Line
from mithaq.search.port import SearchPerson
from mithaq.search.query import ReadQuery

Klass = Literal["none", "possible", "strong"]

HALF_WAY_BITS = 16.0
"""Evidence at which the shown score is one half: about what tells one person among 65,000."""

BITS_A_STEP = 4.0
"""Bits that double the odds shown: the score is a scale for the eye, not a probability."""

NAME_POSSIBLE = ALIKE
"""Below this comparison score two names are not worth an officer's time: as for single parts."""

NAME_DATED, WELL_DATED = 0.6, 9.0
"""The same when the birth date agrees with at least so many bits: one part of three may then be wrong."""

NAME_STRONG = 0.8
"""For a strong match; less is enough if every part that either side lacks is missing on one side only."""

STRONG_BITS = 22.0
"""Name and full birth date together: محمد علي with the right day reaches 21 and stays possible."""

POSSIBLE_BITS = 16.0
"""Needed when both sides know a birth date: a common name with only the year right is not worth a stop."""

POSSIBLE_UNDATED, NAME_WHOLE = 18.0, 0.85
"""Needed when the stored person has no birth date but the traveller does; a name that fits in all its parts, with at
least this score, needs none."""

POSSIBLE_AGAINST_DATE = 24.0
"""Needed when the dates contradict: only long and rare names outweigh that."""

NAME_CONTRADICTS = 0.4
"""Below this the bearer of the right document is somebody else, or hides the name: an officer has to look."""

CONFLICT = 0.6
"""Cost of parts left over on both sides, as a share of their bits."""

DISORDER_BITS = 1.0
"""Cost of two parts having changed places."""

SURPLUS_BITS = 0.5
"""Cost of each part that only one side has."""

SEX_SAME, SEX_OTHER = 1.0, -6.0
NATIONALITY_SAME, NATIONALITY_OTHER = 2.0, -1.0
"""Many carry several nationalities and lists know few of them: another one says little."""

DOCUMENT_SAME = 20.0


class Scored(Struct, frozen=True):
    """`score` in 0..1 with 4 digits, `bits` the sum of the lines' contributions, `name` the name comparison alone."""

    score: float
    bits: float
    name: float
    klass: Klass
    lines: tuple[Line, ...]


class Scorer:
    """One query, read once, to be weighed against many persons."""

    def __init__(self, query: ReadQuery, frequency: FrequencyTable) -> None:
        self._query = query
        self._frequency = frequency
        self._names = tuple(map(parts, spellings(query.asked.name or "")))
        self._document = normal_document(query.asked.document or "")

    def score(self, person: SearchPerson) -> Scored:
        """All evidence for and against this person."""
        name = self._best_name(person)
        birth = weigh_births(self._query.birth, person.births)
        lines = [*self._name_lines(name), *self._birth_lines(birth, person), *self._other_lines(person)]
        has_document = bool(self._document) and self._document in person.documents
        if has_document and self._names and name.score < NAME_CONTRADICTS:
            lines.append(Line("name.contradicts", self._query.asked.name or "", person.names[0], 0.0))
        bits = round(sum(line.contribution for line in lines), 2)
        klass = self._klass(name, birth, bits, has_document)
        return Scored(_shown(bits), bits, name.score, klass, tuple(lines))

    def _best_name(self, person: SearchPerson) -> Comparison:
        """The stored spelling that fits best; of equals the one that proves more, then the first."""
        best, best_rank = NOTHING, (0.0, 0.0)
        for stored in person.names:
            for two in stored_parts(stored):
                for one in self._names:
                    found = compare_parts(one, two, self._frequency.bits)
                    rank = (found.score, sum(pair.weight for pair in found.pairs))
                    if rank > best_rank:
                        best, best_rank = found, rank
        return best

    def _name_lines(self, name: Comparison) -> list[Line]:
        lines = [
            Line(f"part.{pair.note}", pair.left, pair.right, round(pair.weight * (2 * pair.similarity - 1), 2))
            for pair in name.pairs
        ]
        if not name.pairs:
            return lines
        lines += [Line("part.only_asked", part.original, "", -SURPLUS_BITS) for part in name.unmatched_left]
        lines += [Line("part.only_stored", "", part.original, -SURPLUS_BITS) for part in name.unmatched_right]
        if name.conflict:
            left, right = _written(name.unmatched_left), _written(name.unmatched_right)
            lines.append(Line("parts.conflict", left, right, round(-CONFLICT * name.conflict, 2)))
        if name.disorder:
            lines.append(Line("parts.order", "", "", -DISORDER_BITS * name.disorder))
        return lines

    def _birth_lines(self, birth: BirthEvidence, person: SearchPerson) -> list[Line]:
        if birth.relation == "unknown":
            return []
        return [Line(f"birth.{birth.relation}", self._query.asked.birth or "", ", ".join(person.births), birth.bits)]

    def _other_lines(self, person: SearchPerson) -> list[Line]:
        asked = self._query.asked
        lines = []
        if asked.sex and person.sex:
            same = asked.sex[0].lower() == person.sex[0].lower()
            code, bits = ("sex.same", SEX_SAME) if same else ("sex.other", SEX_OTHER)
            lines.append(Line(code, asked.sex, person.sex, bits))
        if asked.nationality and person.nationalities:
            same = asked.nationality.upper() in {state.upper() for state in person.nationalities}
            code, bits = ("nationality.same", NATIONALITY_SAME) if same else ("nationality.other", NATIONALITY_OTHER)
            lines.append(Line(code, asked.nationality, ", ".join(person.nationalities), bits))
        if self._document and self._document in person.documents:
            lines.append(Line("document.same", asked.document or "", self._document, DOCUMENT_SAME))
        return lines

    def _klass(self, name: Comparison, birth: BirthEvidence, bits: float, has_document: bool) -> Klass:
        """The rules in words: a document or a full date must support a name before it is strong."""
        if has_document:
            return "possible" if self._names and name.score < NAME_CONTRADICTS else "strong"
        enough = NAME_DATED if birth.bits >= WELL_DATED else NAME_POSSIBLE
        if name.score < enough and not self._is_lone_name(name):
            return "none"
        agrees = name.score >= NAME_STRONG or not name.conflict
        if birth.relation == "same_day" and agrees and bits >= STRONG_BITS:
            return "strong"
        return "possible" if bits >= self._needed(name, birth) else "none"

    def _is_lone_name(self, name: Comparison) -> bool:
        """Somebody known by one name only: whoever bears it may be meant."""
        return bool(name.pairs) and all(len(one) == 1 for one in self._names)

    def _needed(self, name: Comparison, birth: BirthEvidence) -> float:
        """Bits below which a namesake is not shown."""
        if birth.bits < 0:
            return POSSIBLE_AGAINST_DATE
        if birth.relation != "unknown":
            return POSSIBLE_BITS
        whole = not (name.unmatched_left or name.unmatched_right) and name.score >= NAME_WHOLE
        return -math.inf if whole or self._query.birth is None else POSSIBLE_UNDATED


def _written(found: Sequence[Part]) -> str:
    return " ".join(part.original for part in found)


def _shown(bits: float) -> float:
    """Bits on a scale from 0 to 1."""
    exponent = max(-60.0, min(60.0, (HALF_WAY_BITS - bits) / BITS_A_STEP))
    return round(1.0 / (1.0 + math.pow(2.0, exponent)), 4)
