"""Commissioners, and panels by lot as the commission's node draws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from mithaq.app.node import Actor
from mithaq.app.officers import NewOfficer, new_row
from mithaq.domain.lot import Head, ranked
from mithaq.domain.remedy.order_events import Judge
from mithaq.testing.world import World

NATIONS = ("BH", "SD", "QA", "DJ", "KM", "TN", "EG")
POOL = tuple(Judge(f"o-{number:016x}", state) for number, state in enumerate(NATIONS, 1))
HEADS = (Head("TN", 3, "ab" * 32), Head("OC", 9, "cd" * 32))


def by_lot(
    subject: str, over: str, barred: Sequence[str] = ("TN",), pool: Sequence[Judge] = POOL, seats: int = 3
) -> dict[str, Any]:
    """The body of a panel that the lot gave, without nationals of `barred`."""
    national_of = {judge.id: judge.national_of for judge in pool}
    order = [id for id in ranked(national_of, subject, HEADS) if national_of[id] not in barred]
    body = {"over": over, "pool": pool, "heads": HEADS, "seats": order[:seats]}
    return dict(msgspec.to_builtins(body))


def employ(world: World, code: str = "OC", nations: Sequence[str] = NATIONS) -> dict[str, Actor]:
    """Commissioners of these nations, on the desk of the commission's node; by the id that they sign with."""
    found: dict[str, Actor] = {}
    with world[code].write() as tx:
        for number, nation in enumerate(nations, 1):
            login = f"commissioner{number}@{code}"
            new = NewOfficer(
                login, "مفوض", "Commissioner", "commissioner", f"{code}-TUNIS", f"{code}-COMMISSION", nation, "x"
            )
            row = new_row(world[code], new)
            tx.store.desk.put_officer(row)
            found[row.id] = Actor(row.id, login, row.role, row.post, row.authority, nation)
    return found
