"""The border check: never leaves the node, needs a purpose, and is answered only once its log line is on disk.

Main path, steps 4 and 5.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from msgspec import Struct, structs

from mithaq.app import namesakes
from mithaq.app.candidates import RANK, Candidate, Klass, Met, candidates, met, numbers
from mithaq.app.clearances import cleared, remember
from mithaq.app.foreign import note
from mithaq.app.insiders.terms import terms_of
from mithaq.app.issue import require
from mithaq.app.log import Said, write_lines
from mithaq.app.node import OPERATOR, Actor, Node
from mithaq.app.orders_current import not_current_since
from mithaq.app.own_say.first import first
from mithaq.app.own_say.hidden import is_kept_from_checks
from mithaq.app.ports.store import Reader
from mithaq.app.unheard import check_answering
from mithaq.domain import content as contents
from mithaq.domain import countries, mrz
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.domain.mrz import Mrz
from mithaq.search.exact import normal_document, normal_plate, normal_serial
from mithaq.search.index import Index
from mithaq.search.query import PersonQuery


class Check(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What an officer asks. At least one of name, document, plate, serial and mrz; always a purpose.

    `clearance` is the number of a certificate that the traveller is not the person sought, typed or scanned: it is looked
    at where somebody is found, and finds nobody. `birth` is ISO text, partial if need be.
    `mrz` is the machine-readable zone as scanned, lines joined by newlines.
    """

    purpose: str
    name: str = ""
    birth: str = ""
    sex: str = ""
    nationality: str = ""
    document: str = ""
    plate: str = ""
    serial: str = ""
    mrz: str = ""
    clearance: str = ""


class Staleness(Struct, frozen=True):
    """How fresh one origin's data are here: events held, and when this node last heard from it."""

    member: str
    seq: int
    heard_at: str


class Answer(Struct, frozen=True):
    """The answer to one check. `klass` is the strongest class among the candidates. `orders_not_current_since`: empty, or
    since when this node may lack a freeze or another order of the commission or the Secretariat (`app.orders_current`).
    """

    klass: Klass
    candidates: tuple[Candidate, ...]
    staleness: tuple[Staleness, ...]
    log_line: int
    at: str
    orders_not_current_since: str = ""


def check(node: Node, actor: Actor, question: Check) -> Answer:
    """Look for the person or object. Raises Refusal: ``check.no_purpose``, ``check.no_officer``, ``check.empty``, ``mrz.*``,
    ``name.*``, ``forbidden``; StoreFault when the log line cannot be written, and then nothing is answered.
    """
    (answer,) = check_together(node, [(actor, question)])
    if isinstance(answer, Refusal):
        raise answer
    return answer


def check_together(node: Node, questions: Sequence[tuple[Actor, Check]]) -> list[Answer | Refusal]:
    """The answers to questions that came at the same time, in their order: one snapshot, and one fsync for all lines.

    What refuses one question does not touch the others. Raises StoreFault; then nothing is answered.
    """
    now = text(node.now())
    sound = [_sound(node, *question) for question in questions]
    if all(isinstance(one, Refusal) for one in sound):
        return [one for one in sound if isinstance(one, Refusal)]
    with node.searching.asked(node.store, lambda index: [_met(index, one) for one in sound]) as (reader, met):
        staleness = _staleness(node, reader)
        since = not_current_since(node, reader, node.now())
        found = [
            one if isinstance(one, Refusal) else _looked_up(node, reader, actor, *one, staleness, now)
            for (actor, _), one in zip(questions, met, strict=True)
        ]
    said = [one[1] for one in found if not isinstance(one, Refusal)]
    if not said:
        return [one for one in found if isinstance(one, Refusal)]
    with node.store.write() as tx:
        for (actor, _), one in zip(questions, found, strict=True):
            if not isinstance(one, Refusal):
                remember(tx, actor, one[0].candidates, now)
                note(node, tx, actor, [met.alert for met in one[0].candidates], now)
                node.checked[one[0].klass] = node.checked.get(one[0].klass, 0) + 1  # one writer at a time counts
        numbers = (row.number for row in write_lines(node, tx.desk, said))
        return [
            one
            if isinstance(one, Refusal)
            else structs.replace(one[0], log_line=next(numbers), orders_not_current_since=since)
            for one in found
        ]


def _met(index: Index, asked: Check | Refusal) -> tuple[Check, Met] | Refusal:
    """What the index knows of what is asked, or why it cannot say."""
    if isinstance(asked, Refusal):
        return asked
    try:
        return asked, met(index, _person(asked), numbers(asked.document, asked.plate, asked.serial))
    except Refusal as refusal:
        return refusal


def _looked_up(
    node: Node, reader: Reader, actor: Actor, asked: Check, found: Met, staleness: tuple[Staleness, ...], now: str
) -> tuple[Answer, Said]:
    """The answer but for its place in the log, and what the log will say."""
    shown = candidates(node, reader, _person(asked), found, now)
    shown = [one for one in shown if not is_kept_from_checks(node, reader, one.alert)]
    shown = cleared(node, reader, _person(asked), asked.clearance, shown, now)
    shown = [_with_namesakes(node, asked, candidate) for candidate in first(node, reader, shown)]
    none: Klass = "none"
    klass = max((c.klass for c in shown), key=RANK.__getitem__, default=none)
    secret = {"asked": asked, "found": [(c.entry, c.klass, c.score) for c in shown]}
    said = Said(actor, "check", asked.purpose, "", tuple(_terms(asked)), secret, klass)
    return Answer(klass, tuple(shown), staleness, 0, now), said


def _sound(node: Node, actor: Actor, question: Check) -> Check | Refusal:
    """The question as it will be looked up, or why it will not."""
    try:
        return _checked(node, actor, question)
    except Refusal as refusal:
        return refusal


def _checked(node: Node, actor: Actor, question: Check) -> Check:
    require(node, actor, "check")
    check_answering(node)
    if question.purpose not in node.law.purposes:
        raise Refusal("check.no_purpose", "purpose")
    if actor.role == OPERATOR and not node.demo:
        raise Refusal(
            "check.no_officer", "officer"
        )  # law.md, *Log*: every search has an officer, and a login is one's own
    asked = _with_zone(question, node)
    if not _is_whole(asked.name):
        raise Refusal("check.invalid", "name")  # half a character: no log could hold it
    if not _says_anything(asked):
        raise Refusal("check.empty", "name")
    if asked.birth:
        contents.iso_date(asked.birth, "birth")
    return asked


def _is_whole(text: str) -> bool:
    """Whether no character of it is half of one."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _says_anything(asked: Check) -> bool:
    """Whether there is a letter to look for, or a number: what says nothing must not read as *nobody*."""
    exact = numbers(asked.document, asked.plate, asked.serial)
    return any(map(str.isalnum, asked.name)) or any((exact.document, exact.plate, exact.serial))


def _person(asked: Check) -> PersonQuery:
    return PersonQuery(
        name=asked.name or None,
        birth=asked.birth or None,
        sex=asked.sex or None,
        nationality=asked.nationality or None,
        document=normal_document(asked.document) or None,
    )


def _with_zone(question: Check, node: Node) -> Check:
    """The question with what its machine-readable zone says; typed fields win over scanned ones."""
    if not question.mrz.strip():
        return question
    zone = mrz.parse(question.mrz, today=node.now().date())
    return structs.replace(
        question,
        name=question.name or _names_in(zone),
        birth=question.birth or (str(zone.birth) if zone.birth else ""),
        sex=question.sex or ("" if zone.sex == "unspecified" else zone.sex),
        nationality=question.nationality or countries.from_three(zone.nationality) or zone.nationality,
        document=question.document or zone.number,
    )


def _names_in(zone: Mrz) -> str:
    """The zone's name, and beside it what it says in Arabic where it is written in the ICAO X scheme."""
    latin = f"{zone.given_names} {zone.surname}".strip()
    return f"{latin}; {zone.arabic_name}" if zone.arabic_name else latin


def _terms(asked: Check) -> list[str]:
    numbers = (normal_document(asked.document), normal_plate(asked.plate), normal_serial(asked.serial))
    return terms_of(asked.name, numbers)


def _with_namesakes(node: Node, asked: Check, candidate: Candidate) -> Candidate:
    if candidate.identity is None:
        return candidate
    found = namesakes.of_candidate(
        node.census(), candidate.identity, candidate.explanation, asked.birth, asked.sex, node.now().year
    )
    return structs.replace(candidate, namesakes=found)


def _staleness(node: Node, reader: Reader) -> tuple[Staleness, ...]:
    heads = reader.journal.heads()
    return tuple(
        Staleness(member, heads[member].seq if member in heads else 0, node.last_contact.get(member, ""))
        for member in node.peers
    )


def from_json(body: bytes) -> Check:
    """A question as it comes over a socket. Raises Refusal ``check.invalid`` naming the field."""
    try:
        return msgspec.json.decode(body, type=Check)
    except (msgspec.DecodeError, msgspec.ValidationError) as problem:
        raise Refusal("check.invalid", contents.field_of(problem)) from None
