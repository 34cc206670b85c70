"""The same questions to a table in SQLite, PostgreSQL and MariaDB, each for real: read, never written, by quoted names."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import psycopg
import pytest

from mithaq.domain.connected import mapping as mappings
from mithaq.domain.connected.mapping import Mapping
from mithaq.domain.errors import Refusal
from mithaq.home.connected.check import check
from mithaq.law.load import load_law
from mithaq.store.connected import engine, reading
from tests.support.connected_servers import mariadb, postgresql, postgresql_url

EVIL = 'x"; DROP TABLE "own records"; --'
ROWS: list[tuple[Any, ...]] = [
    (1, "سليمان داود الحمصي", "03/04/1961", "theft", "a"),
    (2, "مريم يوسف الكندي", "30/11/1975", "fraud", "b"),
    (3, "يوسف عمر الراشدي", "31/02/1980", "arson", "c"),
    (3, "", None, "theft", "d"),
]
DDL = (
    "CREATE TABLE {table} ({ref} integer, {name} varchar(200), {born} varchar(20), {judgment} varchar(50), "
    "{evil} varchar(9))"
)


@dataclass
class Own:
    """A table of a state's own, and a door to it for whoever writes."""

    url: str
    run: Any

    def mapping(self, **change: Any) -> Mapping:
        whole = {
            "mapping": 1, "database": "TN-RECORDS", "kind": "criminal_record", "authority": "TN-JUSTICE", "url": self.url,
            "table": "own records", "reference": "ref", "core": ["judgment"],
            "person": {"name_ar": "full name", "birth": {"column": "born", "format": "%d/%m/%Y"}},
        } | change  # fmt: skip
        return mappings.read(msgspec.json.encode(whole))


def _fill(run: Any, quote: str, mark: str) -> None:
    names = {
        "table": "own records",
        "ref": "ref",
        "name": "full name",
        "born": "born",
        "judgment": "judgment",
        "evil": EVIL,
    }
    quoted = {key: f"{quote}{name.replace(quote, quote * 2)}{quote}" for key, name in names.items()}
    run(DDL.format(**quoted), ())
    for row in ROWS:
        run(f"INSERT INTO {quoted['table']} VALUES ({', '.join([mark] * len(row))})", row)


@pytest.fixture(scope="module", params=["sqlite", "postgresql", "mariadb"])
def own(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Own]:
    if request.param == "postgresql":
        with postgresql() as server, psycopg.connect(server.url(), autocommit=True) as connection:
            run = lambda sql, values=(): connection.execute(sql, values or None)  # noqa: E731 - a door, no more
            _fill(run, '"', "%s")
            yield Own(postgresql_url(server), run)
        return
    if request.param == "mariadb":
        with mariadb() as other, closing(other.connect()) as connection:
            cursor = connection.cursor()
            _fill(lambda sql, values=(): cursor.execute(sql, values or None), "`", "%s")
            yield Own(other.url(), lambda sql, values=(): cursor.execute(sql, values or None))
        return
    file = tmp_path_factory.mktemp("own") / "own.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        _fill(connection.execute, '"', "?")
        yield Own(f"sqlite:///{file}", connection.execute)


def refused(act: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act()
    return caught.value


def test_the_table_is_read_in_pages_with_the_columns_of_the_index_alone(own: Own) -> None:
    rows = [row for page in reading.pages(own.mapping()) for row in page]
    assert [row["full name"] for row in rows] == [row[1] for row in ROWS]
    assert {tuple(row) for row in rows} == {("ref", "full name", "born")}, "core data stay where they are"
    assert len([row for page in reading.pages(own.mapping(), 2) for row in page]) == 2


def test_counts_find_duplicates_and_empty_names(own: Own) -> None:
    counts = reading.counted(own.mapping())
    assert (counts.rows, counts.duplicates) == (4, 1)
    assert dict(counts.empty) == {"ref": 0, "full name": 1, "born": 1, "judgment": 0}


def test_core_data_are_one_row_by_its_reference(own: Own) -> None:
    assert reading.core_of(own.mapping(), "2") == (("ref", "2"), ("judgment", "fraud"))
    assert refused(lambda: reading.core_of(own.mapping(), "9")).code == "connected.gone"
    assert refused(lambda: reading.core_of(own.mapping(), "2 OR 1=1")).code == "connected.gone"
    by_text = own.mapping(reference="judgment", core=["ref"])
    assert reading.core_of(by_text, "fraud") == (("judgment", "fraud"), ("ref", "2"))


def _write(own: Own, write: str) -> None:
    with engine.opened(own.mapping(), 5) as connection:
        quoted = connection.dialect.identifier_preparer.quote_identifier("own records")
        connection.exec_driver_sql(write.format(t=quoted))


def test_nothing_can_be_written_through_the_connection(own: Own) -> None:
    writes = ("DELETE FROM {t}", "UPDATE {t} SET ref = 0", "CREATE TABLE another (x integer)", "DROP TABLE {t}")
    for write in writes:
        assert refused(lambda write=write: _write(own, write)).code == "connected.unreachable"
    assert reading.counted(own.mapping()).rows == len(ROWS)


def test_names_are_names_and_never_sql(own: Own) -> None:
    told = own.mapping(core=[EVIL])
    assert reading.core_of(told, "1") == (("ref", "1"), (EVIL, "a"))
    for name in (
        'ref"; DELETE FROM "own records"; --',
        "ref`; DROP TABLE `own records`; --",
        "ref) --",
        "1",
        "*",
        "%s",
        ":x",
    ):
        refusal = refused(lambda name=name: reading.core_of(own.mapping(core=[name]), "1"))
        assert (refusal.code, refusal.missing) == ("connected.column", (name,))
        assert refused(lambda name=name: reading.counted(own.mapping(reference=name))).code == "connected.column"
        assert refused(lambda name=name: reading.live_columns(own.mapping(table=name))).code == "connected.table"
    assert reading.counted(own.mapping()).rows == len(ROWS)


def test_a_column_that_is_missing_is_never_read_as_its_own_name(own: Own) -> None:
    """SQLite takes a quoted name that it does not know for a text."""
    refusal = refused(lambda: next(reading.pages(own.mapping(reference="no such column"))))
    assert (refusal.code, refusal.missing) == ("connected.column", ("no such column",))


def test_a_check_says_what_is_wrong_and_shows_nobody(own: Own) -> None:
    report = check(own.mapping(), load_law().connected, 1000)
    assert (report.rows, report.read, report.duplicates, report.unreadable_dates) == (4, 4, 1, 1)
    assert report.unnamed_per_cent == 25.0
    assert {one.code: one.stops for one in report.findings} == {
        "reference_twice": True, "date_unreadable": False, "name_empty": True,
    }  # fmt: skip
    shown = msgspec.json.encode(report).decode()
    assert "س••••" in shown
    assert not any(str(word) in shown for row in ROWS for value in row[1:3] if value for word in str(value).split())
    assert not report.sound


def test_a_statement_that_takes_too_long_is_ended(own: Own) -> None:
    slow = {
        "sqlite": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n",
        "postgresql": "SELECT pg_sleep(60)",
        "mysql": "SELECT SLEEP(60)",
        "mariadb": "SELECT SLEEP(60)",
    }

    def ask() -> None:
        with engine.opened(own.mapping(), 1) as connection:
            connection.exec_driver_sql(slow[connection.dialect.name]).all()

    assert refused(ask).code == "connected.slow"


def test_a_password_stands_in_a_file_and_in_no_word_of_ours(own: Own, tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("geheim-sir-sirr\n")
    gone = own.mapping(url="postgresql://reader@127.0.0.1:1/none", password_file=str(secret))
    for mapping, code in (
        (gone, "connected.unreachable"),
        (own.mapping(url="postgresql://reader:geheim-sir-sirr@localhost/x"), "connected.password"),
        (own.mapping(url="mariadb://localhost/x?passwd=geheim-sir-sirr"), "connected.password"),
        (
            own.mapping(url="postgresql://localhost/x?options=-c%20default_transaction_read_only=off"),
            "connected.password",
        ),
        (own.mapping(url="geheim-sir-sirr"), "connected.url"),
        (own.mapping(url="oracle://reader@localhost/x"), "connected.dialect"),
        (own.mapping(password_file=str(tmp_path / "none")), "connected.password_file"),
    ):
        refusal = refused(lambda mapping=mapping: reading.live_columns(mapping))
        assert refusal.code == code
        assert "geheim" not in repr(refusal) + str(refusal.__cause__) + str(refusal.where)
        assert refusal.__context__ is None or refusal.__suppress_context__, "no trace of what the driver said"
