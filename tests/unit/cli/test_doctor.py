"""`mithaq doctor`: what is wrong is found, said in three languages with what to do, and shows in the exit status."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mithaq.app.condition import condition
from mithaq.app.node import operator_actor
from mithaq.app.replicate import replicate
from mithaq.cli.commands.doctoring import DoctorArgs, doctor
from mithaq.cli.officer import Who
from mithaq.home.backup import make
from mithaq.home.doctor import place
from mithaq.home.open import opened
from mithaq.home.serving import WHERE
from mithaq.testing import acts
from mithaq.transport.nats.certificates import Authority
from tests.fault.test_restore import KEEPER, holder
from tests.support.homes import Homes
from tests.unit.cli.typed import Terminal

Found = dict[str, dict[str, Any]]


def look(terminal: Terminal, home: Path, *options: str, status: int = 12) -> Found:
    """The findings by code; of several with one code the last."""
    return {line["check"]: line for line in terminal.lines("doctor", *options, "--node", home, status=status)[:-1]}


def in_order(node_home: Path) -> None:
    """What whoever keeps a new node does first."""
    shutil.rmtree(node_home / "keys" / "hand-over")


def test_a_new_node_is_told_what_is_left_to_do(terminal: Terminal, node_home: Path) -> None:
    found = look(terminal, node_home)
    assert {code: one["verdict"] for code, one in found.items() if one["verdict"] != "ok"} == {
        "config.passphrase": "look", "config.hand_over": "act", "backup.age": "act",
    }  # fmt: skip
    assert found["database.settings"]["database"] == "SQLite"
    assert found["disk.free"]["free"] > found["disk.free"]["floor"] > 0
    for language, words in (("en", "then delete it"), ("fr", "phrase secrète"), ("ar", "عبارة سر")):
        assert words in terminal.run("--lang", language, "doctor", "--node", node_home, status=12)


def test_files_that_others_may_read_are_named(terminal: Terminal, node_home: Path) -> None:
    (node_home / "mithaq.db").touch(0o600)
    (node_home / "node.json").chmod(0o644)
    (node_home / "keys" / "hand-over" / "auditor_a.pem").chmod(0o640)
    node_home.chmod(0o755)
    one = look(terminal, node_home)["config.modes"]
    assert (one["verdict"], one["files"]) == ("act", [".", "node.json", "keys/hand-over/auditor_a.pem"])


def test_an_address_beyond_the_machine_and_a_passphrase_in_the_environment_are_shown(
    terminal: Terminal, node_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for host, verdict in (("127.0.0.1", "ok"), ("::1", "ok"), ("localhost", "ok"), ("192.0.2.7", "look")):
        (node_home / WHERE).write_text(f'{{"socket":"","host":"{host}"}}')
        assert look(terminal, node_home)["config.address"]["verdict"] == verdict
    assert "config.environment" not in look(terminal, node_home)
    monkeypatch.setenv("MITHAQ_PASSPHRASE", "seen by all")
    assert look(terminal, node_home)["config.environment"]["verdict"] == "look"
    assert "seen by all" not in terminal.out


def test_a_disk_below_the_floor_needs_an_act(
    terminal: Terminal, node_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = shutil.disk_usage(node_home).free
    monkeypatch.setattr(place, "FLOOR", free * 2 // 3)
    assert look(terminal, node_home)["disk.free"]["verdict"] == "look"
    monkeypatch.setattr(place, "FLOOR", free * 2)
    assert look(terminal, node_home)["disk.free"]["verdict"] == "act"


def test_certificates_and_the_seal_are_counted_to_their_end(
    terminal: Terminal, node_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(node_home) as node:
        authority = Authority(tmp_path / "tls", node.now() - timedelta(days=350))
        authority.issue("TN")
    assert "expiry.nats" not in look(terminal, node_home)
    monkeypatch.setenv("MITHAQ_NATS_TLS", str(tmp_path / "tls"))
    found = look(terminal, node_home)
    assert (found["expiry.nats"]["verdict"], found["expiry.nats"]["days"]) == ("act", 14)
    assert found["expiry.seal"]["verdict"] == "ok"
    (node_home / "keys" / "document.crt").write_text("nothing")
    terminal.run("doctor", "--node", node_home, status=1)


def test_what_only_needs_a_look_counts_where_that_is_asked_for(terminal: Terminal, tmp_path: Path) -> None:
    world = Homes(tmp_path / "nodes")
    make(world[KEEPER], operator_actor(world[KEEPER]), holder(world), tmp_path / "backup")
    now = world.clock.now()
    args = [DoctorArgs(str(tmp_path / "nodes" / KEEPER), strict) for strict in (False, True)]
    (*found, lax), (*_, strict) = (list(doctor(world[KEEPER], Who(), one)) for one in args)
    assert {one["check"] for one in found if one["verdict"] == "look"} >= {"config.demo", "config.passphrase"}
    assert (lax["worst"], lax["exit"], strict["exit"]) == ("look", 0, 12)
    assert condition(world[KEEPER]).backup_at[:10] == now.isoformat()[:10]
    world.clock.forward(days=8)
    (aged,) = [one for one in doctor(world[KEEPER], Who(), args[0]) if one.get("check") == "backup.age"]
    assert (aged["verdict"], aged["hours"], aged["days"]) == ("act", 192.0, 82)
    world.end()


def test_lag_skew_and_silence_are_told_by_member(tmp_path: Path) -> None:
    world = Homes(tmp_path / "nodes")
    world.skew("EG", minutes=2)
    world.skew("GS", minutes=-2)
    acts.drafted(world, "EG")
    acts.drafted(world, "TN")
    world.settle()
    world.settle()
    acts.drafted(world, "TN")
    args = DoctorArgs(str(tmp_path / "nodes" / "TN"))
    found = [one for one in doctor(world["TN"], Who(), args) if "check" in one]
    lags = {one["member"]: one for one in found if one["check"] == "peers.lag"}
    assert {member: one["unreceipted"] for member, one in lags.items()} == {"EG": 1, "GS": 1, "OC": 1}
    skew = {one["member"]: one for one in found if one["check"] == "clock.skew"}
    assert skew["EG"]["verdict"] == "act"
    assert 60 < skew["EG"]["seconds"] <= 121
    assert skew["GS"]["verdict"] == "act"
    assert -121 <= skew["GS"]["seconds"] < -60
    world.net.cut("EG", world.nodes)
    world.clock.forward(hours=2)
    replicate(world["TN"])
    found = [one for one in doctor(world["TN"], Who(), args) if "check" in one]
    assert {one["member"]: one["verdict"] for one in found if one["check"] == "peers.lag"} == {
        "EG": "act", "GS": "ok", "OC": "ok",
    }  # fmt: skip
    world.end()
