"""By which instruments members have said that they consider themselves bound."""

from __future__ import annotations

from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.domain.bond import Bond

EVERY = 10_000_000


def bonds(reader: Reader, member: str) -> tuple[Bond, ...]:
    """By which instruments, and towards whom, this member has said that it considers itself bound."""
    folds = (decode_fold(row) for row in reader.register.folds("bond", member=member, limit=EVERY))
    return tuple(fold for fold in folds if isinstance(fold, Bond))
