"""How somebody works: how much, when, for which purposes, and what comes of what is found."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mithaq.app.insiders.columns import Codes, Floats
from mithaq.app.insiders.signs import Looked, Sign, over
from mithaq.app.insiders.surprise import FEW, above_peers, binomial, counted, grouped, mixed, rest, spreads, tallied

LEAST_SPREAD = 0.08  # of the logarithm of the pace: nobody is so like the others that a tenth more were a sign
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
    """All month more than those who were on duty in the same hours. `surprise`: spreads above the median of the peers."""
    columns, staff, rule = looked.columns, looked.staff, looked.rules["pace"]
    hour = columns.at // 3600
    first, counts, _ = tallied(mixed(columns.officer, hour))
    who, count = columns.officer[first], counts.astype(np.float64)
    _, on_duty, cell = tallied(mixed(staff.desk[who], hour[first]))
    mean = counted(cell, weights=count)[cell] / on_duty[cell] if len(cell) else count
    shared = on_duty[cell] > 1 if len(cell) else np.zeros(0, np.bool_)
    size = len(staff.post)
    done = counted(who[shared], size, count[shared])
    expected = counted(who[shared], size, mean[shared])
    ratio = np.log(np.maximum(done, 1) / np.maximum(expected, 1))
    middle, spread = spreads(ratio, staff.desk, staff.role)
    score = (ratio - middle) / np.maximum(spread, LEAST_SPREAD)
    for officer in over(rule, done, score):
        lines = np.flatnonzero(columns.officer == officer)
        yield Sign("pace", (int(officer),), int(done[officer]), float(score[officer]), lines)


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
    """Look-ups for a purpose for which the post and the role hardly ever ask."""
    columns, staff, rule = looked.columns, looked.staff, looked.rules["purpose"]
    for code in range(len(columns.purposes)):
        places = np.flatnonzero(columns.purpose == code)
        count = np.bincount(columns.officer[places], minlength=len(staff.post)).astype(np.float64)
        surprise = above_peers(count, staff.lines.astype(np.float64), staff.desk, staff.role)
        for officer in over(rule, count, surprise):
            mine = places[columns.officer[places] == officer]
            yield Sign("purpose", (int(officer),), int(count[officer]), float(surprise[officer]), mine)
