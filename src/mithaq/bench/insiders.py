"""`mithaq bench insiders`: an invented month of look-ups with planted abusers; who of them is raised, and who wrongly.

Every line goes the way it goes at a node: as a row of the log with its keyed hashes through `Gathering`, and once a week
everything so far through all patterns. What is not in it is reading the rows from the disk.
"""

from __future__ import annotations

import resource
from collections import Counter
from collections.abc import Mapping
from time import perf_counter, process_time
from typing import Any, NamedTuple

import numpy as np

from mithaq.app.insiders.columns import Columns, Gathering, Hashes, hashes
from mithaq.app.insiders.detect import detect
from mithaq.app.insiders.staff import Person
from mithaq.app.log import marking
from mithaq.bench.asking import Tell, nobody
from mithaq.domain.law import Law
from mithaq.law.load import load_law
from mithaq.testing.lookups.duty import DAYS
from mithaq.testing.lookups.month import START, known_terms, month, people, rows

WEEKS = DAYS / 7
ALLOWED = 20  # false alarms a week, the pass mark of promise S7
KEY = b"bench"
REPORTS = tuple(START + day * 86_400 for day in (7, 14, 21, 28, DAYS))


class Raised(NamedTuple):
    """One thing that the commission is told: a pattern about one officer or several."""

    pattern: str
    officers: tuple[str, ...]


def measure(lines: int, seed: int, planted: int, tell: Tell = nobody) -> dict[str, Any]:
    """Everything measured, as keys of JSON."""
    began = perf_counter()
    made = month(lines, seed, planted)
    making = perf_counter() - began
    cpu = 0.0
    law, known, staff = load_law(), hashes(known_terms(made)), people(made)
    numbers = {code: one.number for code, one in law.insider_settings.items()}
    mark, count, working = marking(KEY, "2026-11"), 0, 0.0
    gathering, raised = Gathering(mark, numbers["follow"]), set[Raised]()
    due = list(REPORTS)
    last = len(made.lines.at)
    for page in rows(made, mark):
        count += len(page)
        began, spent = perf_counter(), process_time()
        gathering.add(page)
        if due and (_time(page[-1].at) >= due[0] or count >= last + int(made.lines.followed.sum())):
            due.pop(0)
            raised |= _raised(gathering.columns(), staff, known, law)
        working += perf_counter() - began
        cpu += process_time() - spent
        tell("measuring", count, last)
    columns = gathering.columns()
    return {
        "lines": len(columns.at), "officers": len(columns.officers), "seed": seed, "planted": len(made.who),
        **_scored(raised, made.who), **_plain(columns, made.who),
        "minutes": working / 60, "cpu_minutes": cpu / 60, "making_minutes": making / 60, "memory_mb": _memory(),
    }  # fmt: skip


def _time(at: str) -> int:
    return int(np.datetime64(at[:19], "s").astype(np.int64))


def _raised(columns: Columns, staff: Mapping[str, Person], known: Hashes, law: Law) -> set[Raised]:
    numbers = {code: one.number for code, one in law.insider_settings.items()}
    found = detect(columns, staff, known, law.insider, numbers)
    return {Raised(sign.pattern, tuple(columns.officers[one] for one in sign.officers)) for sign in found}


def _scored(raised: set[Raised], who: Mapping[str, str]) -> dict[str, Any]:
    """An abuser is found if anything is raised about him; an alarm is false if none of those it names is one."""
    found = {one for alarm in raised for one in alarm.officers if one in who}
    rightly = {one for alarm in raised for one in alarm.officers if who.get(one) == alarm.pattern}
    false = Counter(alarm.pattern for alarm in raised if not set(alarm.officers) & set(who))
    missed = Counter(kind for one, kind in who.items() if one not in found)
    return {
        "found": len(found),
        "found_as_planted": len(rightly),
        "missed": dict(sorted(missed.items())),
        "false_alarms": false.total(),
        "false_alarms_a_week": false.total() / WEEKS,
        "false_by_pattern": dict(sorted(false.items())),
    }


def _plain(columns: Columns, who: Mapping[str, str]) -> dict[str, Any]:
    """What somebody would do instead: raise whoever makes more than so many look-ups in a day.

    The number is the kindest to that rule: the lowest with which it raises no more false alarms a week than ours may.
    """
    _, per_day = np.unique(columns.officer.astype(np.int64) * 2**20 + columns.day, return_counts=True)
    officer = np.unique(columns.officer.astype(np.int64) * 2**20 + columns.day) // 2**20
    most = np.zeros(len(columns.officers), np.int64)
    np.maximum.at(most, officer, per_day)
    abuser = np.array([one in who for one in columns.officers])
    honest = np.sort(most[~abuser])[::-1]
    allowed = int(ALLOWED * WEEKS)
    limit = int(honest[allowed]) if len(honest) > allowed else 0
    return {
        "plain_limit_a_day": limit,
        "plain_found": int(np.count_nonzero(most[abuser] > limit)),
        "plain_false_alarms_a_week": int(np.count_nonzero(honest > limit)) / WEEKS,
    }


def _memory() -> float:
    """The most memory that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
