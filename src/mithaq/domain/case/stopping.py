"""What answers the document clock (Riyadh art. 44): which lodgement stops it, and which instrument does not know it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from mithaq.domain.authority import Directory
from mithaq.domain.case.case import Case, Lodged
from mithaq.domain.case.directory import electronic
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.states import Clock
from mithaq.domain.instrument import Instrument, Paper

CONTINUATION, WARRANT = "continuation.requested", "warrant.lodged"
AHEAD = (WARRANT, CONTINUATION)
"""What may go ahead of the complete file."""


class Way(Struct, frozen=True):
    """One statement that may go ahead of the file, and whether it stops the clock that is shown.

    `unknown_to`: the instruments of the case whose limit it does not answer, by id; the clock runs on while there is one.
    `papers`: what those ask for instead. `receipt`: whether the electronic receipt counts in the requested state, or only
    the paper, by its directory of authorities.
    """

    event: str
    stops: bool
    unknown_to: tuple[str, ...]
    papers: tuple[str, ...]
    receipt: Literal["counts", "paper"]


def ways(case: Case, law: CaseLaw, directory: Directory) -> tuple[Way, ...]:
    """The statements of `AHEAD` in a case, as the instruments that apply there take them."""
    return tuple(_way(case, event, applying(case, law), directory) for event in AHEAD)


def _way(case: Case, event: str, packs: tuple[Instrument, ...], directory: Directory) -> Way:
    deaf = [pack for pack in packs if not _answers(event, ("warrant",), pack)]
    papers = dict.fromkeys(paper for pack in deaf for paper in stopping_papers(pack))
    return Way(
        event=event,
        stops=bool(packs) and not deaf,
        unknown_to=tuple(pack.id for pack in deaf),
        papers=tuple(papers),
        receipt=electronic(directory, case, event),
    )


def applying(case: Case, law: CaseLaw) -> tuple[Instrument, ...]:
    """The instrument named at the arrest, and those that apply besides: of several limits the shortest holds."""
    found = (law.instruments.get(id) for id in (case.instrument, *case.also))
    return tuple(pack for pack in found if pack is not None)


def answers(row: Lodged, packs: tuple[Instrument, ...]) -> bool:
    """Whether this lodgement answers the document clock of every instrument that applies: by the papers that the pack
    names, alone or in a file, or by a request to continue where the pack knows one. Not by what its receiver found wanting:
    of what goes ahead of the file there is no half.
    """
    faulty = row.event in AHEAD and bool(row.missing)
    return bool(row.received_at and packs) and not faulty and all(_answers(row.event, row.held, pack) for pack in packs)


def _answers(event: str, held: tuple[str, ...], pack: Instrument) -> bool:
    if event == CONTINUATION:
        rule = pack.clocks.get(Clock.DOCUMENT)
        return rule is not None and rule.continuation
    there = ("warrant",) if event == WARRANT else held
    stops = stopping_papers(pack)
    return bool(stops) and all(paper in there for paper in stops)


def stopping_papers(pack: Instrument) -> tuple[Paper, ...]:
    """The papers that together answer the document clock of this instrument."""
    return tuple(rule.paper for rule in pack.file if rule.stops_document)
