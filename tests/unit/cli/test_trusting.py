"""Two states found a federation on the command line: a request, a version that goes round, and a snapshot verified first."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.home.open import opened
from tests.unit.cli.typed import Terminal


def federated(terminal: Terminal, made: Path) -> str:
    """TN and EG in `made`, the second taken in by the first; the hash by which the first roster is trusted."""
    tn, eg, asked, version, taken = (made / name for name in ("tn", "eg", "eg.join", "v2.json", "tn.snapshot"))
    for home, code in ((tn, "TN"), (eg, "EG")):
        terminal.run("init", home, "--state", code)
    (request,) = terminal.lines("join", "request", asked, "--name", "liaison office", "--node", eg)
    assert (request["member"], request["key"]) == ("EG", "EG-1")
    (proposed,) = terminal.lines("roster", "propose", version, "--join", asked, "--node", tn)
    assert (proposed["version"], proposed["signed_by"], proposed["missing"]) == (2, [], 1)
    (refused,) = terminal.lines("roster", "submit", version, "--node", tn, status=1)
    assert refused["error"] == "journal.roster_quorum"
    (signed,) = terminal.lines("roster", "sign", version, "--node", tn)
    assert (signed["signed_by"], signed["missing"]) == (["TN"], 0)
    terminal.lines("roster", "submit", version, "--node", tn)
    (snapshot,) = terminal.lines("join", "snapshot", taken, "--node", tn)
    (joined,) = terminal.lines("join", "fetch", taken, "--trust", snapshot["trust"], "--node", eg)
    assert (joined["member"], joined["journals"], joined["version"]) == ("EG", 1, 2)
    return str(snapshot["trust"])


def test_a_state_joins_another_ones_federation(terminal: Terminal, tmp_path: Path) -> None:
    trust, tn, eg, taken = federated(terminal, tmp_path), *(tmp_path / name for name in ("tn", "eg", "tn.snapshot"))
    lines = terminal.lines("roster", "show", "--node", eg)
    assert [line["member"] for line in lines if "member" in line] == ["EG", "TN"]
    assert (lines[0]["version"], lines[0]["quorum"], lines[0]["signed"]) == (2, 2, True)
    with opened(eg) as node, opened(tn) as other:
        assert node.roster == other.roster
        assert node.peers == ("TN",)
    terminal.run("journal", "verify", "--node", eg)
    assert terminal.lines("journal", "caught", "--node", eg)[-1]["caught"] == 0
    (again,) = terminal.lines("join", "fetch", taken, "--trust", trust, "--node", eg, status=1)
    assert again["error"] == "join.history"


def test_nothing_of_a_snapshot_that_is_wrong_somewhere_is_taken(terminal: Terminal, tmp_path: Path) -> None:
    made = tmp_path
    federated(terminal, made)
    asked, version, taken, home = (tmp_path / name for name in ("ma.join", "v3.json", "snapshot", "ma"))
    terminal.run("init", home, "--state", "MA")
    terminal.lines("join", "request", asked, "--node", home)
    terminal.lines("roster", "propose", version, "--join", asked, "--node", made / "tn")
    for code in ("tn", "eg"):
        terminal.lines("roster", "sign", version, "--node", made / code)
    terminal.lines("roster", "submit", version, "--node", made / "tn")
    (told,) = terminal.lines("join", "snapshot", taken, "--node", made / "tn")
    whole = taken.read_bytes()
    lines = whole.splitlines(keepends=True)
    wrong = {
        "short": b"".join(lines[:-1]),
        "more": whole + lines[-1],
        "altered": whole[:-40] + bytes([whole[-40] ^ 1]) + whole[-39:],
        "turned": b"".join((lines[0], *reversed(lines[1:]))),
        "no journal": b"",
        "another note": whole.replace(b'"size":2', b'"size":1', 1),
    }
    for what, data in wrong.items():
        taken.write_bytes(data)
        (refused,) = terminal.lines("join", "fetch", taken, "--trust", told["trust"], "--node", home, status=1)
        assert refused["error"] in ("join.snapshot", "journal.bad_encoding"), what
    taken.write_bytes(whole)
    (refused,) = terminal.lines("join", "fetch", taken, "--trust", "0" * 64, "--node", home, status=1)
    assert refused["error"] == "join.snapshot"
    with opened(home) as node, node.store.read() as reader:
        assert reader.journal.heads() == {}
        assert [entry.code for entry in node.roster.members] == ["MA"], "as it was"
    terminal.lines("join", "fetch", taken, "--trust", told["trust"], "--node", home)


def test_keys_change_on_the_command_line(terminal: Terminal, tmp_path: Path) -> None:
    home = tmp_path / "sa"
    terminal.run("init", home, "--state", "SA")
    (rotated,) = terminal.lines("keys", "rotate", "--overlap", "0", "--node", home)
    assert (rotated["before"], rotated["key"]) == ("SA-1", "SA-2")
    (refused,) = terminal.lines("keys", "revoke", "SA-2", "--node", home, status=1)
    assert refused["error"] == "keys.last"
    terminal.lines("keys", "revoke", "SA-1", "--node", home)
    (listed,) = [line for line in terminal.lines("roster", "show", "--node", home) if line.get("member") == "SA"]
    assert [(key["key"], key["until"], key["revoked_from"]) for key in listed["keys"]] == [
        ("SA-1", 1, 3),
        ("SA-2", None, None),
    ]


def test_keys_are_closed_under_a_passphrase(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, file = tmp_path / "jo", tmp_path / "words"
    terminal.run("init", home, "--state", "JO")
    file.write_text("quatre mots et un\n")
    (closed,) = terminal.lines("keys", "protect", "--passphrase-file", file, "--node", home)
    assert "journal.pem" in closed["closed"]
    (refused,) = terminal.lines("doctor", "--node", home, status=1)
    assert refused["error"] == "keys.passphrase_needed"
    monkeypatch.setenv("MITHAQ_PASSPHRASE", "another")
    for language, word in (("en", "not that"), ("fr", "n'est pas"), ("ar", "ليست")):
        terminal.run("--lang", language, "doctor", "--node", home, status=1)
        assert word in terminal.err
    monkeypatch.setenv("MITHAQ_PASSPHRASE_FILE", str(file))
    *found, summary = terminal.lines("doctor", "--node", home, status=12)
    assert summary["member"] == "JO"
    assert {one["check"]: one["verdict"] for one in found}["config.passphrase"] == "ok"
