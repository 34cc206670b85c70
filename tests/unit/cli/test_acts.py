"""Officers act from a terminal: who they are, what they may do, and what others can verify of it."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from mithaq.app.officers import NewOfficer, new_row
from mithaq.domain.instant import text
from mithaq.home.open import opened
from mithaq.ops.passwords import hashed
from mithaq.ops.system import SystemClock
from tests.unit.cli.typed import Terminal

PASSWORD = "open sesame, and politely"
FIREARM = {"kind": "firearm", "serial": "KX-991", "country": "TN", "report_number": "7/2026"}


@pytest.fixture
def staffed(node_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A node with an officer of the bureau and a prosecutor, both with `PASSWORD`, which the terminal knows."""
    with opened(node_home) as node, node.write() as tx:
        for role, authority in (("bureau", "LIAISON"), ("prosecutor", "PROSECUTION"), ("administrator", "IT")):
            raw: dict[str, Any] = {
                "change": "create", "login": f"{role}@TN", "name_ar": role, "name_latin": role, "role": role,
                "post": f"TN-{authority}", "authority": f"TN-{authority}", "nationality": "TN", "secret": hashed(PASSWORD),
            }  # fmt: skip
            tx.store.desk.put_officer(new_row(node, msgspec.convert(raw, NewOfficer)))
    monkeypatch.setenv("MITHAQ_PASSWORD", PASSWORD)
    monkeypatch.chdir(node_home)
    return node_home


@pytest.fixture
def drafted(staffed: Path, terminal: Terminal, tmp_path: Path) -> str:
    """The id of an alert on a firearm that the bureau drafted."""
    file = tmp_path / "alert.json"
    file.write_text(json.dumps(FIREARM), "utf-8")
    (line,) = terminal.lines("alert", "draft", file, "--officer", "bureau@TN")
    assert (line["event"], line["role"]) == ("alert.drafted", "bureau")
    return str(line["subject"])


def test_draft_approve_discontinue(terminal: Terminal, drafted: str) -> None:
    bureau, prosecutor = ("--officer", "bureau@TN"), ("--officer", "prosecutor@TN", "--post", "TN-PROSECUTION")
    (line,) = terminal.lines("alert", "approve", drafted, *bureau, status=3)
    assert line["error"] == "forbidden"
    (line,) = terminal.lines("alert", "approve", drafted, *prosecutor)
    assert line["event"] == "alert.approved"
    (line,) = terminal.lines("alert", "circulate", drafted, *bureau, status=3)
    assert line["error"] == "forbidden", "it waits for its review"
    row, summary = terminal.lines("alert", "list", "--state", "approved", *bureau)
    assert (row["id"], summary["alerts"]) == (drafted, 1)
    terminal.run("alert", "discontinue", drafted, "--reason", "no.such", *bureau, status=1)
    assert "[ground.unknown]" in terminal.err
    *history, page = terminal.lines("alert", "show", drafted, *bureau)
    assert [one["event"] for one in history] == ["alert.drafted", "alert.approved"]
    assert page["content"]["serial"] == "KX-991"


def test_whoever_gives_no_password_of_his_own_is_not_let_in(
    terminal: Terminal, staffed: Path, drafted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (line,) = terminal.lines("alert", "list", "--officer", "bureau@TN", "--post", "TN-OTHER", status=1)
    assert line["error"] == "officer.post"
    monkeypatch.setenv("MITHAQ_PASSWORD", "another")
    answers = [terminal.lines("alert", "list", "--officer", login, status=3) for login in ("bureau@TN", "nobody@TN")]
    assert answers[0] == answers[1] == [{"error": "officer.sign_in", "where": "officer"}]


def test_the_operator_may_check_and_import_only(terminal: Terminal, staffed: Path, drafted: str) -> None:
    for command in (["alert", "list"], ["case", "list"]):
        (line,) = terminal.lines(*command, status=3)
        assert line["error"] == "forbidden"
    (line,) = terminal.lines("alert", "show", drafted, status=4)
    assert line["error"] == "not_found"


def test_a_bundle_verifies_offline_and_a_changed_one_does_not(
    terminal: Terminal, staffed: Path, drafted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, roster = tmp_path / "bundle.json", staffed / "roster.json"
    export = ("journal", "export", drafted, "--out", file, "--officer", "bureau@TN")
    (line,) = terminal.lines(*export, status=1)
    assert line["error"] == "holder.none"
    until = text(SystemClock().now() + timedelta(hours=1))
    (made,) = terminal.lines("holders", "key", tmp_path / "key")
    (line,) = terminal.lines(
        "holders", "open", "--kind", "export", "--name", "TN-COURT", "--authority", "TN-JUSTICE", "--purpose", "court_file",
        "--until", until, "--key", made["public"], "--officer", "administrator@TN",
    )  # fmt: skip
    terminal.lines(*export, "--holder", line["id"])
    handed, shown = terminal.lines("holders", "show", line["id"])
    assert (handed["items"], shown["handed"], shown["lives"]) == (1, 1, True)
    assert handed["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    monkeypatch.chdir(tmp_path)  # where no node is
    (alone,) = terminal.lines("journal", "verify", "--bundle", file)
    assert (alone["verified"], alone["trusted"], alone["events"], alone["payloads"]) == (True, False, 1, 1)
    (trusted,) = terminal.lines("journal", "verify", "--bundle", file, "--roster", roster)
    assert (trusted["trusted"], trusted["proven"]) == (True, 1)
    bundle = json.loads(file.read_text("utf-8"))
    signature = bundle["journals"][0]["events"][0]["envelope"]["signatures"][0]
    signature["sig"] = ("B" if signature["sig"][0] == "A" else "A") + signature["sig"][1:]
    file.write_text(json.dumps(bundle, sort_keys=True, separators=(",", ":"), ensure_ascii=False), "utf-8")
    fault, last = terminal.lines("journal", "verify", "--bundle", file, status=6)
    assert fault == {"fault": "bad_signature", "where": "TN/1.signatures[0]"}
    assert last["verified"] is False


def test_a_file_that_is_no_roster_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    for name in ("bundle", "roster"):
        (tmp_path / name).write_text("{}", "utf-8")
    (line,) = terminal.lines(
        "journal", "verify", "--bundle", tmp_path / "bundle", "--roster", tmp_path / "roster", status=1
    )
    assert line["error"].startswith("journal.")


def test_a_file_is_kept_and_known_by_its_hash(terminal: Terminal, staffed: Path, tmp_path: Path) -> None:
    file = tmp_path / "paper.txt"
    file.write_bytes(b"synthetic words")
    (line,) = terminal.lines("case", "attach", file, "--officer", "bureau@TN")
    hash = hashlib.sha256(b"synthetic words").hexdigest()
    assert line == {"attachment": hash, "media_type": "text/plain", "bytes": 15}
    (line,) = terminal.lines("case", "attach", file, status=3)
    assert line["error"] == "forbidden"
    file.write_bytes(b"<svg/>")
    (line,) = terminal.lines("case", "attach", file, "--officer", "bureau@TN", status=1)
    assert line["error"] == "attachment.type"


def test_a_case_that_is_not_there(terminal: Terminal, staffed: Path, tmp_path: Path) -> None:
    said = tmp_path / "said.json"
    said.write_text(json.dumps({"body": {}}), "utf-8")
    for command in (["show", "c-1"], ["check", "c-1"], ["act", "c-1", "case.closed", str(said)]):
        (line,) = terminal.lines("case", *command, "--officer", "prosecutor@TN", status=4)
        assert line["error"] == "not_found"
    said.write_text("[1", "utf-8")
    (line,) = terminal.lines("case", "act", "c-1", "case.closed", said, "--officer", "prosecutor@TN", status=1)
    assert line["error"] == "file.json"
    said.write_text("[]", "utf-8")
    (line,) = terminal.lines("case", "act", "c-1", "case.closed", said, "--officer", "prosecutor@TN", status=1)
    assert line["error"] == "file.json"
