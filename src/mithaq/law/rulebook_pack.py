"""One instrument in the rulebook: its limits, its file, its rules, and whom it binds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import get_args

from mithaq.domain.instrument import Asked, ClockRule, Instrument, PartyRow, Rule
from mithaq.domain.law import Law
from mithaq.law.markdown import NOTHING, bullets, heading, paragraph, table
from mithaq.law.rulebook_words import Says, numbers, source, status

ASKED = frozenset(get_args(Asked))


def instrument(pack: Instrument, law: Law, say: Says) -> list[str]:
    """Everything that is known of it."""
    return [
        *heading(3, f"{pack.name.within(say.language)} (`{pack.id}`)"),
        *bullets(_facts(pack, law, say)),
        *_limits(pack, say),
        *_file(pack, say),
        *_rules(pack, say),
        *_ranking(pack, say),
        *_parties(pack, law, say),
    ]


def _facts(pack: Instrument, law: Law, say: Says) -> Iterator[str]:
    yield f"{say['in_force']}: {pack.in_force or say['not_known']} ({status(pack, say)})"
    yield f"{say['source']}: {source(pack, say)}"
    yield f"{say['for_offences']}: {', '.join(say[klass] for klass in pack.covers) or say['all_offences']}"
    for key, other in (("yields_to", pack.yields_to), ("amends", pack.amends)):
        if other in law.instruments:
            yield f"{say[key]}: {law.instruments[other].name.within(say.language)}"
    if pack.never:
        yield f"{say['never']}: {', '.join(map(say.state, pack.never))}"
    if pack.detention_term:
        yield f"{say['detention_term']}: {pack.detention_term.within(say.language)}"
    for key, holds in (
        ("is_template", pack.template),
        ("is_amendment", pack.amends),
        ("is_case_by_case", pack.case_by_case),
    ):
        if holds:
            yield f"**{say[key]}**"


def _limits(pack: Instrument, say: Says) -> list[str]:
    rows = [
        [
            say[clock],
            numbers(rule.days, rule.earlier, say),
            _counting(rule, say),
            say[rule.lapse],
            rule.article,
            status(rule, say),
            source(rule, say),
        ]
        for clock, rule in pack.clocks.items()
    ]
    if not rows:
        return []
    head = [say[code] for code in ("limit", "days", "counting", "at_the_end", "article", "status", "source")]
    unsure = not all(rule.counting_confirmed for rule in pack.clocks.values())
    return [*heading(4, say["limits"]), *table(head, rows), *paragraph(say["counting_open"] if unsure else "")]


def _counting(rule: ClockRule, say: Says) -> str:
    first = "first_day" if rule.first_day_counts else "next_day"
    return f"{say['working_days' if rule.counts == 'working' else 'calendar_days']}; {say[first]}; {say[rule.ends]}"


def _file(pack: Instrument, say: Says) -> list[str]:
    stops = say["stops" if sum(paper.stops_document for paper in pack.file) == 1 else "stops_together"]
    rows = [
        [
            say[paper.paper],
            say["certified" if paper.certified else "plain"] + (f"; {stops}" if paper.stops_document else ""),
            paper.article,
            status(paper, say),
            source(paper, say),
        ]
        for paper in pack.file
    ]
    if not rows:
        return []
    return [
        *heading(4, say["file"]),
        *table([say[code] for code in ("paper", "form", "article", "status", "source")], rows),
    ]


def _rules(pack: Instrument, say: Says) -> list[str]:
    rows = [
        [rule.article, rule.summary.within(say.language), _program(rule, say), status(rule, say), source(rule, say)]
        for rule in pack.rules
    ]
    head = [say[code] for code in ("article", "summary", "program", "status", "source")]
    texts = [f"{rule.article}: {' '.join(rule.official_text.split())}" for rule in pack.rules if rule.official_text]
    official = [*heading(4, say["official"]), *bullets(texts)] if texts else []
    return [*heading(4, say["rules"]), *table(head, rows), *official]


def _program(rule: Rule, say: Says) -> str:
    """What the program makes of the rule, and with which number."""
    does = say["asks" if rule.test in ASKED else "acts" if rule.test else "people"]
    number = f"{say['months']}: {rule.months}" if rule.months else _days(rule, say) if rule.days else ""
    return f"{does} ({number})" if number else does


def _days(rule: Rule, say: Says) -> str:
    return f"{say['days']}: {numbers(rule.days, rule.earlier, say)}"


def _ranking(pack: Instrument, say: Says) -> list[str]:
    ranking = pack.ranking
    if ranking is None:
        return []
    where = f"{say['article']} {ranking.article}; {status(ranking, say)}; {source(ranking, say)}"
    return [
        *heading(4, say["ranking"]),
        *bullets((say[rank] for rank in ranking.order), numbered=True),
        *paragraph(f"({where})"),
    ]


def _parties(pack: Instrument, law: Law, say: Says) -> list[str]:
    """Whom it binds; states of which the same is known share a row."""
    rows = sorted((row for row in law.parties if row.instrument == pack.id), key=_known, reverse=True)
    if not rows:
        return [*heading(4, say["parties"]), *paragraph(say["nobody_bound"])]
    cells = []
    for _, same in groupby(rows, key=_known):
        group = list(same)
        one, names = group[0], ", ".join(say.state(row.state) for row in group)
        sure = say["doubtful"] if one.doubtful else status(one, say)
        reserved = "; ".join(law.reservations[code].label.within(say.language) for code in one.reservations)
        cells.append([names, one.since, one.until, reserved, sure, source(one, say)])
    head = [say[code] for code in ("state", "since", "until", "reservations", "status", "source")]
    listed = {row.state for row in rows}
    states = [code for code, member in law.members.items() if member.kind == "state" and code not in listed]
    unbound = f"{say['no_row']}: {', '.join(map(say.state, states)) or NOTHING}."
    return [*heading(4, say["parties"]), *table(head, cells), *paragraph(unbound)]


def _known(row: PartyRow) -> tuple[bool, bool, str, str, tuple[str, ...], str]:
    return row.confirmed, not row.doubtful, row.since, row.until, row.reservations, row.source
