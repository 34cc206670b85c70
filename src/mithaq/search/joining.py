"""Several segments being made into one. It takes seconds for a million persons, so nobody has to wait for it: what it reads
does not change meanwhile, and what is added or removed meanwhile goes elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from msgspec import structs

from mithaq.search.files import Held
from mithaq.search.live import Live
from mithaq.search.merge import merged
from mithaq.search.shelf import Manifest, Shelf, Stamp
from mithaq.search.uncollected import uncollected


@dataclass
class Joining:
    """Begun by `Index.join`, carried out by `run`, in another thread if need be, and ended by `Index.take`.

    Of the `segments` those at the places `kept` stay as they are; the others and the `lives` become one, without `gone`.
    `draft` says up to where that goes, `stamp` of which manifest it is the next, `sweep` that nobody who
    is `gone` is left in any segment. `made` are the segments that then count.
    """

    segments: Sequence[Held]
    kept: Sequence[int]
    lives: Sequence[Live]
    gone: frozenset[int]
    draft: Manifest
    rarity: Mapping[str, int]
    shelf: Shelf | None
    stamp: Stamp
    sweep: bool
    made: list[Held] | None = None

    def __post_init__(self) -> None:
        self.before = self.stamp

    def run(self) -> None:
        """Make the segment, and its file if there is a shelf; nothing if another process writes or has written.

        Raises OSError, IndexDamaged, and then nothing has changed.
        """
        if self.shelf is None:
            self.made = [*(self.segments[place] for place in self.kept), self._joined()]
            return
        with self.shelf.writing() as mine:
            if not mine or self.shelf.stamp() != self.stamp:
                return
            before = self.shelf.manifest()
            names = [before.segments[place] for place in self.kept]
            draft = structs.replace(self.draft, turn=before.turn)
            self.made = self.shelf.load(self.shelf.put(self._joined(), draft, names))
            self.stamp = self.shelf.stamp()

    def _joined(self) -> Held:
        held = [held for place, held in enumerate(self.segments) if place not in self.kept]
        with uncollected():
            return merged([*held, *(live.held() for live in self.lives)], sorted_numbers(self.gone), self.rarity)


def holds(held: Held, gone: frozenset[int]) -> bool:
    """Whether a segment holds any of these numbers."""
    wanted = sorted_numbers(gone)
    return bool(np.isin(held.rows.number, wanted).any() or np.isin(held.exact.number, wanted).any())


def sorted_numbers(numbers: frozenset[int]) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
    """As an array."""
    return np.array(sorted(numbers), np.uint32)
