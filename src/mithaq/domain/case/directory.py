"""Whether what arrives electronically counts in the requested state, by its directory of authorities."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from mithaq.domain.authority import Act, Directory, electronic_counts
from mithaq.domain.case.case import Case, Lodged

ACTS: Mapping[str, Act] = {
    "warrant.lodged": "detention",
    "continuation.requested": "detention",
    "file.lodged": "file",
}
"""Which desk a lodgement is for."""


def electronic(law: Directory, case: Case, event: str) -> Literal["counts", "paper"]:
    """Whether the electronic receipt of such a lodgement counts. What nobody has said does not: of two readings the one
    that frees the person earlier is the default. Where paper is to follow, the electronic copy counts meanwhile.
    """
    known = electronic_counts(law, case.requested, case.instrument, act_of(case, event))
    return "counts" if known in ("original", "paper_to_follow") else "paper"


def act_of(case: Case, event: str) -> Act:
    """The act under which the directory lists the desk that such a lodgement is for."""
    return "transit" if case.transit is not None else ACTS.get(event, "file")


def misdirected(case: Case, row: Lodged) -> bool:
    """Whether its paper lies at a desk that is not competent for it. It counts all the same, and is passed on at once."""
    return bool(row.desk) and row.desk != act_of(case, row.event)
