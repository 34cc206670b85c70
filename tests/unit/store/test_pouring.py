"""Everything from one database into another kind and back: every row the same, and numbers go on where they were."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from mithaq.app.ports.faults import NOT_MITHAQ, StoreFault
from mithaq.app.ports.rows import AttachmentRow, OfficerRow, QuarantineRow, Want
from mithaq.app.ports.store import Writer
from mithaq.journal.vault import KEY_BYTES, Vault
from mithaq.store import SqlStore, open_store, schema, sql
from mithaq.store.pouring import pour
from tests.support import postgres
from tests.support.chains import Chain, entry_of, fold_of, payload_of

VAULT = Vault(b"v" * KEY_BYTES)


@pytest.fixture
def url() -> Iterator[str]:
    with postgres.database() as place:
        yield place


def fill(tx: Writer) -> None:
    """Rows of most tables, and an entry that has left: its number is the highest."""
    chain = Chain()
    for _ in range(3):
        chain.append(tx)
    hash, payload = payload_of("سرّ".encode())
    tx.payloads.put(hash, payload, "a-1", "photo")
    tx.payloads.want([Want("ab" * 32, "a-2", "", "EG")])
    tx.attachments.put(AttachmentRow("cd" * 32, "", 0, "2026-11-22T08:00:00.000Z", "scan.acts"), b"")
    tx.attachments.cite(hash, "a-1", ["cd" * 32])
    tx.register.put_fold(fold_of("a-1"))
    tx.register.enter([entry_of("a-1"), entry_of("a-2"), entry_of("a-3")])
    tx.journal.outbox_add(1)
    tx.journal.quarantine(QuarantineRow("EG", 7, "size", "envelope", "2026-11-22T08:00:00.000Z", b"\0\xff"))
    tx.desk.put_officer(OfficerRow("o-1", "login", "ل", "L", "border", "P", "A", "", "active", "x"))
    tx.desk.put_meta("k", "v")


def rows(store: SqlStore) -> dict[str, list[tuple[Any, ...]]]:
    with store.read() as reader:
        return {table.name: sorted(reader.tx.all(sql.rows_of(table))) for table in schema.metadata.sorted_tables}


def test_there_and_back_again(tmp_path: Path, url: str) -> None:
    with (
        closing(open_store(tmp_path / "one.db", vault=VAULT)) as one,
        closing(open_store(url)) as two,
    ):
        with one.write() as tx:
            fill(tx)
        with one.write() as tx:
            tx.register.leave(["a-3"])
        with one.read() as reader, two.write() as writer:
            pour(reader.tx, writer.tx)
        assert rows(two) == rows(one)
        assert list(two.derived()) == list(one.derived())
        two.copy_to(tmp_path / "three.db")
        with closing(open_store(tmp_path / "three.db", vault=VAULT)) as three:
            assert rows(three) == rows(one)
            for store in (one, two, three):
                with store.write() as tx:
                    tx.register.enter([entry_of("a-4")])
                with store.read() as reader:
                    assert reader.register.entered_after(3, 9)[0][1].id == "a-4"
                    assert reader.register.ghosts() == []
                assert store.integrity() == []


def test_nothing_is_poured_on_what_is_there(tmp_path: Path, url: str) -> None:
    with closing(open_store(tmp_path / "one.db")) as one, closing(open_store(url)) as two:
        for store in (one, two):
            with store.write() as tx:
                fill(tx)
        before = rows(two)
        with pytest.raises(StoreFault) as fault, one.read() as reader, two.write() as writer:
            pour(reader.tx, writer.tx)
        assert fault.value.code == NOT_MITHAQ
        assert rows(two) == before
