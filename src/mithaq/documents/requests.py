"""The two requests: provisional detention (Riyadh 43), and extradition with the schedule of its papers (Riyadh 42)."""

from __future__ import annotations

from mithaq.documents import facts
from mithaq.documents.basis import basis
from mithaq.documents.blocks import Block, Fields, Heading, Note, Prose, Row, Two, code
from mithaq.documents.source import Source
from mithaq.domain.case.papers import DetentionRequest, ExtraditionFile, missing


def detention_request(source: Source) -> list[Block]:
    """The request for provisional detention with all that its paper states."""
    say, paper = source.tongues, source.asked
    blocks: list[Block] = [Prose(say.say(
        "%(requesting)s requests the provisional detention of the person named here, with a view to extradition.",
        requesting=say.member(source.case.requesting),
    ))]  # fmt: skip
    if paper is None:
        return [*blocks, not_here(source)]
    blocks += [*facts.person(say, paper.identity), *facts.offence(say, paper.offence, paper)]
    blocks += facts.warrant(say, paper.warrant)
    if paper.sentence is not None:
        blocks += facts.sentence(say, paper.sentence)
    blocks += [Heading(say.say("Statements of the requesting state")), *_statements(source, paper), basis(source)]
    return blocks


def extradition_request(source: Source) -> list[Block]:
    """The request for extradition: the person, the act, the papers, and what the instrument asks for and they are not."""
    say, file, asked = source.tongues, source.step.paper, source.asked
    blocks: list[Block] = [Prose(_asks(source))]
    if asked is not None:
        blocks += [*facts.person(say, asked.identity), *facts.offence(say, asked.offence, asked)]
        blocks += facts.warrant(say, asked.warrant)
    if not isinstance(file, ExtraditionFile):
        return [*blocks, not_here(source), basis(source)]
    blocks += facts.schedule(source, file)
    blocks += _lacking(source)
    if file.memorandum:
        blocks += [Heading(say.say("Memorandum")), *facts.table([], (say.say("Text"), file.memorandum))]
    return [*blocks, basis(source)]


def _asks(source: Source) -> Two:
    """What the file is lodged for: extradition, or passage to the state to which it was granted (Riyadh 54)."""
    say, case = source.tongues, source.case
    who = {"requesting": say.member(case.requesting), "requested": say.member(case.requested)}
    if case.transit is None:
        return say.say(
            "%(requesting)s requests the extradition of the person named here and lodges the papers listed below.",
            **who,
        )
    return say.say(
        "%(requesting)s requests the passage of the person named here through %(requested)s, whose extradition was granted "
        "by %(holder)s, and lodges the papers listed below.", **who, holder=say.member(case.transit.holder),
    )  # fmt: skip


def not_here(source: Source) -> Note:
    """The statement is here, what it says is not: it was erased, or never handed to this member."""
    return Note(source.tongues.say("The paper of this statement is not held here; only its commitment is."), "warn")


def _statements(source: Source, paper: DetentionRequest) -> list[Block]:
    say = source.tongues
    rows = [
        Row(say.say("A warrant or judgment exists"), (say.yes(paper.document_exists),)),
        Row(say.say("An extradition request will follow"), (say.yes(paper.extradition_follows),)),
        Row(say.say("Alert in the shared register"), code(source.case.alert)),
    ]
    return facts.table(rows, (say.say("Comment"), paper.comment))


def _lacking(source: Source) -> list[Block]:
    """By the list that the sender signed, not by the names of the files."""
    pack = source.law.instruments.get(source.case.instrument)
    held = getattr(source.step.event.body, "papers", ())
    lacks = missing(held, pack) if pack else ()
    if not lacks:
        return []
    say = source.tongues
    words = tuple(say.word("paper", paper) for paper in lacks)
    return [Note(say.say("This file lacks papers that the instrument asks for."), "warn"),
            Fields((Row(say.say("Lacking"), words),))]  # fmt: skip
