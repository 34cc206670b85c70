"""Removed outside procedure: what suspends requests between two states, and what the public figures count.

law.md, the floor: the statement of any party, the commission or counsel goes to the commission at once, is counted,
and suspends new arrest alerts and requests between the two states until the commission answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.app.ports.store import Reader
from mithaq.domain.case.facts_after import Removal
from mithaq.domain.errors import Refusal

EVERY = 10_000_000
MONTH = len("2026-11")


class Carrying(Struct, frozen=True):
    """What of a folded case concerns removals; the rest of the row is not read."""

    requesting: str
    requested: str
    removals: tuple[Removal, ...] = ()


class Removals(Struct, frozen=True):
    """Public figures: how many removals were stated, and what the commission answered. No state is named."""

    stated: int
    unanswered: int
    found: int
    unfounded: int


_decoder = msgspec.json.Decoder(Carrying)


def suspended(reader: Reader, one: str, other: str) -> bool:
    """Whether a removal between these two states still waits for the commission's answer, in either direction."""
    pair = {one, other}
    return any(
        not removal.answer
        for case in _cases(reader, one)
        if {case.requesting, case.requested} == pair
        for removal in case.removals
    )


def check_not_suspended(reader: Reader, one: str, other: str) -> None:
    """Raises Refusal ``pair.suspended``."""
    if suspended(reader, one, other):
        raise Refusal("pair.suspended", "requested")


def by_month(reader: Reader, before: str) -> list[Removals]:
    """The figures over all cases as they stood at the end of each month in which something was said, oldest first. Nothing
    counts that was said from `before` on.
    """
    every = [removal for case in _cases(reader) for removal in case.removals]
    said = {at[:MONTH] for one in every for at in (one.at, one.answered_at) if at and at < before}
    return [counted(every, month) for month in sorted(said)]


def counted(removals: Iterable[Removal], month: str) -> Removals:
    """The same at the end of one month."""
    answers = [one.answer if one.answered_at[:MONTH] <= month else "" for one in removals if one.at[:MONTH] <= month]
    return Removals(len(answers), answers.count(""), answers.count("found"), answers.count("unfounded"))


def _cases(reader: Reader, party: str = "") -> Iterator[Carrying]:
    for row in reader.register.folds("case", party=party, limit=EVERY):
        try:
            yield _decoder.decode(row.fold)
        except (msgspec.MsgspecError, UnicodeError):
            raise StoreFault(CORRUPT, "folds") from None
