"""The part of the rulebook on what states say themselves: published flags, priority, compatibility."""

from __future__ import annotations

from mithaq.domain.law import Law
from mithaq.law.markdown import heading, paragraph, table
from mithaq.law.rulebook_words import Says, source, status


def own_say(law: Law, say: Says) -> list[str]:
    """The three tables, each row with its status."""
    kinds = {code: kind.label.within(say.language) for code, kind in law.kinds.items()}
    tables = law.own_say
    classes = [
        [one.label.within(say.language), one.article, status(one, say), source(one, say), f"`{one.code}`"]
        for one in tables.classes.values()
    ]
    ranks = [
        [str(one.rank), kinds[one.kind], one.label.within(say.language), status(one, say), source(one, say)]
        for one in tables.priority.values()
    ]
    pairs = [
        [
            kinds[one.standing],
            kinds[one.new],
            say[f"owner_{one.owner}"],
            say[f"joins_{one.answer}"],
            one.label.within(say.language),
            status(one, say),
            source(one, say),
        ]
        for one in tables.compatible.values()
    ]
    heads = (
        ("summary", "article", "status", "source", "code"),
        ("rank", "clearing_kind", "summary", "status", "source"),
        ("standing_alert", "new_alert", "owner_of_it", "result", "summary", "status", "source"),
    )
    shown = [
        table([say[code] for code in head], rows) for head, rows in zip(heads, (classes, ranks, pairs), strict=True)
    ]
    return [
        *heading(2, say["own_say"]),
        *paragraph(say["own_say_says"]),
        *(heading(3, say["flag_classes"]) + shown[0]),
        *(heading(3, say["priority"]) + shown[1]),
        *(heading(3, say["compatibility"]) + shown[2]),
    ]
