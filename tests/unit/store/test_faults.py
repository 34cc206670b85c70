from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from mithaq.app.ports.faults import CORRUPT, INTEGRITY, IO, IntegrityFault, StoreFault
from mithaq.store.faults import ERRORS, translated

SCHEMA = """
CREATE TABLE t (id TEXT PRIMARY KEY, n INTEGER NOT NULL, CONSTRAINT ck_t_n CHECK (n > 0)) STRICT;
INSERT INTO t VALUES ('secret', 1);
"""


def fault_of(statement: str, *values: object) -> StoreFault:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(SCHEMA)
        try:
            connection.execute(statement, values).fetchall()
        except ERRORS as error:
            return translated(error)
    pytest.fail("no error")


@pytest.mark.parametrize(
    ("statement", "values", "where"),
    [
        ("INSERT INTO t VALUES (?, 2)", ["secret"], "t.id"),
        ("INSERT INTO t VALUES (?, NULL)", ["other"], "t.n"),
        ("INSERT INTO t VALUES (?, -1)", ["other"], "ck_t_n"),
        ("INSERT INTO t VALUES (?, 'secret')", ["other"], "cannot"),
        ("INSERT INTO t VALUES (?, 2)", ["\ud800"], "value"),
        ("INSERT INTO t VALUES ('other', ?)", [2**63], "value"),
    ],
)
def test_a_row_that_contradicts_is_an_integrity_fault_without_its_values(
    statement: str, values: list[object], where: str
) -> None:
    fault = fault_of(statement, *values)
    assert isinstance(fault, IntegrityFault)
    assert (fault.code, fault.where) == (INTEGRITY, where)
    assert "secret" not in str(fault)


def test_a_mistake_in_the_program_is_named_without_values() -> None:
    fault = fault_of("SELECT * FROM nowhere WHERE x = 'secret'")
    assert (fault.code, fault.where) == (IO, "SQLITE_ERROR")


def test_text_that_is_not_utf8_is_corrupt() -> None:
    assert fault_of("SELECT CAST(x'ff' AS TEXT)").code == CORRUPT


def test_an_error_without_a_code_is_named_by_its_kind() -> None:
    assert translated(sqlite3.ProgrammingError("closed")).where == "ProgrammingError"
