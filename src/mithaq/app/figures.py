"""The public figures of the federation: counts only, the same on every node that holds the same journals.

A page and a table without sign-in. They say what was signed before this month began, by year; a number rises only by as much
as may be published, and totals add up what is shown (`domain/suppression.py`). Hits are stated by the state that checked,
never by owner.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from msgspec import Struct

from mithaq.app.figures_remedies import Remedies, remedies
from mithaq.app.figures_tally import (
    LAPSED,
    ORDINARY,
    REFUSED,
    SUBMITTED,
    URGENT,
    Row,
    Tally,
    all_merged,
    counted,
    merged,
    stated,
)
from mithaq.app.node import Node
from mithaq.app.ports.store import Reader
from mithaq.app.removals import Removals
from mithaq.app.removals import by_month as removals_by_month
from mithaq.domain.errors import NotFound
from mithaq.domain.instant import text
from mithaq.domain.suppression import TOTAL, divided, masked, published

KEPT = "figures.kept"


class Cell(Struct, frozen=True):
    """A count of one state, or of all where `state` is empty; None where it is too small to be published."""

    state: str
    code: str
    count: int | None


class Checks(Struct, frozen=True):
    """A state's own checks. Sums of the months that it could publish; `withheld`: months with a count too small."""

    state: str
    hits: int
    false_hits: int
    months: int
    withheld: int


class PublicRemovals(Struct, frozen=True):
    """Removals outside procedure since the beginning, over all states."""

    stated: int | None
    unanswered: int | None
    found: int | None
    unfounded: int | None


class Figures(Struct, frozen=True):
    """What anybody may know of one year. `until`: what was signed from then on is not counted yet.

    `acts`: submitted, refused, urgent. `merged`: protections, bars and flags in one number; None where it is too small or
    not stated, which `merged_stated` tells apart.
    """

    year: str
    years: tuple[str, ...]
    until: str
    smallest: int
    acts: tuple[Cell, ...]
    grounds: tuple[Cell, ...]
    lapses: tuple[Cell, ...]
    checks: tuple[Checks, ...]
    remedies: tuple[Remedies, ...]
    removals: PublicRemovals
    merged: int | None
    merged_stated: bool


class _Kept(Struct, frozen=True):
    """The tally as it is kept for a day. Keys are joined, because JSON knows no tuples as keys."""

    day: str
    acts: Mapping[str, int]
    grounds: Mapping[str, int]
    lapses: Mapping[str, int]


def figures(node: Node, year: str = "") -> Figures:
    """The figures of a year, by default the newest; public, so nobody has to be signed in. Raises NotFound."""
    until = text(node.now())[:7]
    with node.store.read() as reader:
        tally = _tally(node, reader)
        told = {key[0][:4] for key in (*tally.acts, *tally.grounds, *tally.lapses)} | {
            one.year for one in all_merged(reader, node.law)
        }
        years = tuple(sorted({until[:4], *told}, reverse=True))
        year = year or years[0]
        if year not in years:
            raise NotFound("figures")
        return _figures(node, reader, tally, year, years, until)


def keep(node: Node) -> bool:
    """Count anew once a day, so that no visitor's question reads every journal; whether that was due.

    What counts changes with the month; but a statement of another state may arrive late.
    """
    day = text(node.now())[:10]
    with node.store.read() as reader:
        if _kept(reader, day) is not None:
            return False
        tally = counted(reader, node.law, day[:7])
    kept = _Kept(day, *({"|".join(key): count for key, count in one.items()} for one in _tables(tally)))
    with node.write() as tx:
        tx.store.desk.put_meta(KEPT, msgspec.json.encode(kept).decode())
    return True


def _tables(tally: Tally) -> tuple[Mapping[Row, int], Mapping[Row, int], Mapping[Row, int]]:
    return tally.acts, tally.grounds, tally.lapses


def _kept(reader: Reader, day: str) -> Tally | None:
    raw = reader.desk.meta(KEPT)
    kept = msgspec.json.decode(raw, type=_Kept) if raw else None
    if kept is None or kept.day != day:
        return None
    return Tally(*(_rows(one) for one in (kept.acts, kept.grounds, kept.lapses)))


def _rows(kept: Mapping[str, int]) -> dict[Row, int]:
    return {(month, state, code): count for key, count in kept.items() for month, state, code in [key.split("|")]}


def _tally(node: Node, reader: Reader) -> Tally:
    day = text(node.now())[:10]
    return _kept(reader, day) or counted(reader, node.law, day[:7])


def _figures(node: Node, reader: Reader, tally: Tally, year: str, years: tuple[str, ...], until: str) -> Figures:
    smallest = node.law.figures_settings["smallest"].number
    states = tuple(sorted(code for code, info in node.law.members.items() if info.kind == "state"))
    grounds = tuple(sorted({code for month, _, code in tally.grounds if month[:4] == year}))
    said = merged(reader, node.law, year)
    refused = _cells(tally.grounds, year, states, grounds, smallest)
    acts = _cells(tally.acts, year, states, (ORDINARY, URGENT), smallest)
    shown = {"": SUBMITTED, URGENT: URGENT}
    alone = (Cell(one.state, shown[one.code], one.count) for code in shown for one in acts if one.code == code)
    return Figures(
        year, years, until, smallest,
        (*alone, *(Cell(one.state, REFUSED, one.count) for one in refused if not one.code)),
        tuple(one for one in refused if one.code),
        tuple(one for one in _cells(tally.lapses, year, states, (LAPSED,), smallest) if one.code),
        _checks(reader, year), remedies(reader, year, until, smallest),
        _removals(removals_by_month(reader, until), smallest),
        said.total if said is not None else None, said is not None,
    )  # fmt: skip


def _cells(
    counts: Mapping[Row, int], year: str, states: tuple[str, ...], codes: tuple[str, ...], smallest: int
) -> tuple[Cell, ...]:
    """A table by state and code, with the totals of both under no code and no state."""
    here = {key: count for key, count in counts.items() if key[0][:4] == year}
    rows = (*states, *sorted({state for _, state, _ in here} - set(states)))
    table = published(_running(here), rows, codes, smallest)
    return tuple(Cell(state, code, table[state, code]) for state in (*rows, TOTAL) for code in (*codes, TOTAL))


def _running(counts: Mapping[Row, int]) -> Iterator[dict[tuple[str, str], int]]:
    """The sums to the end of each month in which something was counted."""
    sums: dict[tuple[str, str], int] = {}
    for month in sorted({month for month, _, _ in counts}):
        for (of, state, code), count in counts.items():
            if of == month:
                sums[state, code] = sums.get((state, code), 0) + count
        yield dict(sums)


def _checks(reader: Reader, year: str) -> tuple[Checks, ...]:
    found: dict[str, Checks] = {}
    for one in stated(reader, year):
        before = found.get(one.member, Checks(one.member, 0, 0, 0, 0))
        withheld = one.hits is None or one.false_hits is None
        found[one.member] = Checks(
            one.member, before.hits + (one.hits or 0), before.false_hits + (one.false_hits or 0), before.months + 1,
            before.withheld + withheld,
        )  # fmt: skip
    return tuple(found[state] for state in sorted(found))


def _removals(history: list[Removals], smallest: int) -> PublicRemovals:
    """Answered and unanswered add up to all that were stated."""
    last = history[-1] if history else Removals(0, 0, 0, 0)
    counts = [(one.stated, one.found, one.unfounded) for one in history]
    (stated, found, unfounded), _ = divided(counts, smallest) if counts else ([0, 0, 0], -1)
    return PublicRemovals(
        masked(stated, last.stated), masked(stated - found - unfounded, last.unanswered),
        masked(found, last.found), masked(unfounded, last.unfounded),
    )  # fmt: skip
