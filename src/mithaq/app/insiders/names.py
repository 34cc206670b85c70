"""Whose names are asked for: colleagues' families, well-known people, and one name in hundreds of questions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mithaq.app.insiders.columns import Floats, Hashes, Ints
from mithaq.app.insiders.signs import Looked, Sign, over
from mithaq.app.insiders.surprise import counted, firsts, mixed, poisson, tallied

CURIOUS = 10  # look-ups of well-known people in a month that need no explanation, in the whole log
CHUNK = 2_000_000  # parts of names looked at in one go, which bounds the memory


def known(looked: Looked) -> Iterator[Sign]:
    """Well-known people whose names nobody else is likely to bear here: so many of them asked for by one officer.

    A name that the others' look-ups show often is that of namesakes, and says nothing.
    """
    columns, staff = looked.columns, looked.staff
    asked = np.flatnonzero(np.isin(columns.whole, looked.known))
    if not len(asked):
        return
    once, times, _ = tallied(mixed(columns.officer[asked], columns.whole[asked]))
    line = asked[once]
    who, whole = columns.officer[line], columns.whole[line]
    _, _, same = tallied(whole)
    every = counted(same, weights=times)[same]
    lines = staff.lines.astype(np.float64)
    likely = lines[who] * (every - times) / max(lines.sum(), 1)
    rare = likely * 100 <= looked.numbers["namesakes"]
    count = counted(who[rare], len(lines))
    expected = float(times[rare].sum()) - counted(who[rare], len(lines), times[rare])
    surprise = poisson(count, lines * (expected + CURIOUS) / max(lines.sum(), 1))
    named = asked[np.isin(columns.whole[asked], whole[rare])]
    for officer in over(looked.rules["known"], count, surprise):
        mine = named[columns.officer[named] == officer]
        yield Sign("known", (int(officer),), int(count[officer]), float(surprise[officer]), mine)


def colleague(looked: Looked) -> Iterator[Sign]:
    """The family name of somebody at the own post, or the own, beyond how common it is at this post and in the state.

    A person counts once, however often he passes or his case is read; so does a family that travels together: what is
    counted are blocks of time in which somebody new of that name was asked for.
    """
    columns, staff = looked.columns, looked.staff
    places = _at_post(looked)
    if not len(places):
        return
    officer, part = columns.officer[columns.line], columns.part
    block = columns.at // (looked.numbers["block"] * 3600)
    new = places[firsts(mixed(officer[places], part[places], columns.whole[columns.line[places]]))]
    once = new[firsts(mixed(officer[new], part[new], block[columns.line[new]]))]
    first, counts, _ = tallied(mixed(officer[once], part[once]))
    at, count = once[first], counts.astype(np.float64)
    who, post = officer[at], staff.post[officer[at]]
    worked = counted(columns.officer[firsts(mixed(columns.officer, block))], len(staff.post))
    here = _rest(count, mixed(post, part[at]), worked[who], counted(staff.post, weights=worked)[post])
    there = _rest(count, part[at], worked[who], np.full(len(who), float(worked.sum())))
    uneven = 1 + looked.numbers["uneven"] / 100
    surprise = poisson(count, worked[who] * np.maximum(here, there) * uneven)
    for place in over(looked.rules["colleague"], count, surprise):
        said = columns.line[places[part[places] == part[at[place]]]]
        lines = np.unique(said[columns.officer[said] == who[place]]).astype(np.int64)
        yield Sign("colleague", (int(who[place]),), int(count[place]), float(surprise[place]), lines)


def _at_post(looked: Looked) -> Ints:
    """The places of parts that are a family name of somebody at the main post of who asked."""
    columns, staff = looked.columns, looked.staff
    post = staff.post[columns.officer]
    found = [np.empty(0, np.int64)]
    for start in range(0, len(columns.part), CHUNK):
        part, line = columns.part[start : start + CHUNK], columns.line[start : start + CHUNK]
        found.append(np.flatnonzero(np.isin(mixed(post[line], part), staff.colleagues)) + start)
    return np.concatenate(found)


def _rest(count: Floats, keys: Hashes, worked: Floats, of: Floats) -> Floats:
    """In what share of their blocks the others asked for the same name; half a block is added, for none is not never."""
    _, _, same = tallied(keys)
    every = counted(same, weights=count)[same]
    return np.asarray((every - count + 0.5) / np.maximum(of - worked, 1), np.float64)


def one_name(looked: Looked) -> Iterator[Sign]:
    """One name in very many questions of one day, whatever stood beside it."""
    columns, rule = looked.columns, looked.rules["one_name"]
    _, counts, which = tallied(mixed(columns.officer, columns.day))
    keys = mixed(which[columns.line], columns.part)
    ordered = np.sort(keys)
    begins = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    often = ordered[begins[np.diff(np.append(begins, len(ordered))) >= rule.least]]
    places = np.flatnonzero(np.isin(keys, often))
    del keys, ordered, begins
    if not len(places):
        return
    first, found, same = tallied(mixed(which[columns.line[places]], columns.part[places]))
    at, count = places[first], found.astype(np.float64)
    line = columns.line[at]
    total = max(len(columns.at), 1)
    share = (_common(columns.part, columns.part[at]) - count + 0.5) / total
    surprise = poisson(count, counts[which[line]] * share)
    for place in over(rule, count, surprise):
        lines = np.unique(columns.line[places[same == place]]).astype(np.int64)
        yield Sign("one_name", (int(columns.officer[line[place]]),), int(count[place]), float(surprise[place]), lines)


def _common(every: Hashes, parts: Hashes) -> Floats:
    """How often each of these parts stands among all."""
    asked, back = np.unique(parts, return_inverse=True)
    counts = np.zeros(len(asked))
    for start in range(0, len(every), CHUNK):
        chunk = every[start : start + CHUNK]
        place = np.searchsorted(asked, chunk).clip(0, len(asked) - 1)
        counts += np.bincount(place[asked[place] == chunk], minlength=len(asked))
    return np.asarray(counts[back], np.float64)
