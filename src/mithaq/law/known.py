"""What the rows of other tables may speak of: a row about a state or an instrument that is none is a misprint."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from mithaq.domain.instrument import Instrument


class Known(NamedTuple):
    """The packs by id, and the codes of the states."""

    instruments: Mapping[str, Instrument]
    states: Collection[str]

    def problem(self, state: str, instrument: str = "") -> str:
        """What is wrong with a row about these; empty if nothing is. No instrument: all of them."""
        if state not in self.states:
            return f"{state} is no state"
        return f"{instrument} is no instrument" if instrument and instrument not in self.instruments else ""

    def party_problem(self, state: str, instrument: str) -> str:
        """The same for a row by which the instrument binds the state."""
        pack = self.instruments.get(instrument)
        if pack is None or pack.template:
            return f"{instrument} is no instrument that binds"
        return f"{instrument} never holds for {state}" if state in pack.never else self.problem(state)
