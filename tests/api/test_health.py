"""/health/live and /health/ready: whether to start anew or to send officers elsewhere, and nothing else."""

from __future__ import annotations

import pytest

from mithaq.app.ports.faults import GONE, StoreFault
from mithaq.app.unheard import keep_unheard
from tests.support.federation import Federation


def status(fed: Federation, what: str) -> int:
    return fed.client.get(f"/health/{what}").status_code


def caught_up(fed: Federation) -> None:
    for node in fed.world.nodes.values():
        node.searching.catch_up(node.store)


def test_alive_is_said_to_anybody_and_ready_once_the_index_is_there(fed: Federation) -> None:
    assert fed.client.get("/health/live").json() == {"live": True}
    assert status(fed, "ready") == 503
    caught_up(fed)
    assert fed.client.get("/health/ready").json() == {"ready": True}


def test_why_it_is_not_ready_is_told_to_nobody(fed: Federation, monkeypatch: pytest.MonkeyPatch) -> None:
    caught_up(fed)
    keep_unheard(fed["TN"], ("EG",))
    waiting = fed.client.get("/health/ready", headers={"Accept-Language": "fr"})
    keep_unheard(fed["TN"], ())
    assert status(fed, "ready") == 200

    def gone() -> None:
        raise StoreFault(GONE)

    monkeypatch.setattr(fed["EG"].store, "read", gone)
    away = fed.client.get("/health/ready", headers={"Accept-Language": "fr"})
    assert status(fed, "live") == 200
    assert (waiting.status_code, away.status_code) == (503, 503)
    assert waiting.content == away.content
    assert waiting.headers["Retry-After"]
    assert set(waiting.json()) == {"type", "title", "status", "code"}
    assert "pas encore prêt" in waiting.json()["title"]


def test_it_is_not_ready_while_the_index_is_built_anew(fed: Federation) -> None:
    caught_up(fed)
    searching, seen = fed["TN"].searching, []
    searching.rebuild(fed["TN"].store, lambda done: seen.append(searching.there))
    assert seen[0] is False
    assert status(fed, "ready") == 200
