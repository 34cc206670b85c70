"""Folds and findable things of a store."""

from __future__ import annotations

import msgspec
import pytest

from mithaq.app.ports.faults import IntegrityFault
from mithaq.app.ports.rows import Entry
from mithaq.app.ports.store import Store
from tests.support.chains import entry_of, fold_of

NOW = "2026-11-23T10:00:00.000Z"
LATER = "2026-11-23T10:00:00.001Z"


def bare(entry: Entry) -> Entry:
    return msgspec.structs.replace(entry, names=(), exact=())


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


def test_entries_come_back_without_keys_but_for_their_alert(store: Store) -> None:
    one = entry_of("i-1", alert="b-1", kind="document", exact=(("document", "X1"),))
    two = entry_of("i-2", alert="b-1", kind="vehicle", exact=(("plate", "7"), ("serial", "V")))
    with store.write() as tx:
        tx.register.enter([two, one])
    with store.read() as reader:
        register = reader.register
        assert register.entry("i-1") == bare(one)
        assert register.entry("i-9") is None
        assert register.entries_of("b-1") == [one, two]
        assert register.count_entries() == {"document": 1, "vehicle": 1}
        assert list(register.entry_digest("2026-01-01T00:00:00.000Z")) == [("i-1", one.payload), ("i-2", two.payload)]


def test_a_number_finds_what_has_not_expired(store: Store) -> None:
    key = (("document", "X1"),)
    lasting, expiring = entry_of("a-1", exact=key), entry_of("a-2", exact=key, expires_at=LATER)
    with store.write() as tx:
        tx.register.enter([lasting, expiring])
    with store.read() as reader:
        exact = reader.register.exact
        assert exact("document", "X1", NOW) == [bare(lasting), bare(expiring)]
        assert exact("document", "X1", LATER) == [bare(lasting)]  # from that very instant nobody shows it
        assert exact("plate", "X1", NOW) == exact("document", "X2", NOW) == []
        numbers = [number for number, _ in reader.register.numbers_with(["x"], 9)]
        assert numbers == []


def test_keys_recall_those_who_share_most(store: Store) -> None:
    with store.write() as tx:
        tx.register.enter([entry_of("a-1", names=("mhmd",))])
        tx.register.enter([entry_of("a-2", names=("mhmd", "ali", "slm"), expires_at=LATER)])
        tx.register.enter([entry_of("a-3", names=("ali", "mhmd", "mhmd"))])
    with store.read() as reader:
        register = reader.register
        found = register.numbers_with(["mhmd", "ali", "slm", "slm", "none"], 9)
        assert [shared for _, shared in found] == [3, 2, 1]
        assert register.numbers_with(["mhmd", "ali", "slm"], 2) == found[:2]
        assert register.numbers_with([], 9) == []
        assert register.key_counts(["mhmd", "ali", "none"]) == {"mhmd": 3, "ali": 2, "none": 0}
        numbers = [number for number, _ in found]
        assert [register.numbered(numbers, NOW)[number].id for number in numbers] == ["a-2", "a-3", "a-1"]
        assert {entry.id for entry in register.numbered([*numbers, 999], LATER).values()} == {"a-1", "a-3"}


def test_equals_come_in_the_order_of_their_numbers(store: Store) -> None:
    with store.write() as tx:
        tx.register.enter([entry_of(f"a-{number}", names=("k",)) for number in range(5)])
    with store.read() as reader:
        found = reader.register.numbers_with(["k"], 3)
        assert [number for number, _ in found] == sorted(number for number, _ in found)


def test_an_entry_is_replaced_with_its_keys(store: Store) -> None:
    with store.write() as tx:
        tx.register.enter([entry_of("a-1", names=("old", "both"), exact=(("document", "OLD"),))])
    with store.write() as tx:
        tx.register.enter([entry_of("a-1", names=("new", "both"), exact=(("document", "NEW"),))])
    with store.read() as reader:
        assert reader.register.key_counts(["old", "both", "new"]) == {"old": 0, "both": 1, "new": 1}
        assert reader.register.exact("document", "OLD", NOW) == []
        assert [entry.id for entry in reader.register.exact("document", "NEW", NOW)] == ["a-1"]
        assert reader.register.count_entries() == {"wanted": 1}


def test_what_leaves_cannot_be_found(store: Store) -> None:
    entry = entry_of("a-1", names=("k",), exact=(("document", "X1"),))
    with store.write() as tx:
        tx.register.enter([entry, entry_of("a-2", names=("k",))])
        tx.register.leave(["a-2"])
    with store.write() as tx:
        tx.register.leave(["a-1", "a-9"])
    sizes = store.sizes()
    assert (sizes["entries"], sizes["name_keys"], sizes["exact_keys"]) == (0, 0, 0)


def test_a_number_is_never_used_again(store: Store) -> None:
    seen = []
    for round in range(3):
        with store.write() as tx:
            tx.register.enter([entry_of(f"a-{round}", names=("k",))])
            seen += [number for number, _ in tx.register.numbers_with(["k"], 9)]
        with store.write() as tx:
            tx.register.leave([f"a-{round}"])
    assert len(set(seen)) == 3
