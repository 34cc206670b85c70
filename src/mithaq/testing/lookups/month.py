"""The whole month: its lines as rows of a log, who works where, and who misused it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from mithaq.app.insiders.columns import KLASSES
from mithaq.app.insiders.staff import Person
from mithaq.app.ports.rows import LogRow
from mithaq.testing.lookups.abuse import Scene, abusers, added
from mithaq.testing.lookups.crowd import FAMILIES, NONE, PURPOSES, REGIONAL, SAME, Known, Lines, crowd, known, lines_of
from mithaq.testing.lookups.duty import DAYS, HOURS, duty, rota
from mithaq.testing.lookups.posts import TYPES, Ints, State, state

PAGE = 50_000
START = np.datetime64("2026-11-01T00:00:00", "s").astype(np.int64)
LINES_OF_AN_OFFICER = 3_000
FEWEST_OFFICERS = 150
PAD = "0" * 16
Words = NDArray[np.uint64]
Mark = Callable[[int, str], str]


class Month(Struct, frozen=True):
    """`who`: the code of each abuser and what he did. Rows come by `rows`, in time order."""

    lines: Lines
    state: State
    famous: Known
    who: dict[str, str]
    seed: int


def month(lines: int, seed: int, planted: int) -> Month:
    """About so many look-ups in November 2026, and so many abusers among those who made them."""
    chance = np.random.default_rng(seed)
    people = state(chance, max(FEWEST_OFFICERS, lines // LINES_OF_AN_OFFICER), FAMILIES, REGIONAL)
    turns, famous = rota(chance, people), known(chance)
    work = duty(chance, people, turns, lines)
    done = np.bincount(work.officer, weights=work.lines, minlength=len(people.post))
    days = np.maximum(turns.on.reshape(len(people.post), DAYS, HOURS).any(axis=2).sum(axis=1), 1)
    scene = Scene(chance, people, turns, famous, (done / days).astype(np.int64))
    honest = crowd(chance, people, work, famous)
    who = abusers(scene, planted)
    every = [honest, added(scene, who)] if who else [honest]
    joined = lines_of(np.concatenate(column) for column in zip(*every, strict=True))
    order = np.argsort(joined.at, kind="stable")
    order = order[joined.at[order] < DAYS * HOURS * 3600]
    ordered = lines_of(column[order] for column in joined)
    return Month(ordered, people, famous, {officer(one): kind for one, kind in who.items()}, seed)


def officer(number: int) -> str:
    """The pseudonym of an officer."""
    return f"o-{number:016x}"


def people(month: Month) -> dict[str, Person]:
    """Role and family name of everybody, as the month's log would have the name."""
    named = month.state
    words = _hex(_family(named.family))
    roles = [TYPES[kind].role for kind in named.type[named.post]]
    return {officer(at): Person(roles[at], (words[at],)) for at in range(len(named.post))}


def known_terms(month: Month) -> list[str]:
    """Well-known people as the month's log would have them, with and without the father's name."""
    famous = month.famous
    short = _whole(famous.given, np.full(len(famous.given), NONE), famous.family)
    return [*_hex(_whole(*famous)), *_hex(short)]


def rows(month: Month, mark: Mark) -> Iterator[list[LogRow]]:
    """The lines as rows of a log, a page at a time; after a match that is followed up stands the hit that was opened."""
    number = 0
    for start in range(0, len(month.lines.at), PAGE):
        part = lines_of(column[start : start + PAGE] for column in month.lines)
        page: list[LogRow] = []
        for row, found, followed in zip(_rows(month, part), part.found.tolist(), part.followed.tolist(), strict=True):
            number += 1
            page.append(row(number, mark(number, KLASSES[found])))
            if followed:
                number += 1
                page.append(_opened(number, page[-1]))
        yield page


def _rows(month: Month, part: Lines) -> Iterator[Callable[[int, str], LogRow]]:
    at = np.datetime_as_string((part.at + START).astype("datetime64[s]")).tolist()
    whole = _hex(_whole(part.given, part.father, part.family, part.number))
    names = zip(_hex(_given(part.given)), _hex(_given(part.father)), _hex(_family(part.family)), strict=True)
    numbers = _hex(_words(part.number, 4))
    given, father, family, numbered = (
        column.tolist() for column in (part.given, part.father, part.family, part.number)
    )
    columns = zip(part.officer.tolist(), part.post.tolist(), part.purpose.tolist(), strict=True)
    for place, ((who, post, purpose), said) in enumerate(zip(columns, names, strict=True)):
        held = (given[place], father[place], family[place])
        terms = [whole[place], *(word for word, name in zip(said, held, strict=True) if name != NONE)]
        if numbered[place] != NONE:
            terms.append(numbers[place])
        yield _row(
            f"{at[place]}.000Z", officer(who), f"{TYPES[int(month.state.type[post])].code}-{post}", purpose, terms
        )


def _row(at: str, who: str, post: str, purpose: int, terms: list[str]) -> Callable[[int, str], LogRow]:
    def made(number: int, mark: str) -> LogRow:
        return LogRow(number, at, who, post, "check", PURPOSES[purpose], "", (*terms, mark), b"", "", "")

    return made


def _opened(number: int, before: LogRow) -> LogRow:
    return LogRow(number, before.at, before.officer, before.post, "hit.open", "", "h", (), b"", "", "")


def _given(names: Ints) -> Words:
    return _words(names, 1)


def _family(names: Ints) -> Words:
    """Common given names are family names too, and are the same word then."""
    return np.where(names < SAME, _words(names, 1), _words(names, 2))


def _whole(given: Ints, father: Ints, family: Ints, number: Ints | None = None) -> Words:
    """One word for the name; for what has no name, for its number."""
    said = _given(given) + np.where(father == NONE, np.uint64(0), _given(father)) + _family(family)
    named = _words(said.astype(np.int64), 3)
    return named if number is None else np.where(family == NONE, _words(number, 5), named)


def _words(numbers: Ints, what: int) -> Words:
    words = numbers.astype(np.uint64) + np.uint64(what * 0x9E3779B97F4A7C15 % 2**64)
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))


def _hex(words: Words) -> list[str]:
    """As keyed hashes look in a log: 32 hexadecimal digits."""
    return [f"{word:016x}{PAD}" for word in words.tolist()]
