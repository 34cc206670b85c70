"""The case file: everything said in the case as one document with a table of contents, each statement with its signature."""

from __future__ import annotations

from mithaq.app.cases import Step
from mithaq.documents import facts
from mithaq.documents.assured import assurances
from mithaq.documents.basis import clock_basis
from mithaq.documents.blocks import Block, Break, Contents, Fields, Heading, Note, Row, Table, Value, code
from mithaq.documents.decision import body_rows, name
from mithaq.documents.inside import TOO_LARGE, Cited, attachments, file_name
from mithaq.documents.paper import paper_of
from mithaq.documents.source import Source


def case_file(source: Source) -> list[Block]:
    """Cover, contents, clocks, tests, statements, and the index of papers."""
    return [
        *_cover(source), Contents(), Break(),
        *_clocks(source), *_tests(source), *assurances(source), *_statements(source), *_papers(source),
    ]  # fmt: skip


def _cover(source: Source) -> list[Block]:
    say, case, view = source.tongues, source.case, source.page.view
    rows = [
        Row(say.say("The person"), name(source)),
        Row(say.say("Instrument"), (say.instrument(case.instrument),)),
        Row(say.say("State of the case"), (say.word("case_state", str(view.state)),)),
        Row(say.say("Requested at"), say.when(case.requested_at)),
        Row(say.say("Not free to leave since"), say.when(case.held_from)),
        Row(say.say("Statements"), code(str(len(source.page.steps)))),
    ]
    blocks: list[Block] = []
    if view.release_due:
        blocks.append(Note(say.say("Release is due. No later statement reverses this."), "bad"))
    blocks += [Note(say.word("breach", breach), "bad") for breach in view.breaches]
    return [*blocks, *facts.table(rows)]


def _clocks(source: Source) -> list[Block]:
    say, runs = source.tongues, source.page.view.clocks
    if not runs:
        return []
    state = {
        "running": say.say("running"), "answered": say.say("answered"), "suspended": say.say("suspended"),
        "over": say.say("over"),
    }  # fmt: skip
    lines = []
    for run in runs:
        name = (say.word("clock", run.clock), *clock_basis(source, run))
        lines.append((name, say.when(run.started_at), say.when(run.due_at), (state[run.state],)))
    heads = (say.say("Clock"), say.say("It started"), say.say("It ends"), say.say("How it stands"))
    return [Heading(say.say("Clocks"), 1), Table(heads, (4, 4, 4, 2), tuple(lines))]


def _tests(source: Source) -> list[Block]:
    say = source.tongues
    if not source.page.findings:
        return []
    unsure = say.say("confirm against the official text")
    lines = tuple(
        (
            (say.word("test", one.test), *((say.say("Article %(n)s", n=one.article),) if one.article else ())),
            (say.word("result", one.result),),
            (say.word("why", one.why), *(() if one.confirmed else (unsure,))),
        )
        for one in source.page.findings
    )
    heads = (say.say("Test"), say.say("Result"), say.say("Why"))
    return [Heading(say.say("Tests of the treaty"), 1), Table(heads, (5, 2, 6), lines)]


def _statements(source: Source) -> list[Block]:
    blocks: list[Block] = [Heading(source.tongues.say("Signed statements"), 1)]
    for step in source.page.steps:
        blocks += _statement(source, step)
    return blocks


def _statement(source: Source, step: Step) -> list[Block]:
    """What was said, by whom and when, under which hash; then its paper."""
    say, event = source.tongues, step.event
    author = event.author
    blocks: list[Block] = [Heading(say.word("event", event.type), 2)]
    if step.void:
        blocks.append(Note(say.say("Void: kept, without effect (%(code)s).", code=step.void), "warn"))
    rows = [
        Row(say.say("Signed by"), (say.member(event.member), say.word("role", author.role), *code(author.authority))),
        Row(say.say("Officer"), code(author.id)),
        Row(say.say("Signed at"), say.when(event.at)),
        Row(say.say("Signed at, as it is signed"), code(event.at)),
        Row(say.say("Place in the journal"), code(f"{event.member}/{event.seq}")),
        Row(say.say("Hash of the statement"), code(event.hash)),
        Row(say.say("Commitment to its paper"), code(event.payload)),
        *body_rows(source, event),
    ]
    return [*blocks, Fields(tuple(rows)), *paper_of(source, step)]


def _papers(source: Source) -> list[Block]:
    """The index of the papers: what each is, who lodged it, and under which name it lies inside this file, or why not."""
    say, found = source.tongues, attachments(source)
    if not found:
        return []
    lines: list[tuple[tuple[Value, ...], ...]] = []
    for number, one in enumerate(found, 1):
        place = f"{one.step.event.member}/{one.step.event.seq}"
        lodged: tuple[Value, ...] = (say.member(one.step.event.member), *code(place))
        lines.append((code(str(number)), (one.title,), lodged, (*_where(source, number, one), *code(one.hash))))
    heads = (say.say("No."), say.say("Paper"), say.say("Lodged by"), say.say("Inside this file, and its SHA-256"))
    return [Heading(say.say("Papers"), 1), Table(heads, (1, 4, 3, 7), tuple(lines))]


def _where(source: Source, number: int, paper: Cited) -> tuple[Value, ...]:
    say, anchor = source.tongues, source.anchor
    if paper.hash in anchor.inside:
        return (say.say("inside this file"), *code(file_name(number, paper, anchor.inside[paper.hash])))
    why = anchor.outside.get(paper.hash, "")
    if not why:
        return (say.say("not inside: it is not held here"),)
    if why == TOO_LARGE:
        return (say.say("not inside: with it this file would be too large"),)
    return (say.say("not inside: refused here (%(code)s)", code=why),)
