"""Everything that evidence is weighed with, made once a process: costs of sounds, rarity of names, weights."""

from __future__ import annotations

import hashlib

from mithaq.names.rarity import Rarity
from mithaq.search.classes import relief, reliefs
from mithaq.search.kernels.shapes import Evidence
from mithaq.search.sounds import sounds
from mithaq.search.weights import eased, evidence


class Scales:
    """`sounds` and `evidence` for the kernels; `rows` finds the row of a rarity key; `digest` names this set of tables."""

    def __init__(self, table: Rarity, reading: str = "") -> None:
        """`reading` names the way in which names are read: what was read in another way is of no use."""
        self.rows = table.rows
        self.sounds = sounds()
        self.evidence: Evidence = evidence(table)
        self._at = {relief: eased(self.evidence, relief) for relief in reliefs()}
        self.digest = hashlib.sha256(repr((sorted(table.rows.items()), table.bits, reading)).encode()).hexdigest()[:16]

    def at(self, rows: int) -> Evidence:
        """What counts in a register of so many rows."""
        return self._at[relief(rows)]
