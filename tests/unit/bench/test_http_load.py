"""The load generator against a server of a few lines: what was answered, in which order, counted from when it was due."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import pytest

from mithaq.bench.http_load import Loaded, closed_loop, open_loop
from mithaq.bench.http_proc import processor_seconds, resident
from mithaq.bench.http_wire import Reply, once, request

T = TypeVar("T")
Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answers each request with its own body, in two pieces."""
    try:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            size = int(next(line for line in head.split(b"\r\n") if line.startswith(b"content-length")).split()[1])
            body = await reader.readexactly(size)
            status = b"503 no" if body == b"refuse" else b"200 OK"
            writer.write(b"HTTP/1.1 " + status + b"\r\nContent-Length: %d\r\n\r\n" % size)
            await writer.drain()
            writer.write(body)
    except asyncio.IncompleteReadError:  # the client has hung up
        writer.close()
        await writer.wait_closed()


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Hangs up without a word."""
    await reader.read(1)
    writer.close()
    await writer.wait_closed()


def against(handler: Handler, ask: Callable[[int], Awaitable[T]]) -> T:
    async def run() -> T:
        server = await asyncio.start_server(handler, "127.0.0.1", 0)
        async with server:
            found = await ask(server.sockets[0].getsockname()[1])
            while len(asyncio.all_tasks()) > 1:  # let the server see that the client has gone
                await asyncio.sleep(0.001)
            return found

    return asyncio.run(run())


def numbered(count: int) -> list[bytes]:
    return [request("POST", "/x", str(number).encode(), "token") for number in range(count)]


def test_one_request_is_answered() -> None:
    reply = against(echo, lambda port: once(port, request("POST", "/x", b"hello", "t", "key-12345")))
    assert (reply.status, reply.body) == (200, b"hello")


def test_a_server_that_hangs_up_is_an_error_and_no_hang() -> None:
    with pytest.raises(OSError):  # noqa: PT011 - any broken connection
        against(silent, lambda port: once(port, request("POST", "/x", b"hello")))


def test_the_closed_loop_keeps_every_connection_busy_and_matches_replies_to_requests() -> None:
    found = against(echo, lambda port: closed_loop(port, numbered(7), 3, 4, 0.2))
    assert found.sent == len(found.replies) > 12
    assert all(reply.body == str(reply.number % 7).encode() for reply in found.replies)
    assert sorted(reply.number for reply in found.replies) == list(range(found.sent))


def test_the_open_loop_sends_what_was_asked_for_and_counts_from_when_it_was_due() -> None:
    found = against(echo, lambda port: open_loop(port, numbered(5), 2, 200.0, 0.25))
    assert found.sent == len(found.replies) == 50
    dues = sorted(reply.due for reply in found.replies)
    assert dues[-1] - dues[0] == pytest.approx(49 / 200)
    assert all(reply.done >= reply.due for reply in found.replies)


def test_refusals_are_no_answers() -> None:
    asked = [request("POST", "/x", b"refuse"), request("POST", "/x", b"fine")]
    found = against(echo, lambda port: open_loop(port, asked, 1, 100.0, 0.1))
    assert sorted(reply.status for reply in found.replies) == [200] * 5 + [503] * 5
    assert found.per_second == pytest.approx(5 / found.seconds)


def test_percentiles_of_what_was_measured() -> None:
    replies = [Reply(number, 200, 0.0, number / 1000, b"") for number in range(1, 101)]
    found = Loaded(replies, 100, 1.0)
    assert (found.percentile(0.5), found.percentile(0.99), found.percentile(1.0)) == (51.0, 100.0, 100.0)
    assert Loaded([], 0, 0.0).percentile(0.5) == 0.0
    assert Loaded([], 0, 0.0).per_second == 0.0


def test_what_the_system_says_of_a_process() -> None:
    assert resident(os.getpid()) > 1
    assert processor_seconds(os.getpid()) > 0
    assert resident(-1) == processor_seconds(-1) == 0.0


def request_head(raw: bytes) -> dict[str, Any]:
    lines = raw.partition(b"\r\n\r\n")[0].decode().split("\r\n")
    return dict(line.split(": ", 1) for line in lines[1:])


def test_a_request_carries_what_the_node_asks_for() -> None:
    head = request_head(request("POST", "/api/check", b"{}", "TN.x", "key-1234"))
    assert (head["authorization"], head["idempotency-key"]) == ("Bearer TN.x", "key-1234")
    assert (head["content-type"], head["content-length"]) == ("application/json", "2")
    assert "content-type" not in request_head(request("GET", "/api/health", b""))
