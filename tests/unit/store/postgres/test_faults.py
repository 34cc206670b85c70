"""What the server refuses, as faults of the store, without a value that it quotes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mithaq.app.ports.faults import BUSY, CORRUPT, FULL, GONE, INTEGRITY, IO, IntegrityFault, StoreFault
from mithaq.store.postgres.faults import ERRORS, translated
from mithaq.store.postgres.session import Session
from tests.support import postgres


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with postgres.database() as place:
        found = Session(place)
        found.execute("INSERT INTO officers VALUES ('o-1', 'secret', '', '', '', '', '', '', 'active', '')")
        yield found
        found.close()


def fault_of(session: Session, statement: str, *values: object) -> StoreFault:
    try:
        session.execute(statement, values).fetchall()
    except ERRORS as error:
        return translated(error)
    pytest.fail("no error")


@pytest.mark.parametrize(
    ("statement", "values", "where"),
    [
        ("INSERT INTO officers VALUES ('o-2', ?, '', '', '', '', '', '', 'active', '')", ["secret"], "officers.login"),
        ("INSERT INTO officers VALUES ('o-1', ?, '', '', '', '', '', '', 'active', '')", ["other"], "officers.id"),
        ("INSERT INTO outbox VALUES (?)", [0], "ck_outbox_seq"),
        ("INSERT INTO outbox VALUES (NULL)", [], "outbox.seq"),
        ("INSERT INTO sessions VALUES ('s', ?, '', '', '')", ["secret"], "fk_sessions_officers"),
        ("INSERT INTO outbox VALUES (?)", [2**63], "value"),
        ("INSERT INTO meta VALUES ('k', ?)", ["\ud800"], "value"),
        ("INSERT INTO meta VALUES ('k', ?)", ["secret\0"], "value"),
        ("INSERT INTO outbox VALUES (?)", ["secret"], "value"),
    ],
)
def test_a_row_that_contradicts_is_an_integrity_fault_without_its_values(
    session: Session, statement: str, values: list[object], where: str
) -> None:
    fault = fault_of(session, statement, *values)
    assert isinstance(fault, IntegrityFault)
    assert (fault.code, fault.where) == (INTEGRITY, where)
    assert "secret" not in str(fault)


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("53100", FULL), ("53200", BUSY), ("53300", BUSY), ("55P03", BUSY), ("57014", BUSY), ("40001", BUSY),
        ("57P01", GONE), ("57P03", GONE), ("08006", GONE), ("25006", GONE), ("XX001", CORRUPT), ("XX002", CORRUPT),
        ("58030", IO), ("42P01", IO),
    ],
)  # fmt: skip
def test_what_the_server_says_of_itself(session: Session, state: str, code: str) -> None:
    fault = fault_of(session, f"DO $$ BEGIN RAISE EXCEPTION 'secret' USING ERRCODE = '{state}'; END $$")
    assert (fault.code, fault.where) == (code, state)


def test_a_session_that_was_ended_is_gone(session: Session) -> None:
    with postgres.database() as place:
        mine = Session(place)
        session.execute("SELECT pg_terminate_backend(?::int)", [mine.raw.info.backend_pid])
        assert fault_of(mine, "SELECT 1").code == GONE
        assert mine.broken
        assert fault_of(mine, "SELECT 1").code == GONE
