"""The tables of the rulebook beside the instruments: effects, procedures, grounds, numbers, offences, authorities."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from mithaq.domain.instrument import Ground
from mithaq.domain.law import HouseRule, Law
from mithaq.domain.offence import Penalty
from mithaq.law.markdown import heading, paragraph, table
from mithaq.law.rulebook_words import Says, numbers, source, status

USES = (
    "review", "withheld", "withdrawn", "case", "discontinue", "freed", "release", "withhold", "urgent", "transit", "consent",
    "freeze", "hearing", "correct", "erase", "identify", "inadmissible", "remedy", "extend", "clearance",
    "flag", "unflag", "reassess", "hold", "recall",
)  # fmt: skip


def effects(law: Law, say: Says) -> list[str]:
    """What a reviewed arrest alert is in each state."""
    rows = [
        [
            say.state(row.state),
            say[row.effect],
            f"{say['hours']}: {row.hold_hours}" if row.hold_hours else "",
            status(row, say),
            source(row, say),
        ]
        for row in law.effects.values()
    ]
    head = [say[code] for code in ("state", "effect", "limit", "status", "source")]
    return [*heading(2, say["effects"]), *paragraph(say["effects_default"]), *table(head, rows)]


def procedures(law: Law, say: Says) -> list[str]:
    """How each state decides on extradition, as far as somebody has shown it."""
    rows = [
        [
            say.state(row.state),
            say[f"body_{row.deciding_body}"] if row.deciding_body else say["not_known"],
            say[f"minister_{row.minister}"] if row.minister else say["not_known"],
            f"{say['days']}: {row.appeal_days}" if row.appeal_days else say["not_known"],
            status(row, say),
            source(row, say),
        ]
        for row in law.procedures.values()
    ]
    head = [say[code] for code in ("state", "deciding_body", "minister", "appeal_days", "status", "source")]
    shown = table(head, rows) or paragraph(say["procedures_none"])
    return [*heading(2, say["procedures"]), *paragraph(say["procedures_says"]), *shown]


def grounds(law: Law, say: Says) -> list[str]:
    """The coded grounds, by what they are for."""
    head = [say[code] for code in ("ground", "article", "kind", "status", "code")]
    return [*heading(2, say["grounds"]), *chain.from_iterable(_grounds_for(use, head, law, say) for use in USES)]


def _grounds_for(use: str, head: list[str], law: Law, say: Says) -> list[str]:
    rows = [
        [
            ground.label.within(say.language),
            "; ".join(_articles(ground, law, say)),
            say["mandatory" if ground.mandatory else "optional"] + (f"; {say['curable']}" if ground.curable else ""),
            status(ground, say) if ground.article or ground.confirmed else "",
            f"`{ground.code}`",
        ]
        for ground in law.grounds.values()
        if ground.use == use
    ]
    return [*heading(3, say[f"use_{use}"]), *table(head, rows)]


def _articles(ground: Ground, law: Law, say: Says) -> Iterator[str]:
    """Its article under each instrument, and the floor on which it stands under every other one."""
    if ground.article:
        yield f"{ground.article} (`{ground.instrument}`)"
    for row in law.ground_articles.values():
        if row.ground == ground.code:
            named = f"`{row.instrument}`" if row.instrument else row.label.within(say.language)
            yield " ".join(filter(None, (row.article, named and f"({named}: {status(row, say)})"))) or status(row, say)


def reservations(law: Law, say: Says) -> list[str]:
    """The reservations that the program can apply, and who has made one."""
    rows = [
        [
            one.label.within(say.language),
            say[f"side_{one.side}"],
            say[one.result],
            ", ".join(
                f"{say.state(row.state)} (`{row.instrument}`)" for row in law.parties if one.code in row.reservations
            )
            or say["nobody"],
            f"`{one.code}`",
        ]
        for one in law.reservations.values()
    ]
    head = [say[code] for code in ("reservations", "side", "result", "state", "code")]
    return [*heading(2, say["reservations"]), *paragraph(say["reservations_says"]), *table(head, rows)]


def house_rules(law: Law, say: Says) -> list[str]:
    """The numbers that no treaty sets."""
    rows = [
        [
            rule.label.within(say.language),
            _amount(rule, say),
            say["house" if rule.house else "practice"],
            source(rule, say),
        ]
        for rule in law.house.values()
    ]
    head = [say[code] for code in ("summary", "number", "status", "source")]
    return [*heading(2, say["house_rules"]), *paragraph(say["house_rules_says"]), *table(head, rows)]


def clearing(law: Law, say: Says) -> list[str]:
    """What the commission clears before it circulates, and when it answers."""
    rows = [
        [
            law.kinds[row.kind].label.within(say.language),
            str(row.every),
            str(row.wait),
            str(row.urgent_wait),
            row.source,
        ]
        for row in law.clearing.values()
    ]
    codes = ("clearing_kind", "clearing_every", "clearing_wait", "clearing_urgent", "source")
    head = [say[code] for code in codes]
    exempt = [kind.label.within(say.language) for code, kind in law.kinds.items() if code not in law.clearing]
    return [
        *heading(2, say["clearing"]),
        *paragraph(say["clearing_says"]),
        *table(head, rows),
        *paragraph(f"{say['clearing_exempt']} {' · '.join(exempt)}."),
        *paragraph(say["clearing_cases"]),
    ]


def _amount(rule: HouseRule, say: Says) -> str:
    return f"{say[rule.unit]}: {numbers(rule.number, rule.earlier, say)}"


def domestic_clocks(law: Law, say: Says) -> list[str]:
    """The limits of states' own laws, which run beside those of the instruments."""
    rows = [
        [
            say.state(row.state),
            row.label.within(say.language),
            f"{say[row.unit]}: {numbers(row.length, row.earlier, say)}",
            say[row.lapse],
            row.article,
            status(row, say),
            source(row, say),
        ]
        for row in law.timing.domestic
    ]
    head = [say[code] for code in ("state", "limit", "number", "at_the_end", "article", "status", "source")]
    shown = [*paragraph(say["domestic_says"]), *table(head, rows)] if rows else paragraph(say["domestic_none"])
    return [*heading(2, say["domestic"]), *shown]


def offences(law: Law, say: Says) -> list[str]:
    """The catalogue."""
    rows = [[f"`{kind.code}`", kind.label.within(say.language), say[kind.klass]] for kind in law.offences.values()]
    head = [say[code] for code in ("code", "offence", "class")]
    return [*heading(2, say["offences"]), *paragraph(say["offences_says"]), *table(head, rows)]


def penalties(law: Law, say: Says) -> list[str]:
    """What the laws of states carry, as far as somebody has shown it."""
    rows = [
        [
            say.state(row.state),
            f"{law.offences[row.offence].label.within(say.language)} (`{row.offence}`)",
            row.article,
            *_term(row, say),
            status(row, say),
            source(row, say),
        ]
        for row in law.penalties.values()
    ]
    head = [say[code] for code in ("state", "offence", "article", "minimum", "maximum", "status", "source")]
    return [*heading(2, say["penalties"]), *(table(head, rows) or paragraph(say["penalties_none"]))]


def _term(row: Penalty, say: Says) -> tuple[str, str]:
    if row.discretionary:
        return "", say["discretionary"]
    if row.maximum_months == 0:
        return "", say["not_punishable"]
    minimum, maximum = (
        f"{say['months']}: {months}" if months is not None else ""
        for months in (row.minimum_months, row.maximum_months)
    )
    return minimum, maximum or say["not_known"]


def authorities(law: Law, say: Says) -> list[str]:
    """Who acts for a state, and whether electronics count there."""
    rows = [
        [
            say.state(row.state),
            law.instruments[row.instrument].name.within(say.language)
            if row.instrument in law.instruments
            else say["all"],
            say[f"act_{row.act}"] if row.act else say["all"],
            row.label.within(say.language),
            row.telephone,
            " ".join(row.languages),
            row.hours,
            row.legalisation,
            row.fee,
            say[row.electronic] if row.electronic else say["not_known"],
            status(row, say),
            source(row, say),
        ]
        for row in law.authorities
    ]
    columns = (
        "state", "instrument", "act", "authority", "telephone", "languages", "opening", "legalisation", "fee", "electronic",
        "status", "source",
    )  # fmt: skip
    shown = table([say[code] for code in columns], rows)
    return [*heading(2, say["authorities"]), *(shown or paragraph(say["authorities_none"]))]
