"""Removed outside procedure: what suspends requests between two states, and what the public figures count.

law.md, the floor: the statement of any party, the commission or counsel goes to the commission at once, is counted,
and suspends new arrest alerts and requests between the two states until the commission answers.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.app.ports.store import Reader
from mithaq.domain.case.facts_after import Removal
from mithaq.domain.errors import Refusal

EVERY = 10_000_000


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


def counted(reader: Reader) -> Removals:
    """The figures over all cases."""
    answers = [removal.answer for case in _cases(reader) for removal in case.removals]
    return Removals(len(answers), answers.count(""), answers.count("found"), answers.count("unfounded"))


def _cases(reader: Reader, party: str = "") -> Iterator[Carrying]:
    for row in reader.register.folds("case", party=party, limit=EVERY):
        try:
            yield _decoder.decode(row.fold)
        except (msgspec.MsgspecError, UnicodeError):
            raise StoreFault(CORRUPT, "folds") from None
