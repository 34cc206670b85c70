"""A proxy in front of a server that writes down every byte, both ways."""

from __future__ import annotations

import base64
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread


class Recording:
    """What went through, in order; `port` is where to connect."""

    def __init__(self, target: int) -> None:
        self._target = target
        self._turn = Lock()
        self._bytes = bytearray()
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._server.getsockname()[1])
        self._open: list[socket.socket] = [self._server]
        Thread(target=self._accept, daemon=True).start()

    def everything(self) -> bytes:
        """All bytes so far, and whatever in them is base64, read: nothing hides in an encoding."""
        with self._turn:
            raw = bytes(self._bytes)
        return raw + b"\n" + self.unpacked()

    def unpacked(self) -> bytes:
        """What stands in base64 in the recording, which is how envelopes are written."""
        with self._turn:
            raw = bytes(self._bytes)
        found = []
        for run in re.findall(rb"[A-Za-z0-9_\-+/]{16,}", raw):
            with suppress(ValueError):
                found.append(
                    base64.urlsafe_b64decode(run.replace(b"+", b"-").replace(b"/", b"_") + b"=" * (-len(run) % 4))
                )
        return b"\n".join(found)

    def close(self) -> None:
        """Cut every connection."""
        for one in self._open:
            with suppress(OSError):
                one.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._server.accept()
                server = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                return
            self._open += [client, server]
            for source, sink in ((client, server), (server, client)):
                Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                with self._turn:
                    self._bytes += data
                sink.sendall(data)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_WR)


@contextmanager
def recording(target: int) -> Iterator[Recording]:
    """A recording proxy in front of this port of this machine."""
    found = Recording(target)
    try:
        yield found
    finally:
        found.close()
