"""Deadlines become tasks: each node warns its own officers, from the cases it sees, once for each clock and warning.

What was noticed is a mark on the deadline, set in the transaction that writes the task: no restart repeats or loses one.
"""

from __future__ import annotations

from collections.abc import Iterable

from mithaq.app.agenda import ALL, built, is_built
from mithaq.app.case_reading import load, owes_word
from mithaq.app.node import Node
from mithaq.app.ports.rows import TO_COUNSEL, Deadline, TaskRow
from mithaq.app.ports.store import Writer
from mithaq.app.project import decode_fold
from mithaq.domain.case.agenda import ALARM, END, LAPSE, MISDIRECTED, RELEASE, RETURN, WARN
from mithaq.domain.case.case import Case
from mithaq.domain.case.dates import APPEAL, PROSECUTION
from mithaq.domain.instant import text

MOST = 5_000  # deadlines noticed in one transaction: some tenths of a second, and the next round goes on
AT_ONCE = 200  # cases folded anew in one transaction: officers go on meanwhile
RELEASE_DUE = "release.due"
RELEASE_MISSING = "release.missing"
RETURN_MISSING = "return.missing"
FORWARD = "file.forward"


def notice(node: Node) -> int:
    """Raise the task of everything that has come since the last round; how much that was.

    Where several warnings of one clock came at once, because their case arrived late, the last of them says it all.
    """
    now = text(node.now())
    with node.store.read() as reader:
        if not reader.register.unnoticed(now, 1):
            return 0
    with node.write() as tx:
        rows = tx.store.register.unnoticed(now, MOST)
        last = {(row.subject, row.clock, row.code == ALARM): row for row in rows}
        for row in last.values():
            _raise(node, tx.store, row, now)
        tx.store.register.notice([row.id for row in rows])
    return len(rows)


def keep_deadlines(node: Node) -> None:
    """Fold the cases and threads anew, and with them the table of deadlines, if another law made them, or none.

    A changed number counts for clocks that run already as well: a node that joins today folds by today's law, and all nodes
    have to agree.
    """
    with node.store.read() as reader:
        if is_built(reader, node.law):
            return
        subjects = [row.id for about in ("case", "message") for row in reader.register.folds(about, limit=ALL)]
    for start in range(0, len(subjects), AT_ONCE):
        with node.write() as tx:
            for subject in subjects[start : start + AT_ONCE]:
                tx.projection.refold(subject)
    with node.write() as tx:
        built(tx.store, node.law)


def task_code(row: Deadline) -> str:
    """What the task says: ``warn.days_7.document``, ``end.collection_may``, a release due, one missing, a
    return missing, a wrong desk."""
    if row.code in (LAPSE, RELEASE):
        return RELEASE_DUE
    if row.code == MISDIRECTED:
        return FORWARD
    if row.code == ALARM:
        return RETURN_MISSING if row.clock == RETURN else RELEASE_MISSING
    return f"{row.code}.{row.clock}"


def _raise(node: Node, tx: Writer, row: Deadline, now: str) -> None:
    if row.clock == PROSECUTION and not _waits(node, tx, row.subject):
        return
    role = _role(node, row)
    if role and (row.code.startswith(WARN) or row.code in (END, LAPSE)):
        for earlier in _warnings(node):
            tx.desk.finish_tasks(row.subject, f"{WARN}{earlier}.{row.clock}", now)
    for_counsel = row.code == ALARM or (row.clock == APPEAL and row.code != END)  # after its end nothing is left to do
    if for_counsel and node.member == row.partner and _has_counsel(tx, row.subject):
        tx.desk.put_task(TaskRow(row.id + TO_COUNSEL, "counsel", task_code(row), row.subject, now))
    if role:
        tx.desk.put_task(TaskRow(row.id, role, task_code(row), row.subject, now))


def _waits(node: Node, tx: Writer, subject: str) -> bool:
    """Whether a word on a prosecution is waited for: not where the data of the case show that none is owed (Riyadh 39)."""
    case = load(tx, subject)
    return case is not None and owes_word(tx, case, node.law)


def _has_counsel(tx: Writer, subject: str) -> bool:
    """Whether the person's counsel is named, who works at the node of the state that holds the person."""
    row = tx.register.fold(subject)
    case = decode_fold(row) if row is not None else None
    return isinstance(case, Case) and bool(case.counsel)


def _role(node: Node, row: Deadline) -> str:
    """Who at this member acts on it; empty for nobody. The requesting state's bureau sends papers, prosecutors release."""
    if row.code == MISDIRECTED:
        return "bureau" if node.member == row.partner else ""
    if not (row.code.startswith(WARN) or row.code in (LAPSE, END, RELEASE, ALARM)):
        return ""
    if node.member == row.partner:
        return "prosecutor"
    if node.member == row.member:
        return "prosecutor" if row.code in (LAPSE, RELEASE, ALARM) else "bureau"
    return "commissioner" if row.code == ALARM else ""


def _warnings(node: Node) -> Iterable[str]:
    return (rule.code for rule in node.law.timing.warnings)
