"""The guards about where papers are. See `guards.py` for how they are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mithaq.domain.case.case import Case, Lodged
from mithaq.domain.case.clocks import sound
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.said import Said
from mithaq.domain.errors import Refusal


def _where(code: str, fits: Callable[[Lodged], bool]) -> Callable[[Case, Said, CaseLaw], Refusal | None]:
    """Refuses with that code unless the lodgement `of` is known and stands so."""

    def check(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
        of = getattr(said.body, "of", "")
        return None if any(row.hash == of and fits(row) for row in case.lodged) else Refusal(code, "of")

    return check


def _paper_not_early(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """No paper is received before the case was opened, before it was lodged, or before it was sent on its way. An instant
    that is none is too early as well.
    """
    row = next((row for row in case.lodged if row.hash == getattr(said.body, "of", "")), None)
    received = sound(said.body.acted_at)
    known = (case.requested_at, row.lodged_at, row.sent_at) if row is not None else (case.requested_at,)
    late = bool(received) and received[0] >= max(known)
    return None if late else Refusal("paper.too_early", "received_at")


GUARDS_DESK: Mapping[str, Callable[[Case, Said, CaseLaw], Refusal | None]] = {
    "paper_unsent": _where("paper.not_lodged", lambda row: not row.sent_at and not row.paper_at),
    "paper_not_here": _where("paper.not_awaited", lambda row: not row.paper_at),
    "paper_not_early": _paper_not_early,
    "received_somewhere": _where("file.not_received", lambda row: bool(row.received_at or row.electronic_at)),
}
