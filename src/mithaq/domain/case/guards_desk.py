"""The guards about where papers are. See `guards.py` for how they are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mithaq.domain.case.case import Case, Lodged
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.said import Said
from mithaq.domain.errors import Refusal


def _where(code: str, fits: Callable[[Lodged], bool]) -> Callable[[Case, Said, CaseLaw], Refusal | None]:
    """Refuses with that code unless the lodgement `of` is known and stands so."""

    def check(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
        of = getattr(said.body, "of", "")
        return None if any(row.hash == of and fits(row) for row in case.lodged) else Refusal(code, "of")

    return check


GUARDS_DESK: Mapping[str, Callable[[Case, Said, CaseLaw], Refusal | None]] = {
    "paper_unsent": _where("paper.not_lodged", lambda row: not row.sent_at and not row.paper_at),
    "paper_not_here": _where("paper.not_awaited", lambda row: not row.paper_at),
    "received_somewhere": _where("file.not_received", lambda row: bool(row.received_at or row.electronic_at)),
}
