"""A store says when anybody may have signed in, out, or become somebody else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest

from mithaq.app.ports.rows import OfficerRow, SessionRow
from mithaq.app.ports.store import DeskWriter, Store

OFFICER = OfficerRow("o-1", "a@TN", "ا", "A", "border", "TN-X", "TN-X", "TN", "active", "")
SESSION = SessionRow("s-1", "o-1", "2026-11-01T00:00:00.000Z", "2026-11-01T08:00:00.000Z", "csrf")
CHANGES: dict[str, Callable[[DeskWriter], None]] = {
    "officer": lambda desk: desk.put_officer(OFFICER),
    "session": lambda desk: desk.put_session(SESSION),
    "sign out": lambda desk: desk.end_session("s-1"),
    "moved": lambda desk: desk.end_sessions_of("o-1"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_each_change_of_who_is_signed_in_shows_once_it_is_committed(store: Store, what: str) -> None:
    with store.write() as tx:
        tx.desk.put_officer(OFFICER)
    before = store.signings()
    with store.write() as tx:
        CHANGES[what](tx.desk)
        assert store.signings() == before
    assert store.signings() != before


def test_what_changes_nobody_or_is_rolled_back_does_not(store: Store) -> None:
    before = store.signings()
    with store.write() as tx:
        tx.desk.put_meta("k", "v")
    with suppress(KeyError), store.write() as tx:
        tx.desk.put_officer(OFFICER)
        raise KeyError
    assert store.signings() == before
