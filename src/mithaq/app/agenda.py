"""The table of deadlines: what `domain.case.agenda` says of each case, where the node can look it up by time.

Only members whom a case concerns keep its rows: its parties, and the commission, which sees all.
"""

from __future__ import annotations

import hashlib

from mithaq.app.ports.rows import Deadline
from mithaq.app.ports.store import Reader, Writer
from mithaq.domain.case.agenda import agenda
from mithaq.domain.case.case import Case
from mithaq.domain.case.dates import dates
from mithaq.domain.law import Law

TASKS = "t-due-"  # how the id of a deadline begins, and so of the task that it becomes
ALL = 10_000_000
BUILT = "deadlines.law"
LAYOUT = 8  # to be raised when `agenda` says other things of the same case


def rows_of(case: Case, member: str, law: Law) -> tuple[Deadline, ...]:
    """The rows that this member keeps of the case."""
    info = law.members.get(member)
    if case.party(member) is None and (info is None or info.kind != "commission"):
        return ()
    return tuple(
        Deadline(_id(case.id, due.clock, due.code, due.at), case.id, due.clock, due.code, due.at, case.requesting,
                 case.requested)
        for due in agenda(case, law.timing, dates(case, law))
    )  # fmt: skip


def is_built(reader: Reader, law: Law) -> bool:
    """Whether the cases and the table were made by the law of this release. A store from before there was one has none."""
    return reader.desk.meta(BUILT) == _law_mark(law)


def unmade(reader: Reader, law: Law) -> frozenset[str]:
    """The tables that are as an earlier release left them, until this one runs for the first time: by `fsck` no fault."""
    made = reader.desk.meta(BUILT)
    if made == _law_mark(law):
        return frozenset()
    return frozenset({"deadlines", "folds"} if made else {"deadlines"})


def built(tx: Writer, law: Law) -> None:
    """Write down by which law they were made."""
    tx.desk.put_meta(BUILT, _law_mark(law))


def _law_mark(law: Law) -> str:
    """Every number of the law may change a clock: a day count, a holiday, a warning."""
    return f"{LAYOUT} {law.mark}"


def _id(*parts: str) -> str:
    return TASKS + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]
