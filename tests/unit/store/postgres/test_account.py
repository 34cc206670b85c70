"""An account that owns its database and nothing else is enough for a node."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from mithaq.store import SqlStore, open_store
from tests.support import postgres
from tests.support.chains import Chain, entry_of, payload_of


@pytest.fixture
def store() -> Iterator[SqlStore]:
    with postgres.database("template0") as place:
        name = place.split("/")[3].split("?")[0]
        with psycopg.connect(place, autocommit=True) as connection:
            connection.execute("DROP ROLE IF EXISTS plain")
            connection.execute("CREATE ROLE plain LOGIN")
            connection.execute(f"ALTER DATABASE {name} OWNER TO plain".encode())
        found = open_store(place.replace("postgres@", "plain@"))
        yield found
        found.close()


def test_it_writes_erases_scrubs_and_checks(store: SqlStore) -> None:
    hash, payload = payload_of(b"secret")
    with store.write() as tx:
        Chain().append(tx)
        tx.payloads.put(hash, payload, "a-1")
        tx.register.enter([entry_of("a-1")])
    with store.write() as tx:
        assert tx.payloads.erase([hash]) == 1
        tx.register.leave(["a-1"])
    store.scrub()
    store.shorten()
    assert store.integrity() == []
