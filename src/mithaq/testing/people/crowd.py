"""A crowd of invented people as large as one likes: person n is the same whoever asks for it, and in whatever order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from mithaq.ops.tables import FrequencyRow
from mithaq.search.person import SearchPerson
from mithaq.testing.people import births
from mithaq.testing.people.births import Days
from mithaq.testing.people.dice import Dice, Flags, Ints
from mithaq.testing.people.pools import Lexicon
from mithaq.testing.people.states import STATES, STYLES
from mithaq.testing.people.tell import ARABIC, Teller

MOST_PARTS = 5
PARTS = (1, 2, 3)
"""Upper ends of a scale: three, four and five parts are equally frequent."""

IN_ARABIC = 0.40
"""Share of names stored, or asked for, in Arabic script."""

HOME_STYLE = 0.70
"""Of those in Latin letters: how many are in the style of the person's own state; the rest in any of the six."""

SEX_KNOWN = 0.95
CHUNK = 50_000
"""Persons drawn at a time: some 30 MB of arrays and texts."""

SEXES = ("", "male", "female")


class People(NamedTuple):
    """Who they are, one row a person, before anybody wrote it down.

    `names`: numbers of the parts in `Lexicon`, given name first, family name last, -1 where there is no part.
    `forms`: 0 for Arabic script, else 1 + the style; `linked`: whether *son of* is written.
    """

    places: Ints
    states: Ints
    names: Ints
    sexes: Ints
    days: Days
    forms: Ints
    linked: Flags
    dice: Dice


class Crowd:
    """Everybody of one seed."""

    def __init__(self, seed: int, rows: Sequence[FrequencyRow]) -> None:
        """`rows` are those of the frequency table; see `mithaq.ops.tables.frequency_rows`."""
        self.seed = seed
        self._lexicon = Lexicon(rows)
        self.teller = Teller(seed, self._lexicon)

    def people(self, places: Ints) -> People:
        """These persons; any numbers from 0 to 2**62."""
        dice = Dice(self.seed, places.astype(np.uint64))
        states = dice.pick("state", np.cumsum([state.weight for state in STATES]))
        names = self._names(dice, states)
        sexes = self._lexicon.sex[np.minimum(names[:, 0], len(self._lexicon.names))]
        styles = np.array([STYLES.index(state.style) for state in STATES])[states]
        styles = np.where(dice.chance("home style", HOME_STYLE), styles, dice.below("style", len(STYLES)))
        forms = np.where(dice.chance("arabic", IN_ARABIC), ARABIC, 1 + styles)
        share = np.array([round(100 * state.linked) for state in STATES])
        linked = dice.below("linked", 100) < share[states]
        return People(places, states, names, sexes, births.true_days(dice), forms, linked, dice)

    def persons(self, count: int, first: int = 0, chunk: int = CHUNK) -> Iterator[list[SearchPerson]]:
        """`count` persons as a register holds them, in lists of `chunk`; their numbers begin at `first`."""
        for start in range(first, first + count, chunk):
            places = np.arange(start, min(start + chunk, first + count), dtype=np.int64)
            people = self.people(places)
            yield self._stored(people)

    def _stored(self, people: People) -> list[SearchPerson]:
        parts = self.teller.parts(people.names, people.forms, people.dice, "stored")
        self.teller.link(parts, people.names[:, 0], people.states, people.forms, people.linked)
        sexes = np.where(people.dice.chance("sex known", SEX_KNOWN), people.sexes, 0).tolist()
        born = births.on_file(people.dice, people.days).texts.tolist()
        rows = zip(people.places.tolist(), map(" ".join, parts), born, sexes, people.states.tolist(), strict=True)
        return [
            SearchPerson(number, (name,), (birth,) if birth else (), SEXES[sex], (STATES[state].code,))
            for number, name, birth, sex, state in rows
        ]

    def _names(self, dice: Dice, states: Ints) -> Ints:
        """Given name, fathers, family; nobody is named like his own father twice over."""
        lexicon, known = self._lexicon, len(self._lexicon.names)
        count = 3 + dice.pick("parts", np.array(PARTS))
        given = lexicon.given.draw(dice, "given", states, known)
        chain = [given]
        for number in range(1, MOST_PARTS - 1):
            father = lexicon.fathers.draw(dice, f"father {number}", states, known)
            other = lexicon.fathers.draw(dice, f"father {number} again", states, known)
            father = np.where(father == chain[-1], other, father)
            chain.append(np.where(number < count - 1, father, -1))
        family = lexicon.families.draw(dice, "family", states, known)
        return np.stack([*chain, family], axis=1)
