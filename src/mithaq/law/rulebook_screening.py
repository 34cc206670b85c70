"""The screening in the rulebook: every rule with what it answers, and the tables that it rests on."""

from __future__ import annotations

from mithaq.domain.law import Law
from mithaq.domain.screening.rule import Rule
from mithaq.law.markdown import heading, paragraph, table
from mithaq.law.rulebook_words import Says, source, status


def screening(law: Law, say: Says) -> list[str]:
    """The rules of the automatic screening, and the characters of offences that they ask."""
    return [
        *heading(2, say["screening"]),
        *paragraph(say["screening_says"], say["screening_words"]),
        *rules(law, say),
        *heading(3, say["screening_characters"]),
        *_characters(law, say),
    ]


def rules(law: Law, say: Says) -> list[str]:
    """One row a rule, in the order in which they are asked."""
    head = [
        say[code] for code in ("code", "screening_result", "summary", "screening_kinds", "number", "status", "source")
    ]
    return table(head, [_row(rule, law, say) for rule in law.screening.rules])


def _row(rule: Rule, law: Law, say: Says) -> list[str]:
    kinds = [law.kinds[kind].label.within(say.language) if kind in law.kinds else say["screening_request"]
             for kind in rule.kinds]  # fmt: skip
    result = say[f"screening_{rule.result}"]
    return [
        f"`{rule.id}`",
        f"{result}, {say[f'screening_{rule.lifted}']}" if rule.lifted else result,
        rule.says.within(say.language),
        " · ".join(kinds),
        str(rule.number or ""),
        status(rule, say),
        source(rule, say),
    ]


def _characters(law: Law, say: Says) -> list[str]:
    head = [say[code] for code in ("code", "offence", "screening_characters")]
    rows = [
        [f"`{code}`", law.offences[code].label.within(say.language), ", ".join(f"`{one}`" for one in topics)]
        for code, topics in law.screening.characters.items()
    ]
    return table(head, rows)
