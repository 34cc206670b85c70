"""`mithaq insiders`, `mithaq figures` and `mithaq audit` as a person types them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from mithaq.domain.insider import Line
from mithaq.home.open import opened
from tests.support.demo_home import as_demo
from tests.unit.cli.typed import Terminal


@pytest.fixture
def sealed(terminal: Terminal, node_home: Path, tmp_path: Path) -> Path:
    """A line of the node's log as the commission's desk hands it out."""
    terminal.run("check", "--name", "فيروز البحر", "--purpose", "police", "--node", as_demo(node_home))
    with opened(node_home) as node, node.store.read() as reader:
        row = next(row for row in reader.desk.log_lines(0, 100) if row.action == "check")
    file = tmp_path / "line.json"
    line = Line(row.number, row.at, row.officer, row.post, row.purpose, row.sealed, row.sealed)
    file.write_bytes(msgspec.json.encode(line))
    return file


def test_a_line_opens_with_both_keys(terminal: Terminal, sealed: Path, node_home: Path) -> None:
    keys = node_home / "keys" / "hand-over"
    opening = ("audit", "open", sealed, "--commission", keys / "commission.pem")
    (line,) = terminal.lines(*opening, "--auditor", keys / "auditor_b.pem")
    assert msgspec.json.decode(line["secret"])["asked"]["name"] == "فيروز البحر"
    assert line["purpose"] == "police"
    terminal.run(*opening, "--auditor", keys / "commission.pem", status=1)
    terminal.run(*opening, "--auditor", keys / "auditor_a.pem", "--name", "auditor_b", status=1)


def test_what_is_no_key_or_no_line_is_refused(
    terminal: Terminal, sealed: Path, node_home: Path, tmp_path: Path
) -> None:
    keys, other = node_home / "keys" / "hand-over", tmp_path / "other.pem"
    other.write_bytes(Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    commission, auditor = keys / "commission.pem", keys / "auditor_a.pem"
    for line, one, two, code in (
        (sealed, other, auditor, "audit.key"),
        (sealed, sealed, auditor, "audit.key"),
        (commission, commission, auditor, "file.json"),
        (tmp_path / "none.json", commission, auditor, "file.unreadable"),
    ):
        terminal.run("audit", "open", line, "--commission", one, "--auditor", two, status=1)
        assert code in terminal.err


def test_the_operator_looks_and_says_who_is_known(terminal: Terminal, node_home: Path, tmp_path: Path) -> None:
    names = tmp_path / "known.txt"
    names.write_text("فيروز البحر\n\nOmar Nile\n", "utf-8")
    assert terminal.lines("insiders", "known", names, "--node", node_home)[-1]["entered"] == 2
    line = terminal.lines("insiders", "look", "--node", node_home)[-1]
    assert line["event"] == "insider.raised"


def test_the_figures_need_no_officer(terminal: Terminal, node_home: Path) -> None:
    lines = terminal.lines("figures", "--node", node_home)
    assert {"alerts", "removals"} <= {line["figure"] for line in lines}
    assert terminal.run("figures", "--csv", "--node", node_home).startswith("year,until,figure,")
    terminal.run("figures", "--csv", "--year", "1999", "--node", node_home, status=4)
    assert "not_found" in terminal.err
