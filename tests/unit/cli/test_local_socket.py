"""While one process holds the directory, the same command is carried out by that process."""

import json
import subprocess
import sys
from pathlib import Path

from mithaq.cli.commands.registry import Call
from mithaq.cli.listen import call_holder, listening
from mithaq.home.directory import create_alone
from mithaq.home.open import opened
from mithaq.law.load import load_law
from mithaq.ops.system import SystemEntropy


def test_a_second_process_is_answered_by_the_first(tmp_path: Path) -> None:
    home = tmp_path / "node"
    create_alone(home, "JO", load_law(), SystemEntropy())
    with opened(home) as node, listening(node, home):
        done = subprocess.run(
            [sys.executable, "-m", "mithaq.cli.main", "check", "--node", str(home), "--name", "محمد", "--purpose", "border", "--json"],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout.splitlines()[-1])["class"] == "none"
        with node.store.read() as reader:
            assert reader.desk.log_head()[0] == 1, "the search stands in the log of the node that answered"


def test_a_refusal_crosses_the_socket_as_a_line(tmp_path: Path) -> None:
    home = tmp_path / "node"
    create_alone(home, "JO", load_law(), SystemEntropy())
    with opened(home) as node, listening(node, home):
        (line,) = call_holder(home, Call("check", {"name": "x", "purpose": ""}))
        assert line["error"] == "check.no_purpose"
        (line,) = call_holder(home, Call("no.such", {}))
        assert line["error"] == "command.unknown"


def test_a_long_path_gets_a_socket_elsewhere(tmp_path: Path) -> None:
    home = tmp_path / ("d" * 60) / ("e" * 60) / "node"
    create_alone(home, "JO", load_law(), SystemEntropy())
    with opened(home) as node, listening(node, home):
        (line,) = call_holder(home, Call("fsck", {}))
        assert line["sound"] is True
    assert not (home / "serve.json").exists()
