"""The index beside the store: brought up to date with it before it is asked, by whichever thread asks.

The store numbers what enters in rising order and writes down which numbers left. An index that has everything up to a
number, and has heard of so many departures, is told the rest in the snapshot in which it is asked. So what a write has
committed is found by every process at once, however it came about and whoever was killed meanwhile.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from threading import Lock
from typing import TypeVar

from msgspec import Struct

from mithaq.app.findable import findable
from mithaq.app.ports.faults import BUSY, CORRUPT, FULL, IO, StoreFault
from mithaq.app.ports.rows import Entry
from mithaq.app.ports.store import Reader, Store
from mithaq.domain import content as contents
from mithaq.domain.content import Content
from mithaq.domain.errors import Refusal
from mithaq.search.contents import contents_of, together
from mithaq.search.files import IndexDamaged, IndexOld
from mithaq.search.index import MOST_LIVE, Index
from mithaq.search.person import SearchPerson, SearchThing
from mithaq.search.shelf import BEFORE_ALL

T = TypeVar("T")
Tick = Callable[[int], None]

PAGE = 1000
"""Entries indexed in one turn, some tens of milliseconds: whoever waits for a turn gets one in between."""

WORTH_WRITING = 1024
"""Rows that only memory holds before they are written down: reading so many anew after a crash takes a tenth of a second."""

MOST_UNSWEPT = 65_536
"""Departed numbers that are kept in mind, unless they are fewer than `UNSWEPT_SHARE` of all: a few megabytes."""

UNSWEPT_SHARE = 0.25


class Size(Struct, frozen=True):
    """How large an index is: bytes of its segments, rows with those not yet written, segments, departed not yet swept
    out, and entries that could not be read.
    """

    bytes: int
    rows: int
    fresh: int
    segments: int
    unswept: int
    unreadable: int


class Searching:
    """The index of one node, for all its threads. It is opened when it is first needed.

    Nobody who holds a snapshot of the store may wait for a turn: in memory a snapshot is the whole store's turn.
    `unreadable` are the numbers of entries whose content the store finds damaged: they cannot be found, and must not
    keep the others from being found. `damaged` names a file of the index that was not what had been written. `there`: it
    was brought up to date since it was opened or last forgotten.
    """

    def __init__(self, opened: Callable[[Searching], Index]) -> None:
        """`opened` makes the index when it is needed, and says so if it `found_damaged` what was there."""
        self._opened = opened
        self._turn, self._tidying = Lock(), Lock()
        self.unreadable: set[int] = set()
        self.damaged = ""
        self.there = False

    @cached_property
    def _index(self) -> Index:
        with _as_fault():
            return self._opened(self)

    @contextmanager
    def asked(self, store: Store, ask: Callable[[Index], T]) -> Iterator[tuple[Reader, T]]:
        """A snapshot of the store, and what an index that holds exactly the same says. Raises StoreFault.

        The turn ends when the index has spoken; the snapshot stays until the block is left.
        """
        while True:
            with ExitStack() as held:
                with self._turn:
                    self._refresh()
                    reader = held.enter_context(store.read())
                    behind = self._page(reader) == PAGE
                    said = None if behind else ask(self._index)
                if said is not None:
                    yield reader, said
                    return
            self._take_in(store)  # a backlog goes page by page, so that no other thread waits for all of it

    def catch_up(self, store: Store, tick: Tick = lambda done: None) -> None:
        """Take in what entered the store, forget what left it, and write down what is much. `tick` hears how many entries.

        Raises StoreFault, also if the index cannot be written; what can be found is right all the same.
        """
        self._take_in(store, tick, write=True)
        with self._turn:
            unswept, rows, fresh = self._index.unswept, len(self._index), self._index.fresh
        if unswept > max(MOST_UNSWEPT, UNSWEPT_SHARE * rows):
            self._write(sweep=True)
        elif fresh >= WORTH_WRITING:
            self._write()

    def sweep(self, store: Store) -> None:
        """See to it that no file tells what the names of those who left sounded like. Raises StoreFault ``store.busy`` if
        another process writes just now, and others if the disk refuses; then it has to be done again.
        """
        self._take_in(store)
        if not self._write(sweep=True):
            raise StoreFault(BUSY, "index")

    def rebuild(self, store: Store, tick: Tick = lambda done: None) -> None:
        """Forget the whole index and build it anew from what the store holds. Raises StoreFault."""
        with self._tidying, self._turn, _as_fault():
            self.there = False
            self._index.clear()
            self.unreadable.clear()
        self.catch_up(store, tick)
        self.damaged = ""

    def found_damaged(self, damage: IndexDamaged) -> None:
        """Remember for `fsck` that a file was not what was written, though the index is being built anew."""
        if not isinstance(damage, IndexOld):
            self.damaged = str(damage)

    def verify(self) -> None:
        """Read every file of the index against its checksums. Raises IndexDamaged."""
        with self._turn:
            index = self._index
        with self._tidying:
            index.verify()

    def differences(self, store: Store) -> list[int]:
        """Numbers of entries that the index does not hold as it should, or holds and should not. Raises StoreFault."""
        with self.asked(store, Index.held) as (reader, held):
            expected, after = [contents_of([])], BEFORE_ALL
            while page := reader.register.entered_after(after, PAGE):
                after = page[-1][0]
                expected.append(self._index.told(self.told(reader, page)))
        return contents_of(*held).differences(together(expected))

    def size(self) -> Size:
        """How large the index is."""
        with self._turn:
            index = self._index
            return Size(index.bytes(), len(index), index.fresh, index.segments, index.unswept, len(self.unreadable))

    def close(self) -> None:
        """Write down what is worth it, so that the next start need not read it anew. A disk that refuses is no matter."""
        if "_index" in self.__dict__ and self._index.fresh >= WORTH_WRITING:
            try:
                self._write()
            except StoreFault:
                return

    def _take_in(self, store: Store, tick: Tick = lambda done: None, *, write: bool = False) -> None:
        done = 0
        while True:
            with self._turn:
                self._refresh()
                with store.read() as reader:
                    count = self._page(reader)
                fresh = self._index.fresh
            done += count
            tick(done)
            if count < PAGE:
                self.there = True
                return
            if write and fresh > MOST_LIVE:
                self._write()

    def _write(self, *, sweep: bool = False) -> bool:
        """Compact or sweep; whoever asks meanwhile does not wait for it. False if another process writes."""
        with self._tidying, _as_fault():
            with self._turn:
                self._refresh()
                joining = self._index.join(sweep=sweep)
            if joining is None:
                return True
            joining.run()
            with self._turn:
                return self._index.take(joining)

    def _refresh(self) -> None:
        """See what another process wrote; a damaged index is forgotten, and then there is everything to take in."""
        with _as_fault():
            try:
                self._index.refresh()
            except IndexDamaged as damage:
                self.found_damaged(damage)
                self.there = False
                self._index.clear()

    def _page(self, reader: Reader) -> int:
        """The departures, and a page of what entered. How many entries."""
        index = self._index
        departed, left = reader.register.departed_after(index.departed, index.last)
        if departed > index.departed:
            index.remove(left, departed)
        page = reader.register.entered_after(index.last, PAGE)
        if page:
            index.add(self.told(reader, page))
        return len(page)

    def told(self, reader: Reader, page: Sequence[tuple[int, Entry]]) -> list[SearchPerson | SearchThing]:
        """What the index is told of a page of entries; of one that cannot be read no more than its number."""
        held = self._readable(reader, page)
        return [findable(number, held[number]) if number in held else SearchThing(number) for number, _ in page]

    def _readable(self, reader: Reader, page: Sequence[tuple[int, Entry]]) -> dict[int, Content]:
        try:
            held = reader.payloads.many([entry.payload for _, entry in page])
            return {number: contents.decode(held[entry.payload].body) for number, entry in page}
        except (StoreFault, KeyError, Refusal) as fault:
            if isinstance(fault, StoreFault) and fault.code != CORRUPT:
                raise
            if len(page) == 1:
                self.unreadable.add(page[0][0])
                return {}
            return {number: content for one in page for number, content in self._readable(reader, [one]).items()}


@contextmanager
def _as_fault() -> Iterator[None]:
    """What the index's files refuse, as a fault of the store: `store.busy` if another process is clearing them."""
    try:
        yield
    except IndexDamaged:
        raise StoreFault(BUSY, "index") from None
    except OSError as problem:
        raise StoreFault(FULL if problem.errno == errno.ENOSPC else IO, "index") from None
