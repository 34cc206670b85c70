"""The line to the broker: nats-py's loop in one thread, and calls into it from the synchronous core."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Coroutine
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

from msgspec import Struct
from nats.aio.client import Client
from nats.errors import Error as NatsError

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

    def request(self, subject: str, data: bytes, seconds: float = REQUEST_SECONDS) -> bytes:
        """Ask and wait for the one answer. Raises PeerDown."""
        if not self.connected:
            raise PeerDown(subject)
        return self.run(self._request(subject, data, seconds), seconds + 1)

    def close(self) -> None:
        """Leave the broker and end the thread."""
        if not self._thread.is_alive():
            return
        asyncio.run_coroutine_threadsafe(self._end(), self.loop).result(CONNECT_SECONDS * 2)
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

    async def _request(self, subject: str, data: bytes, seconds: float) -> bytes:
        answer = await self.client.request(subject, data, timeout=seconds)
        return bytes(answer.data)

    async def _failed(self, problem: Exception) -> None:
        if "permissions violation" in str(problem).lower():
            self.denied.append(str(problem))

    async def _end(self) -> None:
        if self._dialling is not None:
            self._dialling.cancel()
        if not self.client.is_closed:
            await self.client.close()
        others = [task for task in asyncio.all_tasks(self.loop) if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
