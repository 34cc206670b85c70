"""What an applicant wrote is kept no longer after the end than any supplementary paper is (`papers_kept`), or than a
certificate holds that followed from it.

It names him, his counsel and where he can be reached, and lies at the commission alone: so its node drops it without a
receipt, because there is nobody whom a receipt would tell anything. What everybody holds, the coded headers, stays.
"""

from __future__ import annotations

from mithaq.app.clearances import holds_for
from mithaq.app.node import Node
from mithaq.app.ports.store import Reader, Writer
from mithaq.app.project import REMEDY, decode_fold
from mithaq.domain.instant import text
from mithaq.domain.message.clocks import due_at
from mithaq.domain.remedy.remedy import Remedy
from mithaq.domain.remedy.states import OPEN, RemedyState

KEPT = "papers_kept"
EVERY = 10_000_000
OVER = tuple(one for one in RemedyState if one not in OPEN)


def sweep_applications(node: Node, tx: Writer) -> int:
    """Erase what applications said whose time is over; how many papers. Elsewhere than at the commission there are none."""
    if node.kind != "commission":
        return 0
    gone = 0
    for one in _over(node, tx):
        held = list(tx.payloads.of(one.id))
        if held:
            tx.payloads.erase(held, one.id)
            tx.desk.forget_replies(one.id)
            gone += len(held)
    return gone


def _over(node: Node, reader: Reader) -> list[Remedy]:
    now, found = text(node.now()), []
    for row in reader.register.folds("bond", kind=REMEDY, states=OVER, limit=EVERY):
        fold = decode_fold(row)
        until = due_at(node.law, KEPT, fold.member, fold.ended_at) if isinstance(fold, Remedy) else ""
        if isinstance(fold, Remedy) and until and until <= now and not holds_for(reader, fold.id, now):
            found.append(fold)
    return found
