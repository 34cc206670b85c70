"""When every holder must have erased what a thread said. A view: the fold has no clock (law.md, *Kinds of alert*)."""

from __future__ import annotations

from mithaq.domain.case.clocks import instant
from mithaq.domain.instant import Instant, parse
from mithaq.domain.law import Law
from mithaq.domain.message.clocks import due_at
from mithaq.domain.message.thread import Thread

KEPT = "papers_kept"


def erase_from(thread: Thread, about: str, ended_at: str, law: Law) -> Instant | None:
    """From when on nobody keeps it: a time after its end. None: nothing has ended yet.

    It ended when it was closed, or with the alert or case that it is `about`, whichever came first; what is about nothing
    ends with its newest message. An end that no clock of ours could show counts as over, never as endless.
    """
    ends = [end for end in (thread.closed_at, ended_at) if end]
    if not ends and not about:
        ends = [thread.last_at]
    if not ends:
        return None
    end = min(ends)
    return instant(due_at(law, KEPT, thread.opener, end)) or parse("2000-01-01T00:00:00.000Z")
