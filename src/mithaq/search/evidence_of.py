"""Why two persons may be one: the same kernels as the search, asked to show their work."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from mithaq.names.parts import Part, stored_parts
from mithaq.search.asked import Question
from mithaq.search.births import RELATIONS
from mithaq.search.classes import CLASSES, Klass, shown
from mithaq.search.explain import Line
from mithaq.search.kernels.align import alignment
from mithaq.search.kernels.births import UNKNOWN
from mithaq.search.kernels.heard import memory
from mithaq.search.kernels.question import MOST_PARTS
from mithaq.search.kernels.room import scratch
from mithaq.search.kernels.score import BITS, CLASS, FIT, RELATION, Work, desk, score_row
from mithaq.search.live import Live
from mithaq.search.part_lines import part_lines
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery, ReadQuery, read_query
from mithaq.search.rows import MOST_BIRTHS
from mithaq.search.scales import Scales

DOCUMENT_SAME = 20.0
"""Bits of the same document number: numbers are mistyped, and lost papers are used by others."""

PAIRS = 64
"""Pairs of parts that are remembered while two persons are compared."""

FIT_CONTRADICTS = 400
"""Below this fit of the names the bearer of the right document is somebody else, or hides the name: an officer looks."""


class Explained(Struct, frozen=True):
    """`score` in 0..1 for the eye, `bits` of evidence, `fit` of the names in 0..1000, and what the bits come from."""

    score: float
    bits: float
    klass: Klass
    fit: int
    lines: tuple[Line, ...]


NOTHING = Explained(0.0, 0.0, "none", 0, ())


def explain(query: PersonQuery, person: SearchPerson, scales: Scales) -> Explained:
    """The evidence that `person` is the one asked for, by the spelling and birth date that say most.

    The bits are those of the search, and those of a document. Raises Refusal ``name.too_long``, ``query.birth``.
    """
    read = read_query(query)
    found = _best(read, person, scales)
    number = query.document or ""
    if not number or number not in person.documents:
        return found
    lines = [*found.lines, Line("document.same", number, number, DOCUMENT_SAME)]
    contradicts = bool(read.names) and found.fit < FIT_CONTRADICTS
    if contradicts:
        lines.append(Line("name.contradicts", query.name or "", person.names[0] if person.names else "", 0.0))
    bits = round(found.bits + DOCUMENT_SAME, 2)
    return Explained(shown(bits), bits, "possible" if contradicts else "strong", found.fit, tuple(lines))


def _best(read: ReadQuery, person: SearchPerson, scales: Scales) -> Explained:
    live = Live(scales.rows)
    live.add([person])
    segment = live.segment()
    births = max(1, len(segment.number) // max(1, len(_stored(person))))
    asking = Question(scales.rows)
    memo, work = memory(len(segment.words.kind), PAIRS, 1, 1), Work(scratch(0), desk(), alignment())
    best, most = NOTHING, (0, 0)
    for name in read.names:
        question = asking.ask(name, read.birth, read.asked.sex or "", read.asked.nationality or "")
        for row in range(len(segment.number)):
            score_row(segment, row, question, scales.sounds, scales.evidence, False, False, memo, work)
            result = work.desk.result.tolist()
            if best is NOTHING or (result[BITS], result[FIT]) > most:
                most = (result[BITS], result[FIT])
                lines = part_lines(name[:MOST_PARTS], _stored(person)[row // births], work.out, scales.evidence)
                best = _explained(read.asked, person, result, lines, scales)
    return best


def _stored(person: SearchPerson) -> list[tuple[Part, ...]]:
    """The spellings in the order of the rows, as long as they are compared."""
    return [read[:MOST_PARTS] for name in person.names for read in stored_parts(name)]


def _explained(
    query: PersonQuery, person: SearchPerson, result: Sequence[int], lines: list[Line], scales: Scales
) -> Explained:
    births = ", ".join(person.births[:MOST_BIRTHS])
    relation = result[RELATION]
    if relation != UNKNOWN:
        weight = int(scales.evidence.births[relation]) / 100
        lines.append(Line(f"birth.{RELATIONS[relation]}", query.birth or "", births, weight))
    lines += _other_lines(query, person, scales)
    bits = result[BITS] / 100
    return Explained(shown(bits), bits, CLASSES[result[CLASS]], result[FIT], tuple(lines))


def _other_lines(query: PersonQuery, person: SearchPerson, scales: Scales) -> list[Line]:
    evidence, lines = scales.evidence, []
    if query.sex and person.sex:
        same = query.sex[0].lower() == person.sex[0].lower()
        code, bits = ("sex.same", evidence.sex_same) if same else ("sex.other", evidence.sex_other)
        lines.append(Line(code, query.sex, person.sex, bits / 100))
    if query.nationality and person.nationalities:
        same = query.nationality.upper() in {state.upper() for state in person.nationalities}
        code = "nationality.same" if same else "nationality.other"
        bits = evidence.nationality_same if same else evidence.nationality_other
        lines.append(Line(code, query.nationality, ", ".join(person.nationalities), bits / 100))
    return lines
