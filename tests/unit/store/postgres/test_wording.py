"""SQLite's words in PostgreSQL's: each difference once, and no statement that the server does not understand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.store import queries, schema, sql
from mithaq.store.postgres.session import Session
from mithaq.store.postgres.wording import worded
from tests.support import postgres


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("SELECT ? WHERE ? > 1", "SELECT $1 WHERE $2 > 1"),
        ("SELECT ?2, ?1, ?2", "SELECT $2, $1, $2"),
        ("SELECT lower(hex(hash)) FROM t", "SELECT encode(hash, 'hex') FROM t"),
        ("a = x'' OR b <> x'5b5d'", r"a = '\x'::bytea OR b <> '\x5b5d'::bytea"),
        ("instr(body, ?1) > 0", "position($1 IN body) > 0"),
        ("IN (SELECT value FROM json_each(?5))", "IN (SELECT json_array_elements_text(CAST($5 AS json)))"),
    ],
)
def test_each_difference(ours: str, theirs: str) -> None:
    assert worded(ours).decode() == theirs


def whole() -> Iterator[str]:
    """Every statement of `queries` that stands by itself."""
    for name, text in vars(queries).items():
        if name.isupper() and name[0] != "_" and text.split(" ", 1)[0] in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            yield sql.with_marks(text, 2)


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with postgres.database() as place:
        found = Session(place)
        yield found
        found.close()


def test_the_server_understands_every_statement(session: Session) -> None:
    statements = list(whole())
    assert len(statements) > 60
    for number, statement in enumerate(statements):
        session.execute(f"PREPARE s{number} AS {statement}")
    assert session.execute("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 's%'").fetchone() == (
        len(statements),
    )


def test_rows_that_are_added_many_at_once_are_numbered_through() -> None:
    statement = worded(sql.insert_many(schema.log, 2)).decode()
    assert "$22" in statement
    assert "$23" not in statement
