"""The paper of a statement, whatever kind it is, as the case file prints it."""

from __future__ import annotations

from mithaq.app.cases import Step
from mithaq.documents import facts
from mithaq.documents.assured import assured
from mithaq.documents.blocks import Block, Heading, Row, Value, code, own
from mithaq.documents.requests import not_here
from mithaq.documents.source import Source
from mithaq.domain.case import papers
from mithaq.domain.case.papers import CasePaper


def paper_of(source: Source, step: Step) -> list[Block]:
    """Headings of its parts go one level down, below the statement. A paper that is not here is said not to be."""
    if step.paper is None:
        return [not_here(source)] if step.event.payload else []
    blocks = _printed(source, step.paper)
    return [Heading(block.text, 3) if isinstance(block, Heading) else block for block in blocks]


def _printed(source: Source, paper: CasePaper) -> list[Block]:
    say = source.tongues
    match paper:
        case papers.DetentionRequest():
            return _request(source, paper)
        case papers.ExtraditionFile():
            note = [(say.say("Memorandum"), paper.memorandum)] if paper.memorandum else []
            return [*facts.schedule(source, paper), *facts.table([], *note)]
        case papers.WarrantPaper():
            return facts.warrant(say, paper.warrant)
        case papers.Reasons():
            rows = [Row(say.say("Decided by"), own(paper.authority)), Row(say.say("Number"), code(paper.number))]
            return facts.table(rows, (say.say("Reasons"), paper.reasons))
        case papers.Note():
            return facts.table([], (say.say("Text"), paper.text))
        case _:
            return _beside(source, paper)


Beside = (
    papers.ChangedCharge
    | papers.Undertaking
    | papers.NotOwed
    | papers.Waybill
    | papers.ReleaseNotice
    | papers.AssuranceText
)


def _beside(source: Source, paper: Beside) -> list[Block]:
    """Papers of a few lines. A number that nobody gave is left open."""
    say = source.tongues
    match paper:
        case papers.ChangedCharge():
            rows = [
                Row(
                    say.say("Penalty at most, in months; empty where the law fixes none"), _months(paper.maximum_months)
                )
            ]
            texts = (
                (say.say("Characterisation in law"), paper.characterisation),
                (say.say("Provisions applied"), paper.provisions),
                (say.say("Reasons"), paper.reasons),
            )
            return facts.table(rows, *texts)
        case papers.Undertaking():
            return facts.table([
                Row(say.say("Authority that prosecutes"), own(paper.authority)),
                Row(say.say("Number of the file"), code(paper.number)),
                Row(say.say("Penalty at most in the requesting state's law, in months"), _months(paper.months_requesting)),
                Row(say.say("Penalty at most in the requested state's law, in months"), _months(paper.months_requested)),
            ])  # fmt: skip
        case papers.NotOwed():
            return facts.table([
                Row(say.say("Decided by"), own(paper.authority)),
                Row(say.say("Number of the file"), code(paper.number)),
                Row(say.say("Penalty at most in the requesting state's law, in months"), _months(paper.months_requesting)),
                Row(say.say("Penalty at most in the requested state's law, in months"), _months(paper.months_requested)),
            ], (say.say("Reasons"), paper.reasons))  # fmt: skip
        case papers.Waybill():
            note = [(say.say("Text"), paper.note)] if paper.note else []
            return facts.table([Row(say.say("Number of the waybill"), code(paper.number))], *note)
        case papers.AssuranceText():
            return assured(source, paper)
        case papers.ReleaseNotice():
            return facts.table([Row(say.say("SHA-256 of the file"), code(paper.attachment))])


def _request(source: Source, asked: papers.DetentionRequest) -> list[Block]:
    say = source.tongues
    blocks = [*facts.person(say, asked.identity), *facts.offence(say, asked.offence, asked)]
    blocks += facts.warrant(say, asked.warrant)
    blocks += facts.sentence(say, asked.sentence) if asked.sentence else []
    return blocks + (facts.table([], (say.say("Comment"), asked.comment)) if asked.comment else [])


def _months(value: int | None) -> tuple[Value, ...]:
    return code(str(value)) if value is not None else ()
