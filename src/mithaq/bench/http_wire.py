"""Keep-alive connections to the node, requests one behind the other (pipelined), and when each was answered.

Our own few lines, because the client must cost next to nothing: it shares two cores with the node it measures.
"""

from __future__ import annotations

import asyncio
from collections import deque
from time import perf_counter

from msgspec import Struct

_END = b"\r\n\r\n"
_LENGTH = b"content-length: "


class Reply(Struct, frozen=True):
    """One answer: which request, HTTP status, when it should have been sent and when it was whole, in seconds."""

    number: int
    status: int
    due: float
    done: float
    body: bytes


class Line(asyncio.Protocol):
    """One connection. Replies come in the order of the requests (RFC 9112, section 9.3.2)."""

    def __init__(self, replies: list[Reply]) -> None:
        self._replies = replies
        self._waiting: deque[tuple[int, float]] = deque()
        self._buffer = b""
        self._transport: asyncio.Transport | None = None
        self.free = asyncio.Event()
        self.free.set()
        self.broken = False

    @property
    def outstanding(self) -> int:
        """Requests that are not answered yet."""
        return len(self._waiting)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called by the loop."""
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Called by the loop: whoever waits is told."""
        self.broken = True
        self.free.set()

    def send(self, number: int, request: bytes, due: float) -> None:
        """Send one request; `due` is when it should have gone out, from which its time is counted."""
        if self._transport is None or self.broken:
            return
        self._waiting.append((number, due))
        self.free.clear()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        """Called by the loop: take every whole reply."""
        self._buffer += data
        now = perf_counter()
        while (reply := self._next(now)) is not None:
            self._replies.append(reply)
        if not self._waiting:
            self.free.set()

    def _next(self, now: float) -> Reply | None:
        end = self._buffer.find(_END)
        if end < 0:
            return None
        head = self._buffer[:end].lower() + b"\r\n"
        at = head.find(_LENGTH)
        size = int(head[at + len(_LENGTH) : head.index(b"\r", at)]) if at >= 0 else 0
        whole = end + len(_END) + size
        if len(self._buffer) < whole:
            return None
        body, self._buffer = self._buffer[end + len(_END) : whole], self._buffer[whole:]
        number, due = self._waiting.popleft()
        return Reply(number, int(head[9:12]), due, now, body)

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()


def request(method: str, path: str, body: bytes, token: str = "", key: str = "") -> bytes:
    """One request as bytes. `key` is an Idempotency-Key."""
    lines = [f"{method} {path} HTTP/1.1", "host: localhost", f"content-length: {len(body)}"]
    if body:
        lines.append("content-type: application/json")
    if token:
        lines.append(f"authorization: Bearer {token}")
    if key:
        lines.append(f"idempotency-key: {key}")
    return "\r\n".join(lines).encode() + _END + body


async def connected(port: int, count: int, replies: list[Reply]) -> list[Line]:
    """That many connections to this machine, all of whose replies go to the one list. Raises OSError."""
    loop = asyncio.get_running_loop()
    made = [await loop.create_connection(lambda: Line(replies), "127.0.0.1", port) for _ in range(count)]
    return [line for _, line in made]


async def once(port: int, sent: bytes) -> Reply:
    """One request on a connection of its own. Raises OSError when it is not answered."""
    replies: list[Reply] = []
    (line,) = await connected(port, 1, replies)
    line.send(0, sent, perf_counter())
    await line.free.wait()
    line.close()
    if not replies:
        raise ConnectionError
    return replies[0]
