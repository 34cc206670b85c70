"""What the others said, as their streams bring it: one durable pull consumer an origin, and a few hundred events waiting.

An event counts as taken when the journal here holds it; only then is it acknowledged. A consumer that stands elsewhere than
the journal, as after a restore or when the broker lost its disk, is made anew from the journal's place.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
from collections import deque
from collections.abc import Callable, Coroutine
from threading import Lock
from typing import Any

from msgspec import Struct
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from mithaq.transport.nats import names
from mithaq.transport.nats.line import Line
from mithaq.transport.nats.publishing import NOTE, api

WAITING = 1000  # events of one origin that wait here: two ranges, so that the next is there when one is admitted
EXPIRES_SECONDS = 20.0
HEARTBEAT_SECONDS = 2.0  # a pull that the broker forgot is noticed in five seconds
ACK_SECONDS = 120  # after which the broker brings again what was not acknowledged
PAUSE_SECONDS = 0.5
_BILLION = 10**9


class Carried(Struct, frozen=True):
    """One event on its way: its place, its bytes, the origin's checkpoint if one came with it, and the message."""

    seq: int
    wire: bytes
    note: str
    message: Msg


class Reading:
    """The stream of one origin as this member reads it. `told` is called when something came that was not here."""

    def __init__(self, line: Line, origin: str, place: Callable[[], int], told: Callable[[], None]) -> None:
        self._line = line
        self._origin = origin
        self._place = place
        self._told = told
        self._waiting: deque[Carried] = deque()
        self._turn = Lock()
        self._offered = -1
        self._running: set[asyncio.Task[None]] = set()
        self._room = asyncio.Event()

    def begin(self) -> None:
        """Start to read, in the line's loop."""
        self._line.loop.call_soon_threadsafe(self._keep, self._follow())

    def after(self, seq: int, limit: int) -> list[Carried]:
        """What follows `seq` without a gap, at most `limit`. What the journal holds by now is acknowledged and dropped.

        Nothing, where the same was offered before and not taken: then it is no event of this origin, and the origin has to
        be asked.
        """
        last = None
        with self._turn:
            while self._waiting and self._waiting[0].seq <= seq:
                last = self._waiting.popleft()
            places = range(seq + 1, seq + 1 + limit)
            found = [one for one, place in zip(self._waiting, places, strict=False) if one.seq == place]
            refused = bool(found) and self._offered == seq
            self._offered = seq if found else -1
        self._line.loop.call_soon_threadsafe(self._taken, last)
        return [] if refused else found

    def gap(self, seq: int) -> int:
        """How many events are missing between `seq` and what waits; 0 if none is known to be."""
        with self._turn:
            return max(0, self._waiting[0].seq - seq - 1) if self._waiting else 0

    def _taken(self, last: Carried | None) -> None:
        self._room.set()
        if last is not None and self._line.connected:
            self._keep(_acknowledged(last.message))

    def _keep(self, work: Coroutine[Any, Any, None]) -> None:
        task = self._line.loop.create_task(work)
        self._running.add(task)  # a loop alone does not keep its tasks
        task.add_done_callback(self._running.discard)

    async def _follow(self) -> None:
        while True:
            try:
                await self._ready()
                await self._pull()
            except (TimeoutError, NatsError, OSError, ValueError, KeyError):
                await asyncio.sleep(PAUSE_SECONDS)

    async def _ready(self) -> None:
        """The consumer, standing where the journal does or before it. Raises NatsError."""
        while not self._line.connected:
            await asyncio.sleep(PAUSE_SECONDS)
        stream, me = names.stream(self._origin), self._line.member
        place = await asyncio.to_thread(self._place)
        with self._turn:
            self._waiting.clear()
        try:
            info = await api(self._line, f"CONSUMER.INFO.{stream}.{me}", {})
            stands = int(info["delivered"]["stream_seq"])
            if stands <= place and info["num_ack_pending"] == 0:
                return
            await api(self._line, f"CONSUMER.DELETE.{stream}.{me}", {})
        except NatsError as problem:
            if "not found" not in str(problem):
                raise
        await api(
            self._line, f"CONSUMER.CREATE.{stream}.{me}", {"stream_name": stream, "config": _config(me, place + 1)}
        )

    async def _pull(self) -> None:
        """Ask for as much as there is room for, again and again. Raises NatsError or TimeoutError: then begin anew."""
        client = self._line.client
        inbox = client.new_inbox()
        subscription = await client.subscribe(inbox)
        subject = f"{names.API}.CONSUMER.MSG.NEXT.{names.stream(self._origin)}.{self._line.member}"
        try:
            while True:
                room = await self._free()
                asked = {"batch": room, "expires": int(EXPIRES_SECONDS * _BILLION),
                         "idle_heartbeat": int(HEARTBEAT_SECONDS * _BILLION)}  # fmt: skip
                await client.publish(subject, json.dumps(asked).encode(), reply=inbox)
                while room:
                    message = await subscription.next_msg(timeout=HEARTBEAT_SECONDS * 2.5)
                    status = _status(message)
                    if status == "408":
                        break
                    if status and status != "100":
                        raise NatsError(status)
                    if not status:
                        room -= 1
                        self._came(message)
        finally:
            await subscription.unsubscribe()

    async def _free(self) -> int:
        while True:
            with self._turn:
                room = WAITING - len(self._waiting)
            if room >= WAITING // 2:
                return room
            self._room.clear()
            await self._room.wait()

    def _came(self, message: Msg) -> None:
        carried = _carried(message)
        with self._turn:
            if self._waiting and carried.seq <= self._waiting[-1].seq:
                return  # brought again
            self._waiting.append(carried)
        self._told()


async def _acknowledged(message: Msg) -> None:
    try:
        await message.ack()
    except NatsError:
        return  # it is brought again, and known


def _config(me: str, start: int) -> dict[str, Any]:
    return {
        "durable_name": me, "name": me, "deliver_policy": "by_start_sequence", "opt_start_seq": start,
        "ack_policy": "all", "ack_wait": ACK_SECONDS * _BILLION, "max_ack_pending": 4 * WAITING,
        "replay_policy": "instant", "max_deliver": -1,
    }  # fmt: skip


def _status(message: Msg) -> str:
    return str((message.headers or {}).get("Status", ""))


def _carried(message: Msg) -> Carried:
    noted = (message.headers or {}).get(NOTE, "")
    try:
        note = base64.b64decode(noted, validate=True).decode() if noted else ""
    except (binascii.Error, UnicodeDecodeError):
        note = ""
    return Carried(int(message.metadata.sequence.stream), message.data, note, message)
