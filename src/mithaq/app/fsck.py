"""`fsck`: believe nothing, rebuild everything from the bytes, and compare.

Every envelope is admitted again into an empty store, every payload checked against its commitment and applied, and the
result compared with what this node has derived. A flipped bit anywhere shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from mithaq.app.agenda import unmade
from mithaq.app.alerts import UNATTACHED
from mithaq.app.erasable import all_over
from mithaq.app.log_keeping import base_of, chain_broken_at, fault_of
from mithaq.app.node import Node, Transaction
from mithaq.app.ports.faults import CORRUPT, StoreFault
from mithaq.app.ports.rows import Stored
from mithaq.app.ports.store import Reader, Store
from mithaq.app.project import Projection
from mithaq.app.registry import item_of
from mithaq.app.replaced import PHOTO
from mithaq.app.replicate import store as store_admitted
from mithaq.app.view import View
from mithaq.journal.admit import CITE_NOT_HELD, CLOCK_AHEAD, PAYLOAD_NOT_HELD, TYPE_UNKNOWN, Admitted, Limits, admit
from mithaq.journal.envelope import to_wire
from mithaq.journal.errors import Refused
from mithaq.journal.header import Header
from mithaq.journal.merkle import Frontier
from mithaq.journal.payload import Payload
from mithaq.search.files import IndexDamaged

PAGE = 1000
MAX_FAULTS = 100  # after that many the answer is known
ALL = 10_000_000
FLAGS = frozenset({CITE_NOT_HELD, CLOCK_AHEAD, PAYLOAD_NOT_HELD, TYPE_UNKNOWN})
Tick = Callable[[str, int], None]


class Fault(Struct, frozen=True):
    """One thing that is not as it must be: a stable code, and where."""

    code: str
    where: str


class Report(Struct, frozen=True):
    """What was checked and what was found. `sound` is what the exit status says."""

    events: int
    payloads: int
    attachments: int
    log_lines: int
    faults: tuple[Fault, ...]

    @property
    def sound(self) -> bool:
        """Nothing is wrong."""
        return not self.faults


def fsck(node: Node, tick: Tick = lambda what, count: None) -> Report:
    """Check the node's whole store, and that the index finds what is in it and nothing else.

    Changes nothing, but that an index which cannot be read at all is built anew as soon as it is opened.
    """
    scratch = node.scratch()
    try:
        with node.store.read() as reader:
            work = _Rebuilding(node, reader, scratch, tick)
            work.faults += [Fault("store.integrity", text) for text in node.store.integrity()]
            for check in (work.replay, work.hold, work.follow_log, work.compare, work.haunt):
                work.guarded(check)
        work.guarded(work.search)  # after the snapshot is let go: see `Searching`
    finally:
        scratch.close()
    return Report(work.events, work.payloads, work.files, work.log_lines, tuple(work.faults[:MAX_FAULTS]))


class _Rebuilding:
    """One run: what is read from, what is rebuilt into, and what was found on the way."""

    def __init__(self, node: Node, reader: Reader, scratch: Store, tick: Tick) -> None:
        self.node = node
        self.reader = reader
        self.scratch = scratch
        self.tick = tick
        self.events = self.payloads = self.files = self.log_lines = 0
        self.faults: list[Fault] = []
        self._committed: set[tuple[str, str, str]] = set()  # commitment, and subject and item that it belongs to
        self._own: list[str] = []

    def guarded(self, check: Callable[[], None]) -> None:
        """Run one check; bytes that the store itself finds damaged are a finding like any other."""
        try:
            check()
        except StoreFault as fault:
            if fault.code != CORRUPT:
                raise
            self.faults.append(Fault(fault.code, fault.where))

    def replay(self) -> None:
        """Admit every event anew, journal by journal."""
        for member, head in sorted(self.reader.journal.heads().items()):
            after = 0
            while page := self.reader.journal.after(member, after, PAGE):
                fault = self._admit(member, page)
                if fault is not None:
                    self.faults.append(fault)
                    break
                after = page[-1].envelope.header.seq
                self.events += len(page)
                self.tick("events", self.events)
            if not self.faults and head.seq != after:
                self.faults.append(Fault("journal.short", f"{member}/{after}"))

    def hold(self) -> None:
        """Check each payload that is held against its commitment, and apply it to the rebuilt state."""
        sound = not self.faults  # a journal that cannot be read to its end would make every payload look lost
        with self.scratch.write() as tx:
            projection = Projection(tx, self.node.member, self.node.law)
            for id, _ in self.reader.register.fold_states():
                of = self.reader.payloads.of(id)
                for hash, payload in self._sound(list(of)).items():
                    if of[hash] == PHOTO or (hash, id, of[hash]) in self._committed:
                        projection.arrived(hash, payload, id, of[hash])
                    elif sound:
                        self.faults.append(Fault("payload.misplaced", hash))
                self.tick("payloads", self.payloads)
            for want in tx.payloads.wanted(ALL):
                if self.reader.payloads.is_erased(want.hash, want.subject):
                    tx.payloads.unwant([want.hash], want.subject)
            tx.payloads.unwant(self._files())
            projection.finish()
        self._sound(list(self.reader.payloads.of(UNATTACHED)))
        if sound:
            self._nothing_missing()

    def _nothing_missing(self) -> None:
        """Every payload belongs to something, and whatever this member committed to is held or was erased."""
        if self.payloads != self.node.store.sizes()["payloads"]:
            self.faults.append(Fault("payload.of_nothing", "payloads"))
        held = self.reader.payloads.held(self._own)
        lost = [hash for hash in self._own if hash not in held and not self.reader.payloads.is_erased(hash)]
        self.faults += [Fault("payload.lost", hash) for hash in lost]

    def _files(self) -> list[str]:
        """Check each attachment that is kept against its hash and its seal. All hashes of which something is known here."""
        hashes = self.reader.attachments.hashes()
        for hash in hashes:
            try:
                self.reader.attachments.get(hash)
            except StoreFault:
                self.faults.append(Fault("attachment.damaged", hash))
        self.files = len(hashes)
        own, known = set(self._own), set(hashes)
        cited = {one.attachment for one in self.reader.attachments.citations() if one.payload in own}
        self.faults += [Fault("attachment.lost", hash) for hash in sorted(cited - known)]
        return hashes

    def follow_log(self) -> None:
        """Follow the chain of the look-up log to its head, from its beginning or from where older lines were dropped."""
        size, head = self.reader.desk.log_head()
        self.log_lines = max(0, size - base_of(self.reader).number)
        if wrong := fault_of(self.node, self.reader):
            self.faults.append(Fault(wrong[0], str(wrong[1])))
            return
        broken = chain_broken_at(self.reader)
        if broken is not None:
            self.faults.append(Fault("log.chain", str(broken)))
            return
        last = self.reader.desk.log_lines(size - 1, 1) if size else []
        if size and (not last or last[0].hash != head):
            self.faults.append(Fault("log.head", str(size)))

    def compare(self) -> None:
        """What this node derived, and what was rebuilt. Said only if the sources are sound: else it follows from them."""
        if not self.faults:
            past = all_over(self.node, self.reader)
            gone = frozenset((hash, subject) for subject, hashes in past.items() for hash in hashes)
            left_out = unmade(self.reader, self.node.law)
            self.faults += _differences(self.node.store, self.scratch, gone, left_out)

    def haunt(self) -> None:
        """Whoever is said to have left is not there: else an index would forget somebody who is."""
        self.faults += [Fault("departures.ghost", str(number)) for number in self.reader.register.ghosts()]

    def search(self) -> None:
        """Verify the index's files, and compare what it holds with the entries of the store."""
        searching = self.node.searching
        try:
            searching.verify()
        except IndexDamaged as damage:
            searching.found_damaged(damage)
        if searching.damaged:
            self.faults.append(Fault("index.damaged", searching.damaged))
        elif not self.faults:
            self.faults += [Fault("index.differs", str(number)) for number in searching.differences(self.node.store)]

    def _admit(self, member: str, page: list[Stored]) -> Fault | None:
        seq = page[0].envelope.header.seq
        with self.scratch.write() as tx:
            transaction = Transaction(tx, Projection(tx, self.node.member, self.node.law))
            view, frontiers = View(tx.journal), dict[str, Frontier]()
            limits = Limits(closed=self.node.trust.closed)
            for stored in page:
                try:
                    seq = stored.envelope.header.seq
                    wire, now = to_wire(stored.envelope), self.node.now()
                    decided = admit(
                        wire, view=view, roster=self.node.roster, rules=self.node.rules, now=now, limits=limits
                    )
                except Refused as refusal:
                    return Fault(f"journal.{refusal.code.value}", f"{member}/{seq}")
                if not isinstance(decided, Admitted):
                    return Fault("journal.fork", f"{member}/{seq}")
                if stored.applied is (TYPE_UNKNOWN in decided.flags) or not FLAGS.issuperset(stored.flags):
                    return Fault("journal.flags", f"{member}/{seq}")
                store_admitted(self.node, transaction, decided, view, frontiers)
                self._commit_to(decided.envelope.header)
            transaction.projection.finish()
        return None

    def _commit_to(self, header: Header) -> None:
        named = {item.hash: item.id for item in header.items}
        if header.payload is not None:
            named[header.payload.hash] = item_of(header.type, header.subject)
        self._committed |= {(hash, header.subject, item) for hash, item in named.items()}
        if header.member == self.node.member:
            self._own += named

    def _sound(self, hashes: list[str]) -> dict[str, Payload]:
        """The payloads that are what was committed to; one that is not is a finding and spoils no other."""
        self.payloads += len(hashes)
        try:
            return self.reader.payloads.many(hashes)
        except StoreFault:
            found: dict[str, Payload] = {}
            for hash in hashes:
                try:
                    found |= self.reader.payloads.many([hash])
                except StoreFault:
                    self.faults.append(Fault("payload.commitment_mismatch", hash))
            return found


def _differences(
    kept: Store, rebuilt: Store, gone: frozenset[tuple[str, str]], unmade: frozenset[str]
) -> Iterator[Fault]:
    """Rows that are kept and not derivable, or derivable and not kept.

    Whether something that is `gone` is still asked for depends on the hour, not on the bytes: such wants are left out.
    So are the tables that a node of an earlier release left `unmade` until it runs for the first time.
    """
    left, right = (
        {
            (table, row)
            for table, row in store.derived()
            if table not in unmade and (table != "wants" or row[:2] not in gone)
        }
        for store in (kept, rebuilt)
    )
    for table, row in sorted(left - right, key=repr):
        yield Fault("derived.surplus", f"{table} {row[0]}")
    for table, row in sorted(right - left, key=repr):
        yield Fault("derived.missing", f"{table} {row[0]}")
