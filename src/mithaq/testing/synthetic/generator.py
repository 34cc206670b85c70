"""The generator: one seed, one stream of people and objects, the same on every machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from mithaq.domain.content import Firearm, Missing, TravelDocument, Vehicle, Wanted
from mithaq.ops.tables import FrequencyRow
from mithaq.testing.synthetic import alerts, objects
from mithaq.testing.synthetic.customs import custom_of
from mithaq.testing.synthetic.names import state_names
from mithaq.testing.synthetic.numbers import Serials
from mithaq.testing.synthetic.person import Source, SyntheticPerson
from mithaq.testing.synthetic.planted import planted_numbers

DEFAULT_SEED = 2025  # the year in which the Council announced such a system
ELDEST, YOUNGEST = 1950, 2003  # birth years of people who are not asked for with a date


class Generator:
    """Synthetic people and objects of TN, EG, SA, JO and MA.

    Two generators with the same seed and rows give the same things if they are asked the same questions in
    the same order. Numbers never repeat within a generator. Each state has a stream of its own, so asking for
    more Tunisians leaves the Egyptians as they were. Every method raises ValueError for another state.
    """

    def __init__(self, seed: int, rows: Sequence[FrequencyRow]) -> None:
        self._seed = seed
        self._rows = rows
        self._sources: dict[str, Source] = {}
        self._planted = False

    def person(self, state: str) -> SyntheticPerson:
        """An adult of the state."""
        return self._source(state).person(ELDEST, YOUNGEST)

    def wanted(self, state: str, today: date) -> Wanted:
        """A complete arrest alert as of `today`. The first one of TN is on the planted person."""
        planted = state == "TN" and not self._planted
        self._planted = self._planted or planted
        return alerts.wanted(self._source(state), today, planted=planted)

    def missing(self, state: str, today: date, child: bool) -> Missing:
        """A report of a missing child (3 to 16 years) or adult as of `today`."""
        return alerts.missing(self._source(state), today, child=child)

    def travel_document(self, state: str) -> TravelDocument:
        """A stolen or lost travel document issued by the state."""
        return objects.travel_document(self._source(state))

    def vehicle(self, state: str) -> Vehicle:
        """A vehicle stolen in the state."""
        return objects.vehicle(self._source(state))

    def firearm(self, state: str) -> Firearm:
        """A firearm stolen or lost in the state."""
        return objects.firearm(self._source(state))

    def objects(self, state: str, count: int) -> Iterator[TravelDocument | Vehicle | Firearm]:
        """So many objects: about 88 % travel documents, 9 % vehicles, 3 % firearms."""
        return objects.objects(self._source(state), count)

    def _source(self, state: str) -> Source:
        if state not in self._sources:
            custom = custom_of(state)
            random = Random(f"{self._seed}/{state}")
            names = state_names(custom, self._rows)
            self._sources[state] = Source(custom, names, Serials(random, planted_numbers()), random)
        return self._sources[state]
