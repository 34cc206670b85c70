"""Which databases are taken: ours, sound, alone; and of which server."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import Connection

from mithaq.app.ports.faults import GONE, NEWER, NOT_MITHAQ, SETTING, TAKEN, StoreFault
from mithaq.store import migrating, open_store
from mithaq.store.postgres import ddl
from mithaq.store.postgres.session import POSTGRES, connected
from mithaq.store.schema import SCHEMA_VERSION
from mithaq.testing.postgres import Server
from tests.support import postgres
from tests.support.chains import entry_of


@pytest.fixture
def url() -> Iterator[str]:
    with postgres.database() as place:
        yield place


def run(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def refused(url: str) -> tuple[str, str]:
    with pytest.raises(StoreFault) as fault:
        open_store(url)
    return fault.value.code, fault.value.where


def test_a_second_process_is_refused_and_the_first_goes_on(url: str) -> None:
    store = open_store(url)
    assert refused(url) == (TAKEN, "")
    with store.write() as tx:
        tx.desk.put_meta("k", "v")
    store.close()
    open_store(url).close()


def test_a_database_of_something_else_is_left_as_it_is(url: str) -> None:
    with postgres.database("template0") as other:
        run(other, "CREATE TABLE persons (name text)")
        assert refused(other) == (NOT_MITHAQ, "")
        run(other, "INSERT INTO persons VALUES ('still there')")
    run(url, "UPDATE alembic_version SET version_num = 'a1b2c3d4'")
    assert refused(url) == (NOT_MITHAQ, "")


def test_a_database_of_a_newer_program_is_left_as_it_is(url: str) -> None:
    run(url, f"UPDATE alembic_version SET version_num = '{SCHEMA_VERSION + 1:04d}'")
    assert refused(url) == (NEWER, "")


@pytest.mark.parametrize("setting", ["synchronous_commit", "standard_conforming_strings"])
def test_a_setting_that_durability_rests_on_is_asserted(url: str, setting: str) -> None:
    name = url.split("/")[3].split("?", maxsplit=1)[0]
    run(url, f"ALTER DATABASE {name} SET {setting} = off")
    assert refused(url) == (SETTING, setting)


def test_another_encoding_is_refused() -> None:
    run(postgres.server().url(), "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    assert refused(postgres.server().url("latin")) == (SETTING, "server_encoding")
    run(postgres.server().url(), "DROP DATABASE latin")


def test_a_server_that_may_lose_or_overlook_is_refused() -> None:
    careless = Server({**postgres.QUICK, "fsync": "off"}, checksums=False, under=postgres.MEMORY_OR_DISK)
    assert refused(careless.url()) == (SETTING, "fsync")
    run(careless.url(), "ALTER SYSTEM SET full_page_writes = off", "SELECT pg_reload_conf()")
    careless.settings["fsync"] = "on"
    careless.kill()
    careless.start()
    assert refused(careless.url()) == (SETTING, "full_page_writes")
    run(careless.url(), "ALTER SYSTEM RESET full_page_writes")
    careless.kill()
    careless.start()
    assert refused(careless.url()) == (SETTING, "data_checksums")
    careless.stop()
    assert refused(careless.url())[0] == GONE


def test_a_database_of_an_older_program_is_brought_up_to_date() -> None:
    with postgres.database("template0") as place:
        connection = connected(place)
        with migrating.transaction(connection, ddl.URL, POSTGRES) as ours:
            migrating.upgrade(ours, "0003")
        connection.execute("INSERT INTO folds VALUES ('a-1', 'alert', '', '', '', '', '', 1, '', 1, 'folded')")
        connection.close()
        store = open_store(place)
        with store.write() as tx:
            tx.register.enter([entry_of("a-2")])
        assert (store.sizes()["folds"], store.sizes()["entries"]) == (1, 1)
        store.close()


def test_a_migration_that_fails_leaves_an_empty_database(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = migrating.upgrade

    def half(ours: Connection) -> None:
        whole(ours)
        ours.exec_driver_sql("CREATE TABLE journal (taken int)")

    with postgres.database("template0") as place:
        monkeypatch.setattr(migrating, "upgrade", half)
        assert refused(place)[0] == "store.io"
        with psycopg.connect(place) as connection:
            assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)
        monkeypatch.undo()
        open_store(place).close()
