"""The register as it is searched: segments that never change, a live one that grows, and the numbers that left.

The register numbers what enters it in rising order and never uses a number twice. An index holds everything up to the number
`last` and has heard of the first `departed` departures; whoever owns the register tells it the rest before a search.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import lt
from pathlib import Path

from mithaq.search.contents import Contents, contents_of
from mithaq.search.departed import departed, grown_by
from mithaq.search.exact_keys import key_of
from mithaq.search.files import Held
from mithaq.search.joining import Joining, holds
from mithaq.search.kernels.heard import Memory, grown, memory
from mithaq.search.live import Live
from mithaq.search.person import SearchPerson, SearchThing
from mithaq.search.query import PersonQuery
from mithaq.search.scales import Scales
from mithaq.search.searcher import TOP, Found, Searched, Searcher
from mithaq.search.shelf import BEFORE_ALL, FORMAT, Manifest, Shelf, Stamp

MOST_LIVE = 16_384
"""Rows of the live segment before it should become one with postings: reading so many takes a tenth of a millisecond."""

UNSEEN: Stamp = (-1, -1)
"""Of no manifest."""

MOST_SEGMENTS = 4
"""Segments that are searched one after the other before the smaller ones are made into one."""


class Index:
    """For one thread at a time; several processes may share the folder."""

    def __init__(self, scales: Scales, shelf: Shelf | None = None) -> None:
        """Use `in_memory` or `open`."""
        self._scales = scales
        self._shelf = shelf
        self._searcher = Searcher(scales)
        self._stamp: Stamp = UNSEEN
        self._segments: list[Held] = []
        self._searched: list[Searched] = []
        self._lives: list[tuple[Live, Memory]] = []
        self._set([])
        self._gone: set[int] = set()
        self._left = departed(())
        self.last, self.departed, self._swept = BEFORE_ALL, 0, 0

    @classmethod
    def in_memory(cls, scales: Scales) -> Index:
        """An empty register that no file holds."""
        return cls(scales)

    @classmethod
    def open(cls, folder: Path, scales: Scales) -> Index:
        """The register of a folder, which is made if need be. Raises IndexDamaged, OSError."""
        index = cls(scales, Shelf(folder, scales.digest))
        index.refresh()
        return index

    @classmethod
    def anew(cls, folder: Path, scales: Scales) -> Index:
        """The empty register of a folder, whatever it holds. Raises OSError; IndexDamaged while another process writes."""
        index = cls(scales, Shelf(folder, scales.digest))
        index.clear()
        return index

    def __len__(self) -> int:
        """Rows: one for each spelling and birth date of a person."""
        return sum(len(held.rows.number) for held in self._segments) + sum(len(live) for live, _ in self._lives)

    @property
    def fresh(self) -> int:
        """Rows that were added since the last `join`."""
        return len(self._lives[-1][0])

    @property
    def unswept(self) -> int:
        """How many have left since the last sweep."""
        return len(self._gone)

    @property
    def segments(self) -> int:
        """How many segments with postings a search goes through."""
        return len(self._segments)

    def bytes(self) -> int:
        """Room that the segments take, without the live one."""
        arrays = (array for held in self._segments for array in (*held.rows.words, *held.rows[1:]))
        return sum(array.nbytes for array in arrays) + sum(
            held.exact.key.nbytes + held.exact.number.nbytes for held in self._segments
        )

    def refresh(self) -> None:
        """See what another process has written; what was added here since is forgotten, and `last` says from where on
        to add again. Raises IndexDamaged."""
        if self._shelf is None or self._shelf.stamp() == self._stamp:
            return
        stamp = self._shelf.stamp()
        manifest = self._shelf.manifest()
        segments = self._shelf.load(manifest)
        self._forget(manifest, segments)
        self._stamp = stamp

    def add(self, things: Iterable[SearchPerson | SearchThing]) -> None:
        """Make persons and things findable; they are when this returns. Raises ValueError unless their numbers rise."""
        every = list(things)
        numbers = [self.last, *(thing.number for thing in every)]
        if not all(map(lt, numbers, numbers[1:])):
            raise ValueError("numbers rise")
        self.last = numbers[-1]
        self._lives[-1][0].add(every)

    def remove(self, numbers: Iterable[int], departed: int = 0) -> None:
        """Make these numbers unfindable; `departed` is how many departures have been told with them."""
        new = set(numbers) - self._gone
        self._gone |= new
        self._left = grown_by(self._left, new)
        self.departed = max(self.departed, departed)

    def find(self, query: PersonQuery, top: int = TOP, every: bool = False) -> list[Found]:
        """The best matches, most evidence first, at most `top`; with `every` also those of class *none*.

        Raises Refusal ``name.too_long``, ``query.birth``.
        """
        self._lives = [(live, grown(remembered, len(live.words))) for live, remembered in self._lives]
        segments = list(self._searched)
        segments += [Searched(live.segment(), remembered) for live, remembered in self._lives if len(live)]
        return self._searcher.find(query, segments, self._left, top, every)

    def exact(self, field: str, value: str) -> list[int]:
        """Numbers of those who bear this document, plate or serial, given in its normal form."""
        found = [number for live, _ in self._lives for number in live.exact(field, value)]
        for held in self._segments:
            found += held.exact.find(key_of(field, value))
        return sorted(number for number in set(found) if number not in self._gone)

    def held(self) -> tuple[list[Held], frozenset[int]]:
        """All segments as they are now, and the numbers in them that count no more: for `contents_of`."""
        return [*self._segments, *(live.held() for live, _ in self._lives)], frozenset(self._gone)

    def told(self, things: Iterable[SearchPerson | SearchThing]) -> Contents:
        """What an index holds that was told of these alone."""
        live = Live(self._scales.rows)
        live.add(list(things))
        return contents_of([live.held()])

    def verify(self) -> None:
        """Read every file against its checksums. Raises IndexDamaged."""
        if self._shelf is not None:
            self._shelf.verify()

    def clear(self) -> None:
        """Forget everything: all is to be added anew."""
        if self._shelf is not None:
            with self._shelf.writing() as mine:
                if mine:
                    self._shelf.clear()
        self._stamp = UNSEEN
        self._forget()
        self.refresh()

    def compact(self) -> bool:
        """Make the live segment into one with postings, together with the segments that are not much larger.

        Does nothing, and says so, while another process writes, or when it has written: see `refresh`. Raises OSError,
        IndexDamaged.
        """
        return self._carried_out(self.join())

    def sweep(self) -> bool:
        """Write every segment anew that holds anybody who left, so that no file tells what their names sounded like.

        Returns and raises as `compact`.
        """
        return self._carried_out(self.join(sweep=True))

    def join(self, *, sweep: bool = False) -> Joining | None:
        """Begin to compact or sweep; None where there is nothing to do. One at a time, ended by `take`."""
        gone = frozenset(self._gone)
        lives = [live for live, _ in self._lives if len(live)]  # an empty one may fill while others are joined
        kept = self._clean(gone) if sweep else self._much_larger()
        idle = not any(holds(live.held(), gone) for live in lives) if sweep else not any(map(len, lives))
        if idle and len(kept) == len(self._segments):
            if sweep:
                self._gone.clear()  # nobody of these is anywhere any more
                self._left = departed(())
            return None
        if lives:
            self._lives.append((Live(self._scales.rows), memory(0)))
        swept = self.departed if sweep else self._swept
        draft = Manifest(FORMAT, self._scales.digest, upto=self.last, departed=swept)
        return Joining(self._segments, kept, lives, gone, draft, self._scales.rows, self._shelf, self._stamp, sweep)

    def take(self, joining: Joining) -> bool:
        """Search what a joining has made. False if it has made nothing, because another process wrote."""
        if joining.made is None:
            return False
        if self._stamp == joining.before:
            lives = [pair for pair in self._lives if pair[0] not in joining.lives]
            self._set(joining.made, lives)
            if joining.sweep:
                self._gone -= joining.gone
                self._left = departed(self._gone)
            self._swept, self._stamp = joining.draft.departed, joining.stamp
        return True

    def _carried_out(self, joining: Joining | None) -> bool:
        if joining is None:
            return True
        joining.run()
        return self.take(joining)

    def _clean(self, gone: frozenset[int]) -> list[int]:
        """The places of the segments that hold nobody who left."""
        return [place for place, held in enumerate(self._segments) if not holds(held, gone)]

    def _much_larger(self) -> list[int]:
        """The places of the segments that are left as they are when the live one is written."""
        size = sum(len(live) for live, _ in self._lives)
        rows = [max(len(held.rows.number), len(held.exact.number)) for held in self._segments]
        kept = sorted(range(len(rows)), key=lambda place: -rows[place])
        while kept and (rows[kept[-1]] <= 2 * size or len(kept) >= MOST_SEGMENTS):
            size += rows[kept.pop()]
        return sorted(kept)

    def _set(self, segments: list[Held], lives: Sequence[tuple[Live, Memory]] = ()) -> None:
        """Search these segments, and these that grow; without any, an empty one."""
        self._segments = segments
        self._searched = [
            Searched(held.rows, memory(len(held.rows.words.kind), rows=len(held.rows.number))) for held in segments
        ]
        self._lives = [*lives] or [(Live(self._scales.rows), memory(0))]

    def _forget(self, manifest: Manifest | None = None, segments: Iterable[Held] = ()) -> None:
        self._set(list(segments))
        self._gone.clear()
        self._left = departed(())
        self.last = manifest.upto if manifest else BEFORE_ALL
        self.departed = self._swept = manifest.departed if manifest else 0
