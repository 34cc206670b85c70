"""Which transits serve a case. A fold knows its own case alone, so it is written down beside, on every node."""

from __future__ import annotations

from mithaq.app.case_reading import load
from mithaq.app.ports.store import Reader, Writer
from mithaq.domain.case.case import Case
from mithaq.domain.case.states import CaseState


def opened(tx: Writer, case: Case) -> None:
    """A transit was asked for or notified: it is written down under the case that it serves."""
    if case.transit is None or case.state == CaseState.UNFOUNDED:
        return
    key = _key(case.transit.main)
    known = (tx.desk.meta(key) or "").split()
    if case.id not in known:
        tx.desk.put_meta(key, " ".join((*known, case.id)))


def passages_of(reader: Reader, main: str) -> list[Case]:
    """The transits that say they serve this case, in the order in which they came here."""
    found = (load(reader, id) for id in (reader.desk.meta(_key(main)) or "").split())
    return [case for case in found if case is not None]


def _key(main: str) -> str:
    return f"case.passages {main}"
