"""The rulebook: all of the law that the program applies, as a document for lawyers and as lines for machines.

Both are made from the same `Law` that every node runs on; nothing is said here that is not applied. `docs/rulebook.md` is
the English document of what is shipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import msgspec

from mithaq.domain.instrument import ClockRule
from mithaq.domain.law import Law
from mithaq.law.markdown import bullets, heading, paragraph, table
from mithaq.law.rulebook_own_say import own_say
from mithaq.law.rulebook_pack import instrument
from mithaq.law.rulebook_screening import screening
from mithaq.law.rulebook_tables import (
    authorities,
    clearing,
    domestic_clocks,
    effects,
    grounds,
    house_rules,
    offences,
    penalties,
    procedures,
    reservations,
)
from mithaq.law.rulebook_words import Says, numbers, status

Line = dict[str, Any]


def rulebook(law: Law, language: str) -> str:
    """The document in Markdown, in ``ar``, ``en`` or ``fr``. Raises LawMalformed."""
    say = Says(language, law)
    body = [
        *_opening(law, say),
        *_glance(law, say),
        *heading(2, say["instruments"]),
        *paragraph(say["needs_word"]),
        *chain.from_iterable(instrument(pack, law, say) for pack in law.in_order),
        *_choice(law, say),
        *domestic_clocks(law, say),
        *effects(law, say),
        *procedures(law, say),
        *grounds(law, say),
        *reservations(law, say),
        *house_rules(law, say),
        *screening(law, say),
        *clearing(law, say),
        *own_say(law, say),
        *offences(law, say),
        *penalties(law, say),
        *authorities(law, say),
        *_tally(law, say),
    ]
    text = "\n".join(body).rstrip("\n") + "\n"
    return f'<div dir="rtl">\n\n{text}\n</div>\n' if language == "ar" else text


def rulebook_lines(law: Law) -> Iterator[Line]:
    """The same, one thing a line, in all three languages; the last line counts what is confirmed and what is not."""
    counts = {"confirmed": 0, "to_confirm": 0, "house": 0}
    for line in _things(law):
        if "confirmed" in line:
            counts["house" if line.get("house") else "confirmed" if line["confirmed"] else "to_confirm"] += 1
        yield line
    yield {"instruments": len(law.instruments), **counts, "synthetic_refused": sum(law.refused.values())}


def _things(law: Law) -> Iterator[Line]:
    for id, pack in law.instruments.items():
        whole = msgspec.to_builtins(pack)
        inner = {name: whole.pop(name) for name in ("clocks", "file", "rules", "ranking")}
        yield {"part": "instrument", **whole}
        yield from ({"part": "limit", "instrument": id, "clock": name, **one} for name, one in inner["clocks"].items())
        yield from ({"part": "paper", "instrument": id, **one} for one in inner["file"])
        yield from ({"part": "rule", "instrument": id, **one} for one in inner["rules"])
        if inner["ranking"]:
            yield {"part": "ranking", "instrument": id, **inner["ranking"]}
    yield from _lines("party", law.parties)
    yield from _lines("domestic", law.timing.domestic)
    yield from _lines("effect", law.effects.values())
    yield from _lines("procedure", law.procedures.values())
    yield from _lines("reservation", law.reservations.values())
    yield from _lines("ground", law.grounds.values())
    yield from _lines("ground_article", law.ground_articles.values())
    yield from ({"part": "number", **msgspec.to_builtins(one)} for one in law.house.values())
    yield from _lines("reason", law.reasons.values())
    yield from _lines("screening", law.screening.rules)
    for part, rows in (
        ("flag_class", law.own_say.classes),
        ("priority", law.own_say.priority),
        ("compatibility", law.own_say.compatible),
    ):
        yield from _lines(part, rows.values())
    yield from _lines("offence", law.offences.values())
    yield from _lines("penalty", law.penalties.values())
    yield from _lines("authority", law.authorities)
    yield from _lines("checklist", law.checklist.values())
    yield from _lines("insider", law.insider.values())
    yield from _lines("setting", (*law.insider_settings.values(), *law.figures_settings.values()))


def _lines(part: str, rows: Iterable[object]) -> Iterator[Line]:
    return ({"part": part, **msgspec.to_builtins(row)} for row in rows)


def _opening(law: Law, say: Says) -> list[str]:
    marks = (f"**{say[code]}**: {say[f'{code}_means']}" for code in ("confirmed", "to_confirm", "house"))
    return [
        *heading(1, say["title"]),
        *paragraph(say["intro"]),
        *heading(2, say["how"]),
        *paragraph(say["own_words"], say["doubt"]),
        *bullets(marks),
        *paragraph(say["invented_refused"] % sum(law.refused.values()) if law.refused else ""),
    ]


def _glance(law: Law, say: Says) -> list[str]:
    """One row an instrument: its limits, and how many states it binds so surely."""
    clocks = ("document", "detention", "collection_may", "collection_must")
    rows = []
    for pack in law.bases:
        rules = {clock.value: rule for clock, rule in pack.clocks.items()}
        bound = [row for row in law.parties if row.instrument == pack.id and not row.doubtful]
        sure = sum(row.confirmed for row in bound)
        limits = [_limit(rules[clock], say) for clock in clocks]
        rows.append([pack.name.within(say.language), *limits, say["sure_and_not"] % (sure, len(bound) - sure)])
    head = [say["instrument"], *(say[clock] for clock in clocks), say["states_bound"]]
    return [*heading(2, say["glance"]), *paragraph(say["glance_says"]), *table(head, rows)]


def _limit(rule: ClockRule, say: Says) -> str:
    return f"{numbers(rule.days, rule.earlier, say)} ({status(rule, say)})"


def _choice(law: Law, say: Says) -> list[str]:
    rows = [[reason.label.within(say.language), f"`{reason.code}`"] for reason in law.reasons.values()]
    return [
        *heading(2, say["choice"]),
        *paragraph(say["choice_says"]),
        *table([say["reason"], say["code"]], rows),
    ]


def _tally(law: Law, say: Says) -> list[str]:
    """What nobody confirmed yet, instrument by instrument: the articles and the limits."""
    rows = []
    for pack in law.in_order:
        rules = [rule for rule in pack.rules if not rule.confirmed and not rule.house]
        limits = [rule for rule in pack.clocks.values() if not rule.confirmed and not rule.house]
        parties = sum(not row.confirmed for row in law.parties if row.instrument == pack.id)
        articles = ", ".join(dict.fromkeys(rule.article or say["not_known"] for rule in rules))
        rows.append(
            [
                pack.name.within(say.language),
                articles,
                ", ".join(numbers(rule.days, rule.earlier, say) for rule in limits),
                parties,
            ]
        )
    head = [say["instrument"], say["article"], f"{say['limits']} ({say['days']})", say["states_bound"]]
    return [*heading(2, say["tally"]), *paragraph(say["tally_says"]), *table(head, rows)]
