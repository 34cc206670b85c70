"""While one process holds the directory, the same command is carried out by that process."""

import json
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from mithaq.cli.commands.registry import Call
from mithaq.cli.listen import call_holder, listening
from mithaq.home.directory import create_alone
from mithaq.home.open import HomeBusy, opened
from mithaq.law.load import load_law
from mithaq.ops.system import SystemEntropy
from tests.support.demo_home import as_demo


def test_a_second_process_is_answered_by_the_first(tmp_path: Path) -> None:
    home = tmp_path / "node"
    create_alone(home, "JO", load_law(), SystemEntropy())
    as_demo(home)
    with opened(home) as node, listening(node, home):
        done = subprocess.run(
            [sys.executable, "-m", "mithaq.cli.main", "check", "--node", str(home),
             "--name", "محمد", "--purpose", "border", "--json"],
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


def test_long_work_says_over_the_socket_how_far_it_is(tmp_path: Path) -> None:
    home = tmp_path / "node"
    create_alone(home, "JO", load_law(), SystemEntropy())
    told: list[tuple[str, int, int]] = []
    with opened(home) as node, listening(node, home):
        file = Path(__file__).parents[2] / "vectors" / "un" / "list.xml"
        lines = list(call_holder(home, Call("import.un", {"file": str(file)}), lambda *one: told.append(one)))
    assert lines[-1]["added"] == lines[-1]["individuals"] > 0
    assert ("reading", file.stat().st_size, file.stat().st_size) in told
    assert not any("progress" in line for line in lines)


@pytest.mark.parametrize("said", [b"", b'{"entry":"i-1"}\n', b'{"class":"none"}\n', b'{"class":', b"\xff\n"])
def test_an_answer_that_is_cut_short_is_no_answer(tmp_path: Path, said: bytes) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(tmp_path / "s"))
        server.listen()
        (tmp_path / "serve.json").write_text(json.dumps({"socket": str(tmp_path / "s")}), "utf-8")
        holder = Thread(target=_says, args=(server, said))
        holder.start()
        with pytest.raises(HomeBusy):
            list(call_holder(tmp_path, Call("check", {"name": "x", "purpose": "border"})))
        holder.join()


def _says(server: socket.socket, said: bytes) -> None:
    line, _ = server.accept()
    with line:
        line.recv(1000)
        line.sendall(said)


def test_whoever_left_a_socket_behind_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "serve.json").write_text(json.dumps({"socket": str(tmp_path / "gone")}), "utf-8")
    with pytest.raises(HomeBusy):
        list(call_holder(tmp_path, Call("fsck", {})))


def test_words_that_are_no_call_are_refused_and_the_next_call_is_heard(tmp_path: Path) -> None:
    home = tmp_path / "node"
    create_alone(home, "JO", load_law(), SystemEntropy())
    with opened(home) as node, listening(node, home):
        place = json.loads((home / "serve.json").read_text("utf-8"))["socket"]
        assert Path(place).stat().st_mode & 0o777 == 0o600
        for words in (
            b"\n",
            b"[]\n",
            b'{"command":"check"}\n',
            b'{"command":"fsck","args":{},"more":1}\n',
            b"\xff\xfe\n",
        ):
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
                caller.connect(place)
                caller.sendall(words)
                first, end = [json.loads(one) for one in caller.makefile("rb")]
            assert (first["error"], end) == ("command.args", {"end": True})
        (line,) = call_holder(home, Call("fsck", {}))
        assert line["sound"] is True
