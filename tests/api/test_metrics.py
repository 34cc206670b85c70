"""Figures for operators: what they count is true, and no value that anybody sent or that stands in an alert is in them."""

from __future__ import annotations

import re
import socket
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest
from prometheus_client import generate_latest

from mithaq.domain.errors import Refusal
from mithaq.ops.metrics import LOOPBACK, Traffic, expose
from mithaq.web.guard import actions
from tests.api.test_canaries import BODIES, CANARIES, NAME, NUMBER
from tests.support import story
from tests.support.federation import Federation

LABEL = re.compile(r'(\w+)="([^"]*)"')


def figures(fed: Federation, member: str = "") -> dict[str, float]:
    """Every line of the text by its name and labels."""
    traffic: Traffic = fed.app.state.federation.traffic
    if member:
        traffic.watches(fed[member])
    lines = generate_latest(traffic.registry).decode().splitlines()
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines if line[0] != "#")}


def test_requests_and_checks_are_counted_and_members_compared(fed: Federation) -> None:
    before = figures(fed, "EG")
    assert before["mithaq_store_answers"] == 1
    ids = story.everything(fed)
    name = story.name_of(story.wanted())
    assert fed.done("border@EG", "/api/check", {"purpose": "border", "name": name})["klass"] != "none"
    fed.done("border@EG", "/api/check", {"purpose": "border", "name": "Zwx Qqkp"})
    fed.get("bureau@TN", f"/api/alerts/{ids['alert']}")
    after = figures(fed)
    checks = {key: value for key, value in after.items() if key.startswith("mithaq_checks_total")}
    assert checks['mithaq_checks_total{class="none"}'] >= 1
    assert sum(checks.values()) == sum(fed["EG"].checked.values()) >= 2
    assert after['mithaq_requests_total{route="/api/check",status="200"}'] >= 2
    assert after['mithaq_request_seconds_count{route="/api/check"}'] >= 2
    assert after["mithaq_index_records"] >= 1
    assert after["mithaq_journal_head"] == after["mithaq_unreceipted" + '{member="OC"}'] + _signed(fed, "EG", "OC")
    assert after['mithaq_held{member="TN"}'] > before['mithaq_held{member="TN"}']
    assert after["mithaq_last_backup_timestamp_seconds"] == 0


def _signed(fed: Federation, member: str, by: str) -> int:
    with fed[member].store.read() as reader:
        return {row.peer: row.seq for row in reader.journal.receipts()}.get(by, 0)


def test_nothing_that_was_sent_or_stands_in_an_alert_is_in_the_figures(fed: Federation) -> None:
    ids = story.everything(fed)
    content = story.wanted()
    for route, action in actions(fed.app):
        method, _, path = route.partition(" ")
        if action == "session.close":
            continue
        odd = path.replace("{subject:str}", NUMBER).replace("{member:str}", NUMBER)
        headers = {"Authorization": f"Bearer {fed.token('bureau@TN')}", "Content-Type": "application/json"}
        fed.client.request(method, f"{odd}?{NAME}={NUMBER}", content=BODIES[0], headers=headers)
    for place in (f"/api/{NAME}", f"/{NUMBER}", f"/api/alerts/{NUMBER}/{NAME}", f"/health/{NUMBER}"):
        fed.client.get(place)
        fed.client.request(NUMBER, place)
    found = "\n".join(figures(fed, "TN")).lower()
    mine = [story.name_of(content), content["identity"]["documents"][0]["number"], *ids.values()]
    people = [text for officer in _officers(fed) for text in (officer.id, officer.login)]
    assert [one for one in (*CANARIES, *mine, *people) if one.lower() in found] == []
    assert {name for name, _ in LABEL.findall(found)} <= {"route", "status", "le", "class", "member"}
    assert {value for name, value in LABEL.findall(found) if name == "route"} <= _templates(fed)


def _templates(fed: Federation) -> set[str]:
    return {"unknown"} | {str(getattr(route, "path_format", "")).lower() for route in fed.app.routes}


def _officers(fed: Federation) -> list:
    with fed["TN"].store.read() as reader:
        return reader.desk.officers()


def test_they_are_told_on_this_machine_alone(tmp_path: Path) -> None:
    with socket.create_server((LOOPBACK, 0)) as free:
        port = free.getsockname()[1]
    expose(Traffic(), port)
    with urllib.request.urlopen(f"http://{LOOPBACK}:{port}/metrics") as reply:
        assert b"mithaq_sweep_seconds" in reply.read()
    with pytest.raises(URLError):
        urllib.request.urlopen(f"http://127.0.0.2:{port}/metrics", timeout=1)
    with pytest.raises(Refusal, match=r"serve\.port"):
        expose(Traffic(), port)
