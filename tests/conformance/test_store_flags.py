"""The rows of a state's flags on one person: kept in order, replaced by their id, forgotten with the alert."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app.ports.faults import StoreFault
from mithaq.app.ports.store import Store
from mithaq.domain.own_say.flag import LocalFlag, lifted

FIRST = LocalFlag("f-1", "a-1", "flag_judge", "o-1", "EG-BUREAU", "2026-11-22T08:00:00.000Z")
SECOND = structs.replace(FIRST, id="f-2", at="2026-11-23T08:00:00.000Z")
OTHER = structs.replace(FIRST, id="f-3", alert="a-2", at="2026-11-24T08:00:00.000Z")


def test_of_one_alert_and_of_all(store: Store) -> None:
    with store.write() as tx:
        for row in (SECOND, OTHER, FIRST):
            tx.desk.put_flag(row)
        tx.desk.put_flag(lifted(FIRST, "o-2", "2026-11-22T09:00:00.000Z", "unflag_gone"))
    with store.read() as reader:
        first, second = reader.desk.flags_of("a-1")
        assert (first.id, first.lifted_by, second) == ("f-1", "o-2", SECOND)
        assert [row.id for row in reader.desk.flags()] == ["f-3", "f-2", "f-1"]
    with store.write() as tx:
        tx.desk.drop_flags("a-1")
    with store.read() as reader:
        assert reader.desk.flags() == [OTHER]


def test_half_a_lifting_is_refused(store: Store) -> None:
    with pytest.raises(StoreFault), store.write() as tx:
        tx.desk.put_flag(structs.replace(FIRST, lifted_at="2026-11-22T09:00:00.000Z"))
