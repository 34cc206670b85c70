"""Whose names are asked for: colleagues' families, well-known people, and one name in hundreds of questions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

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
    counted are blocks of time in which somebody new of that name was asked for. The more names there are at a post, the
    likelier it is that one of them is unusual: that is taken off.
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
    surprise = poisson(count, worked[who] * np.maximum(here, there) * uneven) - np.log10(staff.families[who])
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
    days = [_often(looked, lines) for lines in _days(looked)]
    at, count, asked = (np.concatenate(column) for column in zip(*days, strict=True))
    if not len(at):
        return
    share = (_common(columns.part, columns.part[at]) - count + 0.5) / max(len(columns.at), 1)
    surprise = poisson(count, asked * share)
    for place in over(rule, count, surprise):
        line = columns.line[at[place]]
        officer = int(columns.officer[line])
        same = columns.line[columns.part == columns.part[at[place]]]
        mine = same[(columns.officer[same] == officer) & (columns.day[same] == columns.day[line])]
        yield Sign("one_name", (officer,), int(count[place]), float(surprise[place]), np.unique(mine).astype(np.int64))


def _days(looked: Looked) -> Iterator[slice]:
    """The lines of each day, which stand together in a log; one day at a time bounds the memory."""
    changes = np.flatnonzero(np.diff(looked.columns.day)) + 1
    for start, end in pairwise((0, *changes.tolist(), len(looked.columns.at))):
        yield slice(start, end)


def _often(looked: Looked, lines: slice) -> tuple[Ints, Floats, Floats]:
    """In the lines of a day: a place of each part that one officer asked for often, how often, and of how many questions."""
    columns = looked.columns
    begin, end = np.searchsorted(columns.line, (lines.start, lines.stop))
    officer = columns.officer[columns.line[begin:end]]
    first, times, _ = tallied(mixed(officer, columns.part[begin:end]))
    often = times >= looked.rules["one_name"].least
    asked = counted(columns.officer[lines], len(looked.staff.post))
    return first[often] + begin, times[often].astype(np.float64), asked[officer[first[often]]]


def _common(every: Hashes, parts: Hashes) -> Floats:
    """How often each of these parts stands among all."""
    asked, back = np.unique(parts, return_inverse=True)
    counts = np.zeros(len(asked))
    for start in range(0, len(every), CHUNK):
        chunk = every[start : start + CHUNK]
        place = np.searchsorted(asked, chunk).clip(0, len(asked) - 1)
        counts += np.bincount(place[asked[place] == chunk], minlength=len(asked))
    return np.asarray(counts[back], np.float64)
