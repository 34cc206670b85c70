"""The local socket: while one process holds a node's directory, the command line talks to it here.

One JSON line with the call comes in, JSON lines go out; the last but one is the summary or an error, the last says that
this was all, so that an answer cut short is never taken for a whole one. The socket lies in a directory that only the
node's own account can enter: whoever reaches it could read the keys anyway.
"""

from __future__ import annotations

import socket
import socketserver
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import msgspec
from msgspec import structs

from mithaq.app.node import Node
from mithaq.cli.commands.registry import Call, run
from mithaq.cli.commands.telling import Tell, nobody
from mithaq.cli.exits import described
from mithaq.domain.errors import Refusal
from mithaq.home.open import HomeBusy
from mithaq.home.serving import WHERE, Serving

MAX_CALL = 4 * 1024 * 1024  # a batch of objects as JSON
MAX_PATH = 100  # bytes; the system allows 108
SECONDS = 600.0  # how long one side waits for the other before it gives up
END = {"end": True}


@contextmanager
def listening(node: Node, home: Path, about: Serving = Serving()) -> Iterator[None]:  # noqa: B008 - it is frozen
    """Answer local calls on this node until the block is left. `about`: what else `serve.json` says of this process."""
    with tempfile.TemporaryDirectory(prefix="mithaq-") as short:
        path = home.resolve() / "mithaq.sock"
        if len(str(path).encode()) > MAX_PATH:
            path = Path(short) / "mithaq.sock"
        path.unlink(missing_ok=True)
        server = _Server(str(path), node)
        path.chmod(0o600)
        (home / WHERE).write_bytes(msgspec.json.encode(structs.replace(about, socket=str(path))))
        thread = Thread(target=server.serve_forever, name=f"local {node.member}", daemon=True)
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            server.server_close()
            (home / WHERE).unlink(missing_ok=True)
            path.unlink(missing_ok=True)


class _Server(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True

    def __init__(self, path: str, node: Node) -> None:
        self.node = node
        super().__init__(path, _Answering)


class _Answering(socketserver.StreamRequestHandler):
    timeout = SECONDS
    server: _Server

    def handle(self) -> None:
        try:
            for line in _answers(self.server.node, self.rfile.readline(MAX_CALL), self._tell):
                self._send(line)
            self._send(END)
        except OSError:
            return  # the other side has gone; what was committed stays

    def _send(self, line: dict[str, Any]) -> None:
        self.wfile.write(msgspec.json.encode(line) + b"\n")

    def _tell(self, what: str, done: int, total: int) -> None:
        self._send({"progress": what, "done": done, "total": total})


def _answers(node: Node, line: bytes, tell: Tell) -> Iterator[dict[str, Any]]:
    try:
        yield from run(node, msgspec.json.decode(line, type=Call), tell)
    except msgspec.MsgspecError:
        yield described(Refusal("command.args", "call"))
    except Exception as problem:  # noqa: BLE001 - the caller gets a code; the server goes on for everybody else
        yield described(problem)


def call_holder(home: Path, call: Call, tell: Tell = nobody) -> Iterator[dict[str, Any]]:
    """Let the process that holds the directory carry out the call. Raises HomeBusy if it does not answer to the end."""
    try:
        serving = msgspec.json.decode((home / WHERE).read_bytes(), type=Serving)
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(SECONDS)
            line.connect(serving.socket)
            line.sendall(msgspec.json.encode(call) + b"\n")
            with line.makefile("rb") as answers:
                yield from _whole(map(msgspec.json.decode, answers), tell)
    except (OSError, msgspec.MsgspecError):
        raise HomeBusy from None


def _whole(answers: Iterator[dict[str, Any]], tell: Tell) -> Iterator[dict[str, Any]]:
    for answer in answers:
        if answer == END:
            return
        if "progress" in answer:
            tell(answer["progress"], answer["done"], answer["total"])
        else:
            yield answer
    raise HomeBusy
