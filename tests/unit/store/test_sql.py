from __future__ import annotations

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text

from mithaq.store import sql

TABLE = Table("t", MetaData(), Column("a", Integer, primary_key=True), Column("where", Text), Column("c", Text))


def test_statements_follow_the_columns_of_the_table() -> None:
    assert sql.insert(TABLE) == 'INSERT INTO t (a, "where", c) VALUES (?, ?, ?)'
    assert sql.insert(TABLE, skip="a") == 'INSERT INTO t ("where", c) VALUES (?, ?)'
    assert sql.insert(TABLE, or_ignore=True).endswith("ON CONFLICT DO NOTHING")
    assert sql.put(TABLE).endswith('ON CONFLICT (a) DO UPDATE SET "where" = excluded."where", c = excluded.c')
    assert sql.row_of(TABLE) == 'SELECT t.a, t."where", t.c FROM t WHERE t.a = ?'


def test_a_list_gets_as_many_marks_as_values() -> None:
    assert sql.with_marks("x IN (?*)", 3) == "x IN (?,?,?)"
    assert sql.with_marks("x IN (?*)", 0) == "x IN ()"


@pytest.mark.parametrize("hash", ["", "0" * 63, "0" * 66, "A" * 64, "0 " * 32 + "0" * 32, "g" * 64, "é" * 64])
def test_only_one_spelling_is_a_hash(hash: str) -> None:
    assert sql.raw_hash(hash) == b""
    assert sql.raw_hash("0f" * 32) == bytes([15] * 32)
