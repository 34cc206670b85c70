"""Names of the 22 states, drawn as often as the frequency table says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.resources import files

import numpy as np

from mithaq.ops.tables import FrequencyRow
from mithaq.testing.people.dice import MILLION, Dice, Ints
from mithaq.testing.people.rare import MANY, invented
from mithaq.testing.people.states import STATES, STYLES

INVENTED = 0.003
"""Share of all parts that are invented names."""

INVENTED_OF_REST = 0.1
"""The same of what a state's rows leave over: they stop at names seen twice. The rest comes from all states' names."""

MAN, WOMAN = 1, 2
"""Sex of a given name; 0 is unknown."""

PARTICLES = frozenset("بن ابن بنت ولد منت ال آل أبو ابو أم ام عبد".split())
"""Words that the table counts as names because somebody's chain was cut there; nobody bears one of them alone."""

_POOLED, _RARE = -1, -2
_SEEN_LEAST = 0.1  # a spelling below a tenth of a name's spellings is mostly a slip of the source
_SPELLINGS = 6


class Pool:
    """Numbers of names by state; a draw is one binary search for everybody at once."""

    def __init__(self, by_state: Sequence[Sequence[tuple[int, int]]]) -> None:
        """`by_state` holds (number, weight in millionths) in the order of `STATES`."""
        rests = [max(0, MILLION - sum(weight for _, weight in rows)) for rows in by_state]
        rows = [[*rows, *_rest(rest)] for rows, rest in zip(by_state, rests, strict=True)]
        self._numbers = np.array([number for own in rows for number, _ in own], np.int64)
        self._ends = np.cumsum(np.array([weight for own in rows for _, weight in own], np.int64))
        self._widths = np.array([sum(weight for _, weight in own) for own in rows], np.int64)
        self._starts = np.cumsum(self._widths) - self._widths
        everywhere: dict[int, int] = {}
        for state, own in zip(STATES, by_state, strict=True):
            for number, weight in own:
                everywhere[number] = everywhere.get(number, 0) + state.weight * weight // 100
        self._all = np.array(list(everywhere), np.int64)
        self._all_ends = np.cumsum(np.array(list(everywhere.values()), np.int64))

    def draw(self, dice: Dice, what: str, states: Ints, known: int) -> Ints:
        """A name for each; numbers from `known` on are invented ones."""
        at = self._starts[states] + dice.below(what, self._widths[states])
        found = self._numbers[np.searchsorted(self._ends, at, side="right")]
        pooled = self._all[dice.pick(what + "/all", self._all_ends)]
        rare = known + dice.below(what + "/rare", MANY)
        return np.where(found == _POOLED, pooled, np.where(found == _RARE, rare, found))


def _rest(rest: int) -> list[tuple[int, int]]:
    rare = round(rest * INVENTED_OF_REST) + round(INVENTED * MILLION)
    return [(_POOLED, rest - round(rest * INVENTED_OF_REST)), (_RARE, rare)]


class Lexicon:
    """Every name with its number, and the Latin spellings that the table has seen, by style.

    Raises ValueError if the rows know no given name or no family name at all.
    """

    def __init__(self, rows: Sequence[FrequencyRow]) -> None:
        self._rows = rows
        self.names = list(dict.fromkeys(row.name for row in rows))
        self._number = {name: number for number, name in enumerate(self.names)}
        self._sexes = _sexes()
        if not {"given", "surname"} <= {row.role for row in rows}:
            raise ValueError("the frequency rows must hold given names and family names")

    def arabic(self, number: int) -> str:
        """The name of that number in its usual orthography."""
        return self.names[number] if number < len(self.names) else invented(number - len(self.names))

    @cached_property
    def sex(self) -> Ints:
        """By number: `MAN`, `WOMAN` or 0. One more entry for every invented name."""
        return np.array([self._sexes.get(name, 0) for name in self.names] + [0], np.int64)

    @cached_property
    def given(self) -> Pool:
        """Given names of both sexes."""
        return self._pool("given", lambda name: True)

    @cached_property
    def fathers(self) -> Pool:
        """Given names that a father may have: no woman's name, and none in ة of unknown sex."""
        return self._pool("given", lambda name: self._sexes.get(name, WOMAN if name[-1] in "ةه" else MAN) == MAN)

    @cached_property
    def families(self) -> Pool:
        """Family names."""
        return self._pool("surname", lambda name: True)

    @cached_property
    def seen(self) -> dict[tuple[int, int], tuple[tuple[str, int], ...]]:
        """(number, style) → spellings with counts, most first, of the states that write in that style."""
        style_of = {state.code: STYLES.index(state.style) for state in STATES}
        counts: dict[tuple[int, int], dict[str, int]] = {}
        for row in self._rows:
            into = counts.setdefault((self._number[row.name], style_of[row.country]), {})
            for spelling, count in row.latin:
                into[spelling] = into.get(spelling, 0) + count
        return {key: usual for key, found in counts.items() if (usual := _usual(found))}

    def _pool(self, role: str, fits: Callable[[str], bool]) -> Pool:
        place = {state.code: at for at, state in enumerate(STATES)}
        by_state: list[list[tuple[int, int]]] = [[] for _ in STATES]
        for row in self._rows:
            if row.role == role and row.name not in PARTICLES and fits(row.name):
                by_state[place[row.country]].append((self._number[row.name], max(1, round(row.share * MILLION))))
        return Pool(by_state)


def _usual(found: dict[str, int]) -> tuple[tuple[str, int], ...]:
    total = sum(found.values())
    kept = [(one, count) for one, count in found.items() if count >= _SEEN_LEAST * total and one.isprintable()]
    return tuple(sorted(kept, key=lambda item: (-item[1], item[0]))[:_SPELLINGS])


def _sexes() -> dict[str, int]:
    text = files("mithaq.testing.synthetic").joinpath("data", "given.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {name: {"m": MAN, "f": WOMAN}[sex] for name, sex, *_ in rows}
