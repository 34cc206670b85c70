"""What a statement beside the main path may be about: the choices of its field `of`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mithaq.domain.case.case import Case

Options = tuple[tuple[str, str, str], ...]


def lodged(case: Case) -> Options:
    """What was lodged and not yet received."""
    return tuple((row.hash, "event", row.event) for row in case.lodged if not row.received_at)


def _removals(case: Case) -> Options:
    return tuple(
        (one.hash, "event", "removal.reported" if one.reported else "person.removed")
        for one in case.removals
        if not one.answer
    )


OF: Mapping[str, Callable[[Case], Options]] = {
    "removal.answered": _removals,
}
"""By statement: (hash, kind of word, word) of each thing it may be about."""
