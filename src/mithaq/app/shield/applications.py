"""What an application before the commission means for its memory of an alert: no bar is lost because the owner ends it."""

from __future__ import annotations

from mithaq.app.ports.store import Reader
from mithaq.app.project import REMEDY, decode_fold
from mithaq.app.remedy_reading import linked, paper_in
from mithaq.domain.remedy import papers
from mithaq.domain.remedy.remedy import Remedy
from mithaq.domain.remedy.states import OPEN, RemedyState

EVERY = 10_000_000


def is_before_the_commission(reader: Reader, alert: str) -> bool:
    """Whether an application about this alert is undecided: until it is, the digests of the alert are kept."""
    folds = (decode_fold(row) for row in reader.register.folds("bond", kind=REMEDY, states=tuple(OPEN), limit=EVERY))
    return any(isinstance(one, Remedy) and linked(reader, one) == alert for one in folds)


def orders_erasure(reader: Reader, remedy: Remedy) -> bool:
    """Whether it was decided that what the alert said is to be erased."""
    written = remedy.proposal.payload if remedy.state == RemedyState.DECIDED and remedy.proposal is not None else ""
    ruling = paper_in(reader, remedy, written, papers.Ruling)
    return ruling is not None and bool(ruling.erase)
