"""The line to the broker: nats-py's loop in one thread, and calls into it from the synchronous core."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from msgspec import Struct
from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.errors import Error as NatsError
from nats.errors import NoRespondersError

from mithaq.app.ports.peer import PeerDown
from mithaq.domain.errors import Refusal
from mithaq.transport.nats import names

T = TypeVar("T")

REQUEST_SECONDS = 5.0
"""How long an answer may take; a range of 500 events is read in a tenth of a second. Nobody there is said at once."""

CONNECT_SECONDS = 3
AGAIN_SECONDS = 1  # between two attempts to reach a server


class Way(Struct, frozen=True):
    """How to reach the broker: addresses of servers, and the folder with ``ca.pem`` and the member's ``TN.pem``, ``TN.key``.

    Without a folder the line is plain, which only a test may have (`proof`).
    """

    servers: tuple[str, ...]
    tls: Path | None = None

    def context(self, member: str) -> ssl.SSLContext | None:
        """TLS with the node's own certificate, at least version 1.3. Raises Refusal ``carrier.tls``."""
        if self.tls is None:
            return None
        try:
            context = ssl.create_default_context(cafile=str(self.tls / "ca.pem"))
            context.minimum_version = ssl.TLSVersion.TLSv1_3
            context.load_cert_chain(self.tls / f"{member}.pem", self.tls / f"{member}.key")
        except (OSError, ssl.SSLError):
            raise Refusal("carrier.tls", str(self.tls)) from None
        return context


class Line:
    """One connection for one member. `denied` counts what the server did not permit, by what it said."""

    def __init__(self, member: str, way: Way) -> None:
        self.member = member
        self.way = way
        self.denied: list[str] = []
        self.client = Client()
        self.loop = asyncio.new_event_loop()
        self._context = way.context(member)
        self._thread = Thread(target=self._turn, name=f"nats {member}", daemon=True)
        self._heard: set[str] = set()
        self._waiting: dict[str, asyncio.Future[bytes]] = {}
        self._dialling: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to connect; `connected` tells when. A broker that is not there now is tried again until `close`."""
        self._thread.start()
        self.run(self._begin(), CONNECT_SECONDS)

    @property
    def connected(self) -> bool:
        """Whether a server answers now."""
        return bool(self.client.is_connected)

    @property
    def secure(self) -> bool:
        """Whether this line speaks TLS with a certificate of its own."""
        return self._context is not None

    def run(self, work: Coroutine[Any, Any, T], seconds: float) -> T:
        """Carry out a coroutine of the loop. Raises PeerDown if it takes longer, or the broker fails it."""
        try:
            future = asyncio.run_coroutine_threadsafe(work, self.loop)
        except RuntimeError:  # the loop is closed
            work.close()
            raise PeerDown(self.member) from None
        try:
            return future.result(seconds)
        except (TimeoutError, NatsError, OSError, asyncio.CancelledError):
            future.cancel()
            raise PeerDown(self.member) from None

    def request(self, to: str, operation: str, data: bytes, seconds: float = REQUEST_SECONDS) -> bytes:
        """Ask a member and wait for the one answer. Raises PeerDown."""
        if not self.connected:
            raise PeerDown(to)
        return self.run(self._request(to, operation, data, seconds), seconds + 1)

    def close(self) -> None:
        """Leave the broker and end the thread."""
        if not self._thread.is_alive():
            return
        asyncio.run_coroutine_threadsafe(self._end(), self.loop).result(3 * CONNECT_SECONDS)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join()
        self.loop.close()

    def _turn(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()

    async def _begin(self) -> None:
        self._dialling = self.loop.create_task(self._dial())

    async def _dial(self) -> None:
        while not self.client.is_connected:
            try:
                await self._connect()
            except (TimeoutError, NatsError, OSError):
                await asyncio.sleep(AGAIN_SECONDS)

    async def _connect(self) -> None:
        client = Client()
        await client.connect(
            list(self.way.servers), tls=self._context, name=f"mithaq {self.member}",
            inbox_prefix=names.inbox(self.member), error_cb=self._failed, connect_timeout=CONNECT_SECONDS,
            reconnect_time_wait=AGAIN_SECONDS, max_reconnect_attempts=-1, allow_reconnect=True, ping_interval=10,
        )  # fmt: skip
        self.client = client

    async def _request(self, to: str, operation: str, data: bytes, seconds: float) -> bytes:
        """By a subject of our own instead of an inbox: a leaf server hands on only what it knows somebody may read there."""
        if to not in self._heard:
            self._heard.add(to)
            await self.client.subscribe(names.reply(self.member, to, "*"), cb=self._answered)
        token = self.client.new_inbox().rpartition(".")[2]
        waiting = self._waiting[token] = self.loop.create_future()
        try:
            subject = names.request(to, self.member, operation)
            await self.client.publish(subject, data, reply=names.reply(self.member, to, token))
            return await asyncio.wait_for(waiting, seconds)
        finally:
            del self._waiting[token]

    async def _answered(self, message: Msg) -> None:
        waiting = self._waiting.get(message.subject.rpartition(".")[2])
        if waiting is None or waiting.done():
            return  # it comes too late
        if (message.headers or {}).get("Status"):
            waiting.set_exception(NoRespondersError())
        else:
            waiting.set_result(bytes(message.data))

    async def _failed(self, problem: Exception) -> None:
        if "permissions violation" in str(problem).lower():
            self.denied.append(str(problem))

    async def _end(self) -> None:
        if self._dialling is not None:
            self._dialling.cancel()
        if self.client.is_connected or self.client.is_reconnecting:
            with suppress(TimeoutError, NatsError, OSError):
                await asyncio.wait_for(self.client.close(), CONNECT_SECONDS)
        others = [task for task in asyncio.all_tasks(self.loop) if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        if others:
            await asyncio.wait(others, timeout=1)  # a task of the client that does not end ends with the loop
