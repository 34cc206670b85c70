"""Folds and findable things of a store."""

from __future__ import annotations

import pytest

from mithaq.app.ports.faults import IntegrityFault
from mithaq.app.ports.store import RegisterReader, Store
from tests.support.chains import entry_of, fold_of

NOW = "2026-11-23T10:00:00.000Z"
LATER = "2026-11-23T10:00:00.001Z"


def test_a_fold_is_replaced_whole(store: Store) -> None:
    old, new = fold_of("a-1"), fold_of("a-1", state="discontinued", changed_at=LATER)
    with store.write() as tx:
        tx.register.put_fold(old)
        assert tx.register.fold("a-1") == old
        tx.register.put_fold(new)
        assert tx.register.fold("a-1") == new
    with store.read() as reader:
        assert reader.register.fold("a-1") == new
        assert reader.register.fold("a-2") is None


def test_folds_are_filtered_and_paged_newest_first(store: Store) -> None:
    folds = [
        fold_of("a-1", changed_at="2026-01-01T00:00:00.000Z"),
        fold_of("a-2", changed_at="2026-01-03T00:00:00.000Z", state="frozen", member="EG"),
        fold_of("a-3", changed_at="2026-01-02T00:00:00.000Z", kind="missing"),
        fold_of("c-1", about="case", member="TN", partner="EG"),
        fold_of("c-2", about="case", member="MA", partner="TN"),
        fold_of("c-3", about="case", member="MA", partner="EG"),
    ]
    with store.write() as tx:
        for fold in folds:
            tx.register.put_fold(fold)
    with store.read() as reader:
        register = reader.register
        assert [row.id for row in register.folds("alert")] == ["a-2", "a-3", "a-1"]
        assert [row.id for row in register.folds("alert", limit=1, offset=1)] == ["a-3"]
        assert [row.id for row in register.folds("alert", member="EG")] == ["a-2"]
        assert [row.id for row in register.folds("alert", kind="missing")] == ["a-3"]
        assert [row.id for row in register.folds("alert", states=("frozen", "x"))] == ["a-2"]
        assert {row.id for row in register.folds("case", party="TN")} == {"c-1", "c-2"}
        assert register.folds("case", party="TN", member="MA") == [folds[4]]
        assert register.folds("hit") == []
        assert register.count_folds("alert", member="TN") == 2
        assert register.count_folds("alert", kind="wanted", states=("published",)) == 1
        assert list(register.fold_states()) == [(fold.id, fold.fold) for fold in folds]


def test_an_unknown_kind_of_aggregate_is_refused(store: Store) -> None:
    with pytest.raises(IntegrityFault), store.write() as tx:
        tx.register.put_fold(fold_of("x-1", about="other"))


def test_entries_come_back_as_they_were_entered(store: Store) -> None:
    one, two = entry_of("i-1", alert="b-1", kind="document"), entry_of("i-2", alert="b-1", kind="vehicle")
    with store.write() as tx:
        tx.register.enter([two, one])
    with store.read() as reader:
        register = reader.register
        assert register.entry("i-1") == one
        assert register.entry("i-9") is None
        assert register.entries_of("b-1") == [one, two]
        assert register.count_entries() == {"document": 1, "vehicle": 1}
        assert list(register.entry_digest("2026-01-01T00:00:00.000Z")) == [("i-1", one.payload), ("i-2", two.payload)]


def numbers(register: RegisterReader) -> dict[str, int]:
    """Every entry's number, by its id."""
    return {entry.id: number for number, entry in register.entered_after(0, 100)}


def test_what_expired_is_not_shown_from_that_very_instant(store: Store) -> None:
    lasting, expiring = entry_of("a-1"), entry_of("a-2", expires_at=LATER)
    with store.write() as tx:
        tx.register.enter([lasting, expiring])
    with store.read() as reader:
        asked = [*numbers(reader.register).values(), 999]
        assert list(reader.register.numbered(asked, NOW).values()) == [lasting, expiring]
        assert list(reader.register.numbered(asked, LATER).values()) == [lasting]
        assert reader.register.numbered([], NOW) == {}


def test_entries_are_read_page_by_page_in_the_order_of_their_numbers(store: Store) -> None:
    entries = [entry_of(f"a-{number}") for number in range(5)]
    for entry in entries:
        with store.write() as tx:
            tx.register.enter([entry])
    with store.read() as reader:
        first = reader.register.entered_after(-1, 3)
        rest = reader.register.entered_after(first[-1][0], 3)
        assert [entry for _, entry in (*first, *rest)] == entries
        assert [number for number, _ in (*first, *rest)] == sorted(number for number, _ in (*first, *rest))
        assert reader.register.entered_after(rest[-1][0], 3) == []


def test_a_replaced_entry_leaves_and_has_another_number(store: Store) -> None:
    with store.write() as tx:
        tx.register.enter([entry_of("a-1")])
        before = numbers(tx.register)["a-1"]
    with store.write() as tx:
        tx.register.enter([entry_of("a-1", kind="missing")])
    with store.read() as reader:
        after = numbers(reader.register)["a-1"]
        assert after > before
        assert reader.register.departed_after(0, after) == (1, [before])
        assert reader.register.numbered([before, after], NOW) == {after: entry_of("a-1", kind="missing")}
        assert reader.register.count_entries() == {"missing": 1}


def test_who_left_is_told_once_and_in_order(store: Store) -> None:
    with store.write() as tx:
        tx.register.enter([entry_of(f"a-{number}") for number in range(4)])
        number = numbers(tx.register)
    for id in ("a-2", "a-0", "a-9"):
        with store.write() as tx:
            tx.register.leave([id])
            tx.register.leave([id])
    with store.read() as reader:
        departed_after = reader.register.departed_after
        assert departed_after(0, 99) == (2, [number["a-2"], number["a-0"]])
        assert departed_after(1, 99) == (2, [number["a-0"]])
        assert departed_after(2, 99) == (2, [])
        assert departed_after(0, number["a-0"]) == (2, [number["a-0"]]), "who was never known need not be forgotten"
        assert reader.register.ghosts() == []
    assert store.sizes()["entries"] == 2


def test_what_enters_and_leaves_in_one_transaction_was_never_there(store: Store) -> None:
    with store.write() as tx:
        tx.register.enter([entry_of("a-1"), entry_of("a-2")])
        tx.register.leave(["a-2"])
    with store.read() as reader:
        assert set(numbers(reader.register)) == {"a-1"}
        assert reader.register.departed_after(0, 99) == (0, [])


def test_a_number_is_never_used_again(store: Store) -> None:
    seen: list[int] = []
    for round in range(3):
        with store.write() as tx:
            tx.register.enter([entry_of(f"a-{round}")])
            seen += numbers(tx.register).values()
        with store.write() as tx:
            tx.register.leave([f"a-{round}"])
    assert len(set(seen)) == 3
    with store.read() as reader:
        assert reader.register.departed_after(0, 99) == (3, seen)
