"""R7: while the database server is away every request is answered with 503 and when to come back, and afterwards as ever."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from httpx import Response

from mithaq.store import open_store
from mithaq.store.pouring import pour
from mithaq.testing.postgres import Server
from tests.support import postgres
from tests.support.federation import Federation, federation

WHO = "border@EG"
CHECK = {"purpose": "border", "document": "X1234567"}
READING = ("/api/tasks", "/api/alerts", "/api/hits", "/api/cases", "/api/deadlines", "/api/officers")
ASKING = 4  # clients at once


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    found = Server(postgres.QUICK, under=postgres.MEMORY_OR_DISK)
    yield found
    found.stop()


@pytest.fixture(scope="module")
def fed(server: Server) -> Iterator[Federation]:
    """A federation in which Egypt's node keeps everything on a server."""
    found = federation(pages=True)
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("CREATE DATABASE eg TEMPLATE template0")
    node, before = found["EG"], found["EG"].store
    node.store = open_store(server.url("eg"))
    with before.read() as reader, node.store.write() as writer:
        pour(reader.tx, writer.tx)  # type: ignore[attr-defined]  # both are databases
    before.close()
    found.token(WHO)
    found.token("bureau@EG")
    yield found
    found.close()


def says_when_to_come_back(reply: Response) -> bool:
    return reply.status_code == 503 and int(reply.headers["retry-after"]) > 0


def test_everything_is_answered_with_503_while_it_is_away(fed: Federation, server: Server) -> None:
    answered = {path: fed.get("bureau@EG", path).status_code for path in READING}
    assert set(answered.values()) <= {200, 403}
    assert list(answered.values()).count(200) >= 4
    assert fed.post(WHO, "/api/check", CHECK).status_code == 200
    server.kill()
    for path in (path for path, status in answered.items() if status == 200):
        assert says_when_to_come_back(fed.get("bureau@EG", path)), path
    reply = fed.post(WHO, "/api/check", CHECK)
    assert (reply.json()["code"], says_when_to_come_back(reply)) == ("store.gone", True)
    assert "candidates" not in reply.text
    server.start()
    assert fed.post(WHO, "/api/check", CHECK).status_code == 200
    assert {path: fed.get("bureau@EG", path).status_code for path in READING} == answered


def test_whoever_asks_while_it_dies_is_answered_or_told_to_come_back(fed: Federation, server: Server) -> None:
    """Of every answer its line is in the log afterwards."""
    before = _lines(fed)
    replies: list[Response] = []
    with ThreadPoolExecutor(ASKING) as clients:
        for _ in range(ASKING):
            clients.submit(_ask, fed, replies)
        while len(replies) < 2 * ASKING:
            time.sleep(0.005)
        server.kill()
    server.start()
    assert all(reply.status_code == 200 or says_when_to_come_back(reply) for reply in replies)
    answered = sum(reply.status_code == 200 for reply in replies)
    assert 0 < answered < len(replies)
    assert _lines(fed) - before >= answered


def _ask(fed: Federation, replies: list[Response]) -> None:
    """One after the other, until some were refused."""
    while sum(reply.status_code != 200 for reply in replies) < 2 * ASKING:
        replies.append(fed.post(WHO, "/api/check", CHECK))


def _lines(fed: Federation) -> int:
    with fed["EG"].store.read() as reader:
        return reader.desk.log_head()[0]
