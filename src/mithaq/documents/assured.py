"""Assurances in the case file: what was asked for, what was answered, and the words of one that was given."""

from __future__ import annotations

from mithaq.documents import facts
from mithaq.documents.blocks import Block, Heading, Note, Row, Table, own
from mithaq.documents.source import Source
from mithaq.domain.case.papers import AssuranceText


def assurances(source: Source) -> list[Block]:
    """Each assurance that the requested state asked for; nothing where it asked for none."""
    say, asked = source.tongues, source.case.floor.assurances
    if not asked:
        return []
    lines = tuple(
        (
            (say.word("option", one.matter),),
            say.when(one.at),
            (say.word("assurance", one.answer or "open"),),
            say.when(one.answered_at),
        )
        for one in asked
    )
    heads = (say.word("body", "matter"), say.say("Asked at"), say.say("Answer"), say.say("Answered at"))
    blocks: list[Block] = [Heading(say.say("Assurances"), 1)]
    if source.case.floor.missing:
        blocks.append(Note(say.say("No date of surrender is set before every assurance asked for is given."), "warn"))
    return [
        *blocks,
        Table(heads, (5, 4, 3, 4), lines),
        Note(say.say("No assurance turns a risk of torture into none."), "plain"),
    ]


def assured(source: Source, paper: AssuranceText) -> list[Block]:
    """Who gives it, who signs, and its words."""
    say = source.tongues
    rows = [
        Row(say.say("Competent authority"), own(paper.authority)),
        Row(say.say("Signed for it by"), own(paper.signed_by)),
    ]
    return facts.table(rows, (say.say("What is assured"), paper.text))
