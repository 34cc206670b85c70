"""How somebody works: how much, when, for which purposes, and what comes of what is found."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mithaq.app.insiders.columns import Codes, Floats, Ints
from mithaq.app.insiders.signs import Looked, Sign, over
from mithaq.app.insiders.surprise import (
    FEW,
    above_peers,
    binomial,
    counted,
    grouped,
    mixed,
    rest,
    spreads,
    tallied,
    unevenness,
)

LEAST_SPREAD = 0.15  # of the logarithm of the pace: nobody is so like the others that a sixth more were a sign
OTHERS = 2  # on duty in the same hour, without whom there is nothing to compare
MOST_OF_A_DAY = 99  # percentile of the others' days
TWICE = 2  # the own usual day: a turn at a fast lane is no sign


def bulk(looked: Looked) -> Iterator[Sign]:
    """A day with far more look-ups than the others' busiest days at this post, and than the officer's own days.

    `surprise`: so many times the others' busiest days, or twice the own usual day, whichever is less.
    """
    columns, rule = looked.columns, looked.rules["bulk"]
    first, counts, _ = tallied(mixed(columns.officer, columns.day))
    who, day, count = columns.officer[first], columns.day[first], counts.astype(np.float64)
    own = np.zeros(len(looked.staff.post))
    for places in grouped(who):
        own[who[places[0]]] = np.median(count[places])
    for place in np.flatnonzero((count >= rule.least) & (count >= rule.surprise * TWICE * own[who])):
        others = count[_peers(looked, who, int(who[place]))]
        busy = np.percentile(others, MOST_OF_A_DAY) if len(others) else np.inf
        times = float(count[place] / max(busy, TWICE * own[who[place]]))
        if times >= rule.surprise:
            mine = np.flatnonzero((columns.officer == who[place]) & (columns.day == day[place]))
            yield Sign("bulk", (int(who[place]),), int(count[place]), times, mine)


def _peers(looked: Looked, who: Codes, officer: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """The rows of others at the same desk, or of the same role where there are few."""
    staff = looked.staff
    desk = staff.desk == staff.desk[officer]
    peers = desk if np.count_nonzero(desk) > FEW else staff.role == staff.role[officer]
    return np.asarray(peers[who] & (who != officer))


def pace(looked: Looked) -> Iterator[Sign]:
    """On most days more than the others who were on duty in the same hours.

    `surprise`: spreads above the median of the peers. A median of days forgets the days at a fast lane, and a few days say
    nothing of a month.
    """
    columns, staff, rule = looked.columns, looked.staff, looked.rules["pace"]
    who, day, done, expected = _beside_others(looked)
    first, _, which = tallied(mixed(who, day))
    more = np.log(np.maximum(counted(which, weights=done), 1) / np.maximum(counted(which, weights=expected), 1))
    by = who[first]
    ratio = np.full(len(staff.post), np.nan)
    for places in grouped(by):
        if len(places) >= looked.numbers["days"]:
            ratio[by[places[0]]] = np.median(more[places])
    known = np.flatnonzero(~np.isnan(ratio))
    middle, spread = spreads(ratio[known], staff.desk[known], staff.role[known])
    score = (ratio[known] - middle) / np.maximum(spread, LEAST_SPREAD)
    for place in over(rule, staff.lines[known].astype(np.float64), score):
        officer = int(known[place])
        lines = np.flatnonzero(columns.officer == officer)
        yield Sign("pace", (officer,), len(lines), float(score[place]), lines)


def _beside_others(looked: Looked) -> tuple[Codes, Ints, Floats, Floats]:
    """One row for each officer and hour in which at least two others of the desk looked something up: who, on which day,
    how many, and the median of all who were there.
    """
    columns, staff = looked.columns, looked.staff
    hour = columns.at // 3600
    first, counts, _ = tallied(mixed(columns.officer, hour))
    who, count = columns.officer[first], counts.astype(np.float64)
    _, on_duty, cell = tallied(mixed(staff.desk[who], hour[first]))
    order = np.lexsort((count, cell))
    begins = np.cumsum(on_duty) - on_duty
    middle = (count[order][begins + (on_duty - 1) // 2] + count[order][begins + on_duty // 2]) / 2
    shared = on_duty[cell] > OTHERS
    return who[shared], columns.day[first][shared], count[shared], middle[cell][shared]


def off_shift(looked: Looked) -> Iterator[Sign]:
    """Short visits to the register apart from the hours of duty, more often than the peers make them.

    Nobody's roster is needed: a stretch of work is what has no long gap in it, and a visit is a stretch that is short
    beside the officer's own stretches. `count`: days with a visit.
    """
    columns, staff, rule = looked.columns, looked.staff, looked.rules["off_shift"]
    order = np.lexsort((columns.at, columns.officer))
    officer, at = columns.officer[order], columns.at[order]
    gap = looked.numbers["gap"] * 3600
    new = np.concatenate([[True], (np.diff(officer) != 0) | (np.diff(at) > gap)])[: len(at)]
    stretch = np.cumsum(new) - 1
    size = np.bincount(stretch).astype(np.float64)
    who, begins = officer[new], at[new]
    visits = np.flatnonzero(size <= looked.numbers["visit"] / 100 * _own_size(who, size, len(staff.post)))
    count = np.zeros(len(staff.post))
    keys = np.unique(who[visits].astype(np.int64) * 2**20 + begins[visits] // 86_400)
    np.add.at(count, keys // 2**20, 1)
    stretches = np.bincount(who, minlength=len(staff.post)).astype(np.float64)
    surprise = above_peers(count, stretches, staff.desk, staff.role)
    visited = np.isin(stretch, visits)
    for one in over(rule, count, surprise):
        lines = np.sort(order[visited & (officer == one)])
        yield Sign("off_shift", (int(one),), int(count[one]), float(surprise[one]), lines)


def _own_size(who: Codes, size: Floats, officers: int) -> Floats:
    """How many lines an officer's stretch of duty has: the upper quartile of the own stretches."""
    own = np.zeros(officers)
    for places in grouped(who):
        own[who[places[0]]] = np.percentile(size[places], 75)
    return own[who]


def unanswered(looked: Looked) -> Iterator[Sign]:
    """Matches that the officer did nothing about: more than the peers leave, of so many lines and of so many matches.

    Who compares the doubtful ones has many matches and acts on them; who looks at whom others search for does not.
    """
    columns, staff, rule = looked.columns, looked.staff, looked.rules["unanswered"]
    size = len(staff.post)
    matched = np.flatnonzero(columns.found)
    left = matched[~columns.followed[matched]]
    count, of = (np.bincount(columns.officer[one], minlength=size).astype(np.float64) for one in (left, matched))
    share = np.clip(rest(count, of, staff.desk, staff.role), 0, 1)
    surprise = np.minimum(
        above_peers(count, staff.lines.astype(np.float64), staff.desk, staff.role), binomial(count, of, share)
    )
    for officer in over(rule, count, surprise):
        mine = left[columns.officer[left] == officer]
        yield Sign("unanswered", (int(officer),), int(count[officer]), float(surprise[officer]), mine)


def purpose(looked: Looked) -> Iterator[Sign]:
    """Look-ups for a purpose for which the post and the role hardly ever ask.

    Where it comes in days, as at a lane for vehicles, what counts is how many days more than how many look-ups.
    """
    columns, staff, rule = looked.columns, looked.staff, looked.rules["purpose"]
    lines = staff.lines.astype(np.float64)
    first, times, day = tallied(mixed(columns.officer, columns.day))
    who, of_day = columns.officer[first], times.astype(np.float64)
    for code in range(len(columns.purposes)):
        places = np.flatnonzero(columns.purpose == code)
        count = counted(columns.officer[places], len(staff.post))
        uneven = unevenness(counted(day[places], len(of_day)), of_day, who, staff.desk, staff.role)
        surprise = above_peers(count, lines, staff.desk, staff.role) / uneven
        for officer in over(rule, count, surprise):
            mine = places[columns.officer[places] == officer]
            yield Sign("purpose", (int(officer),), int(count[officer]), float(surprise[officer]), mine)
