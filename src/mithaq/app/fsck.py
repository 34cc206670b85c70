"""`fsck`: believe nothing, rebuild everything from the bytes, and compare.

Every envelope is admitted again into an empty store, every payload checked against its commitment and applied, and the
result compared with what this node has derived. A flipped bit anywhere shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from mithaq.app.erase import known_alerts, over
from mithaq.app.log import broken_at
from mithaq.app.node import Node, Transaction
from mithaq.app.ports.rows import LogRow, Stored
from mithaq.app.ports.store import Reader, Store
from mithaq.app.project import Projection
from mithaq.app.replicate import store as store_admitted
from mithaq.app.view import View
from mithaq.journal.admit import Admitted, admit
from mithaq.journal.envelope import to_wire
from mithaq.journal.errors import Refused
from mithaq.journal.merkle import Frontier
from mithaq.journal.payload import matches

PAGE = 1000
MAX_FAULTS = 100  # after that many the answer is known
Tick = Callable[[str, int], None]


class Fault(Struct, frozen=True):
    """One thing that is not as it must be: a stable code, and where."""

    code: str
    where: str


class Report(Struct, frozen=True):
    """What was checked and what was found. `sound` is what the exit status says."""

    events: int
    payloads: int
    log_lines: int
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Nothing is wrong."""
        return not self.faults


def fsck(node: Node, tick: Tick = lambda what, count: None) -> Report:
    """Check the node's whole store. Changes nothing."""
    faults = [Fault("store.integrity", text) for text in node.store.integrity()]
    scratch = node.scratch()
    try:
        with node.store.read() as reader:
            events, found = _replay(node, reader, scratch, tick)
            faults += found
            payloads, found = _payloads(node, reader, scratch, tick)
            faults += found
            lines, found = _log(reader)
            faults += found
            gone = frozenset(over(node, known_alerts(reader)))
        if not faults:
            faults += list(_differences(node.store, scratch, gone))
    finally:
        scratch.close()
    return Report(events, payloads, lines, tuple(faults[:MAX_FAULTS]))


def _replay(node: Node, reader: Reader, scratch: Store, tick: Tick) -> tuple[int, list[Fault]]:
    """Admit every event anew, journal by journal."""
    count, faults = 0, []
    for member in sorted(reader.journal.heads()):
        after = 0
        while page := reader.journal.after(member, after, PAGE):
            fault = _admit_page(node, scratch, member, page)
            if fault is not None:
                faults.append(fault)
                break
            after = page[-1].envelope.header.seq
            count += len(page)
            tick("events", count)
        head = reader.journal.head(member)
        if not faults and head is not None and head.seq != after:
            faults.append(Fault("journal.short", f"{member}/{after}"))
    return count, faults


def _admit_page(node: Node, scratch: Store, member: str, page: list[Stored]) -> Fault | None:
    seq = page[0].envelope.header.seq
    with scratch.write() as tx:
        transaction = Transaction(tx, Projection(tx, node.member, node.law))
        view, frontiers = View(tx.journal), dict[str, Frontier]()
        for stored in page:
            try:
                seq = stored.envelope.header.seq
                wire = to_wire(stored.envelope)
                decided = admit(wire, view=view, roster=node.roster, rules=node.rules, now=node.now())
            except Refused as refusal:
                return Fault(f"journal.{refusal.code.value}", f"{member}/{seq}")
            if not isinstance(decided, Admitted):
                return Fault("journal.fork", f"{member}/{seq}")
            store_admitted(node, transaction, decided, view, frontiers)
        transaction.projection.finish()
    return None


def _payloads(node: Node, reader: Reader, scratch: Store, tick: Tick) -> tuple[int, list[Fault]]:
    """Check each payload that is held against its commitment, and apply it to the rebuilt state."""
    count, faults = 0, []
    with scratch.write() as tx:
        projection = Projection(tx, node.member, node.law)
        for id, _ in reader.register.fold_states():
            of = reader.payloads.of(id)
            for hash, payload in reader.payloads.many(list(of)).items():
                count += 1
                if not matches(payload, hash):
                    faults.append(Fault("payload.commitment_mismatch", hash))
                    continue
                projection.arrived(hash, payload, id, of[hash])
            tick("payloads", count)
        erased = [want.hash for want in tx.payloads.wanted(10_000_000) if reader.payloads.is_erased(want.hash)]
        tx.payloads.unwant(erased)
        projection.finish()
    return count, faults


def _log(reader: Reader) -> tuple[int, list[Fault]]:
    size, head = reader.desk.log_head()
    broken = broken_at(_lines(reader))
    if broken is not None:
        return size, [Fault("log.chain", str(broken))]
    last = reader.desk.log_lines(size - 1, 1) if size else []
    if size and (not last or last[0].hash != head):
        return size, [Fault("log.head", str(size))]
    return size, []


def _lines(reader: Reader) -> Iterator[LogRow]:
    after = 0
    while page := reader.desk.log_lines(after, PAGE):
        yield from page
        after = page[-1].number


def _differences(kept: Store, rebuilt: Store, gone: frozenset[str]) -> Iterator[Fault]:
    """Rows that are kept and not derivable, or derivable and not kept.

    Whether something that is `gone` is still asked for depends on the hour, not on the bytes: such wants are left out.
    """
    left, right = (
        {(table, row) for table, row in store.derived() if table != "wants" or row[0] not in gone}
        for store in (kept, rebuilt)
    )
    for table, row in sorted(left - right, key=repr):
        yield Fault("derived.surplus", f"{table} {row[0]}")
    for table, row in sorted(right - left, key=repr):
        yield Fault("derived.missing", f"{table} {row[0]}")
