"""The same person again and again: asked for by one officer, or by several of one post, and hardly by their colleagues.

Who crosses a border each day is seen by whoever is on duty, in proportion to what each of them does. Whom one officer
asks for on day after day, and nobody else does, is on that officer's mind.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mithaq.app.insiders.columns import Codes, Columns, Floats, Hashes, Ints
from mithaq.app.insiders.signs import Looked, Sign, over
from mithaq.app.insiders.surprise import LN10, binomial, counted, firsts, grouped, mixed, spreads, tallied


class Askings:
    """On how many days each officer asked for each person, among all such days at the officer's post."""

    def __init__(self, looked: Looked) -> None:
        columns, staff = looked.columns, looked.staff
        self.whom: Hashes = whom(columns)
        days = firsts(mixed(columns.officer, self.whom, columns.day))
        officer = columns.officer[days]
        first, counts, _ = tallied(mixed(officer, self.whom[days]))
        self.place = days[first]
        self.officer: Codes = columns.officer[self.place]
        self.days: Floats = counts.astype(np.float64)
        _, _, same = tallied(mixed(staff.post[self.officer], self.whom[self.place]))
        self.person: Ints = same
        self.all_days: Floats = counted(same, weights=self.days)[same] if len(same) else self.days
        at_post = counted(staff.post, weights=staff.lines)
        self.share: Floats = staff.lines[self.officer].astype(np.float64) / np.maximum(
            at_post[staff.post[self.officer]], 1
        )
        self.surprise: Floats = binomial(self.days, self.all_days, self.share)


def same_person(looked: Looked) -> Iterator[Sign]:
    """Both: one officer, and several of one post."""
    found = Askings(looked)
    yield from again(looked, found)
    yield from together(looked, found)


def again(looked: Looked, found: Askings) -> Iterator[Sign]:
    """One officer, beyond what the peers show: at a desk that follows cases everybody asks for the same people."""
    rule = looked.rules["again"]
    surprise = found.surprise - usual_at(looked, found)[found.officer]
    for place in over(rule, found.days, surprise):
        officer = int(found.officer[place])
        yield Sign("again", (officer,), int(found.days[place]), float(surprise[place]), _lines(looked, found, [place]))


def usual_at(looked: Looked, found: Askings) -> Floats:
    """What is usual at each officer's desk: the median of what is most unusual about each of its officers."""
    staff = looked.staff
    most = np.zeros(len(staff.post))
    often = found.days >= looked.rules["again"].least
    np.maximum.at(most, found.officer[often], found.surprise[often])
    return spreads(most, staff.desk, staff.role)[0]


def together(looked: Looked, found: Askings) -> Iterator[Sign]:
    """Several of one post who each came back to the person: how unlikely it is that it fell to these few.

    What is usual at the desk is taken off: where officers follow cases, a colleague takes one over.
    """
    rule = looked.rules["together"]
    back = np.flatnonzero(found.days >= 2)
    if not len(back):
        return
    several = np.bincount(found.person[back])
    back = back[several[found.person[back]] >= 2]
    groups = [back[members] for members in grouped(found.person[back].astype(np.int32))]
    first = np.array([places[0] for places in groups], np.int64)
    asked = np.array([found.days[places].sum() for places in groups], np.float64)
    share = np.array([found.share[places].sum() for places in groups], np.float64)
    colleagues = np.bincount(looked.staff.post)[looked.staff.post[found.officer[first]]]
    choices = [_choices(int(of), len(places)) for of, places in zip(colleagues, groups, strict=True)]
    at_desk = usual_at(looked, found)[found.officer]
    usual = np.array([at_desk[places].max() for places in groups], np.float64)
    surprise = binomial(asked, found.all_days[first], share) - choices - usual
    for place in over(rule, asked, surprise):
        places = groups[place]
        officers = tuple(sorted(int(one) for one in found.officer[places]))
        yield Sign(
            "together", officers, int(asked[place]), float(surprise[place]), _lines(looked, found, places.tolist())
        )


def _choices(of: int, several: int) -> float:
    """In how many ways so many can be chosen, as a power of ten."""
    steps = np.arange(several)
    return float(np.log(np.maximum(of - steps, 1)).sum() - np.log(steps + 1).sum()) / LN10


def _lines(looked: Looked, found: Askings, places: list[int]) -> Ints:
    """All lines of these officers about this person."""
    columns = looked.columns
    asked = np.isin(columns.officer, found.officer[places])
    return np.flatnonzero(asked & (found.whom == found.whom[found.place[places[0]]]))


def whom(columns: Columns) -> Hashes:
    """Who was asked for: the name, and the document where one was read, which tells namesakes apart."""
    found = columns.whole.copy()
    last = np.flatnonzero(np.diff(columns.line, append=-1))
    line = columns.line[last]
    found[line] = mixed(found[line], columns.part[last])
    return found
