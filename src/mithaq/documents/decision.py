"""A decision of a court, a prosecutor or a minister: the outcome, its ground, and the reasons in full.

Written for every decision alike: a new kind of decision shows the fields of its body by their words, without a new page.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from msgspec import structs

from mithaq.documents import facts
from mithaq.documents.basis import basis
from mithaq.documents.blocks import Block, Fields, Heading, Note, Passage, Prose, Row, Two, Value, code, own
from mithaq.documents.requests import not_here
from mithaq.documents.source import Source
from mithaq.domain.case.clocks import instant
from mithaq.domain.case.events import CaseBody
from mithaq.domain.case.guards_person import appeal_ends
from mithaq.domain.case.papers import Note as NotePaper
from mithaq.domain.case.papers import Reasons
from mithaq.domain.case.said import Said
from mithaq.domain.case.states import TRANSITIONS, CaseState
from mithaq.domain.events import Event
from mithaq.domain.footing import footing

FREEING = frozenset(
    (row.event, row.when)
    for rows in TRANSITIONS.values()
    for row in rows
    if row.to == CaseState.RELEASE_DUE and row.when
)
"""Decisions by their outcome after which the person is to be released, if he is held for this request."""
# Bodies name instants, days, codes of tests and papers; each kind has a way of its own to be shown.
GROUPS = {"clock": "clock", "missing": "paper", "papers": "paper", "decided": "test", "reasons": "rank"}


def decision(source: Source) -> list[Block]:
    """The page of one decision."""
    say, event, paper = source.tongues, source.step.event, source.step.paper
    blocks: list[Block] = [Prose(say.say(
        "In the case of %(requesting)s against the person named here, the following was decided.",
        requesting=say.member(source.case.requesting),
    ))]  # fmt: skip
    rows = [Row(say.say("Decision"), (say.word("event", event.type), *_outcome(source, event)))]
    if isinstance(paper, Reasons):
        rows += [Row(say.say("Decided by"), own(paper.authority)), Row(say.say("Number"), code(paper.number))]
    rows += [Row(say.say("The person"), name(source))]
    rows += body_rows(source, event, leave=frozenset({"outcome"}))
    blocks += [Heading(say.say("The decision")), *facts.table(rows), Heading(say.say("Reasons"))]
    text = paper.reasons if isinstance(paper, Reasons) else paper.text if isinstance(paper, NotePaper) else ""
    written = own(text)
    if written:
        blocks.append(Passage(say.say("As written"), written[0]))
    elif event.payload and paper is None:
        blocks.append(not_here(source))
    else:
        blocks.append(Note(say.say("No reasons are stated."), "warn"))
    blocks += _meaning(source, event)
    return [*blocks, basis(source)]


def name(source: Source) -> tuple[Value, ...]:
    """The primary name, where the request is held here."""
    asked = source.asked
    return own(asked.identity.primary.full) if asked is not None else ()


def body_rows(source: Source, event: Event, leave: frozenset[str] = frozenset()) -> list[Row]:
    """Every field of a statement's body with its word, in the order of its shape."""
    shown = [field.name for field in structs.fields(type(event.body)) if field.name not in leave]
    return [
        Row(_label(source, field), _shown(source, field, getattr(event.body, field)))
        for field in shown
    ]  # fmt: skip


def _label(source: Source, field: str) -> Two:
    """The word of a field; the console's word for `decided` speaks to the prosecutor who fills the form in."""
    return (
        source.tongues.say("Arguable tests, decided in person")
        if field == "decided"
        else source.tongues.word("body", field)
    )


def _shown(source: Source, field: str, value: Any) -> tuple[Value, ...]:
    say = source.tongues
    found: tuple[Value, ...]
    match value:
        case bool():
            found = (say.yes(value),)
        case tuple() | list():
            found = tuple(one for item in value for one in _shown(source, field, item))
        case str() if not value:
            found = ()
        case str() if field == "ground":
            found = ground(source, value)
        case str() if field.endswith("_at") or field in {"held_from", "until"}:
            found = say.when(value)
        case str() if field == "day":
            found = say.day(value)
        case str() if field in {"to", "towards", "requested", "requesting"}:
            found = (say.member(value),)
        case str() if field == "instrument":
            found = (say.instrument(value),)
        case _:
            word = say.word(GROUPS.get(field, "option"), str(value))
            found = code(str(value)) if word.ar == str(value) else (word,)
    return found


def ground(source: Source, key: str) -> tuple[Value, ...]:
    """A coded ground with its article, whether it binds, and whether that is confirmed."""
    say, found = source.tongues, source.law.grounds.get(key)
    if found is None:
        return code(key)
    binding = say.say("a mandatory ground") if found.mandatory else say.say("an optional ground")
    return (say.ground(key), *_footing(source, key), binding)


def _footing(source: Source, key: str) -> Iterator[Two]:
    """On what the ground rests: never the number of another treaty without its name, and never silence."""
    say, rests = source.tongues, footing(source.law, key, source.case.instrument)
    if not rests.known:
        yield say.say("no article known: confirm against the official text")
        return
    if rests.article:
        yield say.say("Article %(n)s", n=rests.article)
    if rests.treaty:
        yield Two(rests.treaty.ar, rests.treaty.within(say.other))
    if rests.house:
        yield say.say("the floor (house rule)") if not rests.article else say.say("House rule of Mithaq")
    elif not rests.confirmed:
        yield say.say("confirm against the official text")


def _outcome(source: Source, event: Event) -> tuple[Value, ...]:
    outcome = str(getattr(event.body, "outcome", ""))
    return (source.tongues.word("option", outcome),) if outcome else ()


def _meaning(source: Source, event: Event) -> list[Block]:
    """What follows for the person. Nobody is released who was never held."""
    say = source.tongues
    outcome = str(getattr(event.body, "outcome", ""))
    freed = (event.type, outcome) in FREEING and source.case.release_due_at
    if freed or (event.type == "detention.refused" and source.case.held_from):
        return [Note(say.say("The person is to be released at once. No later statement reverses this."), "good")]
    if (event.type, outcome) == ("court.decided", "granted"):
        appeal = say.say(
            "The person may appeal as the law of the deciding state allows, and is to be told how and until when."
        )
        return [Note(appeal, "plain"), *_appeal(source, event)]
    return []


def _appeal(source: Source, event: Event) -> list[Block]:
    """The last day of the appeal, where it is known how long it is; a later decision of the court has days of its own."""
    say, case, law = source.tongues, source.case, source.law
    said = (
        Said(event.type, event.member, event.subject, event.body, event.at)
        if isinstance(event.body, CaseBody)
        else None
    )
    ends = instant(appeal_ends(case, law)) if said is not None and said.when == case.court_at else None
    if ends is None:
        return []
    day = say.day((ends.astimezone(say.zone) - timedelta(milliseconds=1)).date())
    unsure = () if law.procedures[case.requested].confirmed else (say.say("confirm against the official text"),)
    return [Fields((Row(say.say("The person may appeal up to the end of"), (*day, *unsure)),))]
