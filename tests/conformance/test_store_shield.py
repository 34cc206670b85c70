"""The commission's rows: registers under digests, and looks."""

from __future__ import annotations

import pytest
from msgspec import structs

from mithaq.app.ports.faults import IntegrityFault
from mithaq.app.ports.shield import LookRow, ShieldRow
from mithaq.app.ports.store import Store
from tests.support.chains import AT

KEYS = (b"k" * 16, b"l" * 16)
ROW = ShieldRow("n-1", "protection", "granted", "EG", "n-1", AT, 3)
BAR = ShieldRow("k-1", "bar", "barred", "TN", "a-1", AT, 2)
LATER = "2026-11-25T10:00:00.000Z"


def look(id: str, **more: object) -> LookRow:
    return structs.replace(LookRow(id, "arrival", "a-1", id, 0, AT, LATER, b"[]", b"", 0), **more)


def test_who_is_kept_is_met_by_each_digest_until_it_ends(store: Store) -> None:
    with store.write() as tx:
        tx.shield.put(ROW, KEYS)
        tx.shield.put(BAR, KEYS[:1])
    with store.read() as reader:
        assert {(key, row.id) for key, row in reader.shield.keyed([*KEYS, b"m" * 16])} == {
            (KEYS[0], "n-1"), (KEYS[1], "n-1"), (KEYS[0], "k-1"),
        }  # fmt: skip
        assert [reader.shield.made(one, AT[:4]) for one in ("protection", "bar")] == [1, 1]
    with store.write() as tx:
        tx.shield.put(structs.replace(ROW, standing="ended", ended_at=LATER))
    with store.read() as reader:
        assert [row.id for _, row in reader.shield.keyed(list(KEYS))] == ["k-1"]
        assert [reader.shield.made("protection", year) for year in (AT[:4], "1999")] == [1, 0], "ended ones too"
        assert reader.shield.entries("protection", limit=9) == [structs.replace(ROW, standing="ended", ended_at=LATER)]
    with store.write() as tx:
        tx.shield.drop_keys("n-1")
    assert store.sizes()["shield_keys"] == 1


def test_an_end_has_its_time(store: Store) -> None:
    with pytest.raises(IntegrityFault), store.write() as tx:
        tx.shield.put(structs.replace(ROW, standing="ended"))


def test_looks_wait_for_their_payload_then_for_their_hour(store: Store) -> None:
    rows = [look("b"), look("a"), look("c", arrived_at=""), look("d", answer="cleared", answered_at=LATER)]
    with store.write() as tx:
        for row in rows:
            tx.shield.put_look(row)
    with store.read() as reader:
        assert [row.id for row in reader.shield.awaited()] == ["c"]
        assert [row.id for row in reader.shield.unanswered()] == ["a", "b"]
        assert reader.shield.unanswered(AT) == []
        assert reader.shield.look("a") == rows[1]


def test_words_about_an_alert_can_be_forgotten_and_the_decision_stays(store: Store) -> None:
    said = look("w", decision="clear", decided_by="o-1", decided_at=AT, reasons="words")
    with store.write() as tx:
        tx.shield.put_look(said)
        tx.shield.forget_words("a-other")
        assert tx.shield.look("w") == said
        tx.shield.forget_words(said.subject)
    with store.read() as reader:
        found = reader.shield.look("w")
    assert found is not None
    assert (found.reasons, found.decision, found.decided_by) == ("", "clear", "o-1")


def test_people_see_what_was_met_or_decided(store: Store) -> None:
    met = look("m", found=b'[{"entry":"n-1","reasons":["name"],"item":""}]', forms=b"f" * 16)
    decided = look("s", decision="stop", decided_by="o-1", decided_at=AT, answer="withheld", answered_at=LATER)
    with store.write() as tx:
        for row in (look("q"), met, decided):
            tx.shield.put_look(row)
        tx.shield.forget_forms("a-1")
    with store.read() as reader:
        assert [row.id for row in reader.shield.looks(limit=9)] == ["m", "s"]
        found = reader.shield.look("m")
        assert found is not None
        assert found.forms == b""
