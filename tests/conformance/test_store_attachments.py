"""The attachments of a store: files by their hash, citations that go with their payloads."""

from __future__ import annotations

import hashlib

import pytest

from mithaq.app.ports.faults import IntegrityFault, StoreFault
from mithaq.app.ports.rows import AttachmentRow, Citation, DraftRow, Want
from mithaq.app.ports.store import Store
from mithaq.domain.attachment import ATTACHMENT
from tests.support.chains import payload_of

CASE = "c-0000000000000001"
AT = "2026-11-22T08:00:00.000Z"


def row_of(data: bytes, kept_at: str = AT) -> AttachmentRow:
    return AttachmentRow(hashlib.sha256(data).hexdigest(), "text/plain", len(data), kept_at)


def test_a_file_comes_back_as_it_was(store: Store) -> None:
    data = bytes(range(256)) * 4096
    row = row_of(data)
    with store.write() as tx:
        tx.attachments.put(row, data)
        assert tx.attachments.get(row.hash) == (row, data)
    with store.read() as reader:
        assert reader.attachments.get(row.hash) == (row, data)
        assert reader.attachments.about([row.hash, "ff" * 32, "no hash"]) == {row.hash: row}
        assert reader.attachments.hashes() == [row.hash]
        assert reader.attachments.get("ff" * 32) is None


def test_a_refused_file_leaves_its_code_and_no_bytes_until_it_is_kept_after_all(store: Store) -> None:
    data = b"words"
    row = row_of(data)
    refused = AttachmentRow(row.hash, "", 0, AT, "attachment.type")
    with store.write() as tx:
        tx.attachments.put(refused, b"")
    with store.read() as reader:
        assert reader.attachments.get(row.hash) == (refused, b"")
    with store.write() as tx:
        tx.attachments.put(row, data)
    with store.read() as reader:
        assert reader.attachments.get(row.hash) == (row, data)


@pytest.mark.parametrize(
    ("row", "data"),
    [
        (AttachmentRow("no hash", "text/plain", 1, AT), b"x"),
        (AttachmentRow("ab" * 32, "text/plain", 0, AT), b""),
        (AttachmentRow("ab" * 32, "", 1, AT, "attachment.type"), b"x"),
    ],
)
def test_what_contradicts_itself_is_not_stored(store: Store, row: AttachmentRow, data: bytes) -> None:
    with pytest.raises(IntegrityFault), store.write() as tx:
        tx.attachments.put(row, data)


def test_another_file_under_that_hash_is_never_handed_out(store: Store) -> None:
    row = row_of(b"words")
    with store.write() as tx:
        tx.attachments.put(row, b"other words")
    with store.read() as reader, pytest.raises(StoreFault) as fault:
        reader.attachments.get(row.hash)
    assert fault.value.code == "store.corrupt"


def test_a_citation_lives_as_long_as_its_payload(store: Store) -> None:
    (first, one), (second, other) = payload_of(b"first"), payload_of(b"second")
    shared, alone = row_of(b"shared"), row_of(b"alone", "2026-11-22T07:00:00.000Z")
    with store.write() as tx:
        tx.payloads.put(first, one, CASE, "message.sent")
        tx.payloads.put(second, other, CASE, "file.lodged")
        tx.attachments.put(shared, b"shared")
        tx.attachments.put(alone, b"alone")
        assert tx.attachments.loose() == [alone, shared], "oldest first"
        tx.attachments.cite(first, CASE, [shared.hash, alone.hash, alone.hash])
        tx.attachments.cite(second, CASE, [shared.hash])
        tx.payloads.want([Want("cd" * 32, CASE, ATTACHMENT, "EG"), Want("ef" * 32, CASE, "message.sent", "EG")])
        tx.attachments.cite(first, CASE, ["cd" * 32])
        assert tx.attachments.loose() == []
    with store.read() as reader:
        both = [Citation(shared.hash, hash, CASE) for hash in sorted((first, second))]
        assert reader.attachments.citations(of=shared.hash) == both
        assert len(reader.attachments.citations(subject=CASE)) == len(reader.attachments.citations()) == 4
        assert reader.attachments.citations(subject="c-0000000000000002") == []
    with store.write() as tx:
        tx.payloads.erase([first])
        assert tx.attachments.loose() == [alone]
        assert [want.item for want in tx.payloads.wanted(9)] == ["message.sent"], "nobody asks for a file nobody cites"
    with store.read() as reader:
        assert reader.attachments.citations() == [Citation(shared.hash, second, CASE)]


def test_nothing_cites_in_the_name_of_a_payload_that_is_not_here(store: Store) -> None:
    with pytest.raises(StoreFault), store.write() as tx:
        tx.attachments.cite("ab" * 32, CASE, ["cd" * 32])


def test_what_is_dropped_is_gone_and_may_come_back(store: Store) -> None:
    row = row_of(b"words")
    with store.write() as tx:
        tx.attachments.put(row, b"words")
        tx.attachments.drop([row.hash, "ff" * 32])
        assert tx.attachments.hashes() == []
        tx.attachments.put(row, b"words")
    with store.read() as reader:
        assert reader.attachments.hashes() == [row.hash]


def test_what_lies_in_a_draft_is_not_loose_and_is_no_citation(store: Store) -> None:
    row = row_of(b"words")
    first = DraftRow(CASE, "warrant", row.hash, False, "", "o-1", AT)
    said = DraftRow(CASE, "warrant", row.hash, False, "a court", "o-2", AT)
    second = DraftRow(CASE, "evidence", row.hash, True, "", "o-1", AT)
    with store.write() as tx:
        tx.attachments.put(row, b"words")
        for one in (first, second, said):
            tx.attachments.draft(one)
    with store.read() as reader:
        assert reader.attachments.loose() == []
        assert reader.attachments.citations(of=row.hash) == []
        assert sorted(one.paper for one in reader.attachments.drafts(CASE)) == ["evidence", "warrant"]
        assert said in reader.attachments.drafts()
        assert reader.attachments.drafts("c-2") == []
    with store.write() as tx:
        tx.attachments.undraft(CASE, "warrant", row.hash)
        assert tx.attachments.drafts(CASE) == [second]
        tx.attachments.undraft(CASE)
    with store.read() as reader:
        assert reader.attachments.loose() == [row]


def test_a_draft_holds_only_files_that_are_here(store: Store) -> None:
    with pytest.raises(IntegrityFault), store.write() as tx:
        tx.attachments.draft(DraftRow(CASE, "warrant", "ff" * 32, False, "", "o-1", AT))
