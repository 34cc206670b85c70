"""The one figure about protections, bars and flags of a year: a merged total, in which none can be told from the others."""

from __future__ import annotations

import msgspec

from mithaq.app.node import Node
from mithaq.app.ports.store import Reader
from mithaq.app.project import FLAG, SEALED, decode_fold
from mithaq.domain import sealed
from mithaq.domain.errors import Refusal
from mithaq.domain.own_say.flag import PublishedFlag
from mithaq.domain.sealed import FlagCount, Sealed

EVERY = 10_000_000


def kept_apart(node: Node, year: str) -> int:
    """What was made in that year, whatever stands of it now: protections, bars, flags for a class of cases, and the flags on
    one person that the states have lodged the number of. One sum over all states; for the yearly figure alone, because one
    by register, state or month would tell who is protected.
    """
    with node.store.read() as reader:
        registers = reader.shield.made("protection", year) + reader.shield.made("bar", year)
        return registers + _published(reader, year) + sum(one.count or 0 for one in lodged(reader, year).values())


def lodged(reader: Reader, year: str) -> dict[str, FlagCount]:
    """The number of flags that each state lodged of that year; its first word counts. The commission and, of its own, the
    state hold them.
    """
    found: dict[str, tuple[str, str, FlagCount]] = {}
    for row in reader.register.folds("bond", kind=SEALED, limit=EVERY):
        fold = decode_fold(row)
        said = _said(reader, fold) if isinstance(fold, Sealed) and fold.at[:4] > year else None
        if isinstance(fold, Sealed) and said is not None and said.year == year:
            first = (fold.at, fold.id, said)
            found[fold.member] = min(found.get(fold.member, first), first, key=lambda one: one[:2])
    return {member: said for member, (_, _, said) in found.items()}


def _published(reader: Reader, year: str) -> int:
    folds = (decode_fold(row) for row in reader.register.folds("bond", kind=FLAG, limit=EVERY))
    return sum(isinstance(one, PublishedFlag) and one.at[:4] == year for one in folds)


def _said(reader: Reader, header: Sealed) -> FlagCount | None:
    payload = reader.payloads.get(header.payload, header.id)
    if payload is None:
        return None
    try:
        said = sealed.decode(payload.body)
    except (Refusal, msgspec.MsgspecError):
        return None
    return said if isinstance(said, FlagCount) else None
