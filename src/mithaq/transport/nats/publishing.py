"""A node's own stream: what it says goes in once, in order, and again from the journal if the broker lost it.

A message's sequence in the stream is the event's place in the journal, because a stream is made to begin where it does. So
the place that is expected before it is one number, a repetition is known by its place, and a gap is seen by anybody.
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from nats.errors import Error as NatsError
from nats.js.errors import APIError, NotFoundError

from mithaq.app.node import Node
from mithaq.app.serve import own_checkpoint
from mithaq.journal.envelope import to_wire
from mithaq.transport.nats import names
from mithaq.transport.nats.line import Line

WRONG_LAST = 10071  # "wrong last sequence": what a repetition gets, even of the same message
PAGE = 200  # events under way at once
NOTE = "Mithaq-Checkpoint"
SECONDS = 10.0  # until the broker has acknowledged a page, synced on two of three disks


class Behind(Exception):
    """The stream is not where it was thought to be: look again."""


class Page(Struct, frozen=True):
    """Events of the own journal from `first` on, and the checkpoint over them and all before, if they are the last."""

    first: int
    wires: tuple[bytes, ...]
    note: str


class Publishing:
    """Keeps the own stream as long as the own journal. `fault` is ``ahead`` or ``differs`` where that cannot be done by
    itself: then nothing is published, and the others ask for ranges.
    """

    def __init__(self, node: Node, line: Line, replicas: int) -> None:
        self._node = node
        self._line = line
        self._replicas = replicas
        self._next = 0
        self.fault = ""

    def step(self) -> int:
        """Publish what is new; how many events. Raises PeerDown."""
        with self._node.store.read() as reader:
            head = reader.journal.head(self._node.member)
        seq = head.seq if head else 0
        if self._next == 0:
            self._next = self._line.run(self._last(seq), SECONDS) + 1
            self.fault = self._compared(seq)
        if self.fault or self._next > seq:
            return 0
        page = self._page()
        try:
            return self._line.run(self._publish(page), SECONDS)
        except Behind:
            self.forget()
            return 0

    def forget(self) -> None:
        """Look anew where the stream stands: after a line was cut, or now and then, for a broker that lost everything."""
        self._next = 0

    def _compared(self, seq: int) -> str:
        """What the stream holds last has to be what the journal says there: the broker is not believed, it is compared."""
        last = self._next - 1
        if last > seq:
            return "ahead"
        held = self._line.run(self._held(last), SECONDS) if last else None
        if held is None:
            return ""
        with self._node.store.read() as reader:
            stored = reader.journal.at(self._node.member, last)
        return "" if stored is not None and to_wire(stored.envelope) == held else "differs"

    def _page(self) -> Page:
        with self._node.store.read() as reader:
            stored = reader.journal.after(self._node.member, self._next - 1, PAGE)
            head = reader.journal.head(self._node.member)
            last = stored[-1].envelope.header.seq if stored else 0
            note = own_checkpoint(self._node, reader) if head is not None and head.seq == last else ""
        return Page(self._next, tuple(to_wire(one.envelope) for one in stored), note)

    def _wanted_from(self, seq: int) -> int:
        """Where a new stream begins: at the first event for which somebody's receipt is missing."""
        with self._node.store.read() as reader:
            signed = {row.peer: row.seq for row in reader.journal.receipts()}
        return min((signed.get(peer, 0) for peer in self._node.peers), default=seq) + 1

    async def _last(self, seq: int) -> int:
        """The last place in the stream, which is made if it is not there."""
        js = self._line.client.jetstream(domain=names.DOMAIN)
        try:
            info = await js.stream_info(names.stream(self._node.member))
        except NotFoundError:
            return await self._made(self._wanted_from(seq))
        return int(info.state.last_seq)

    async def _made(self, first: int) -> int:
        """A new stream that begins at `first`; the place before it."""
        config = stream_config(self._node.member, first, self._replicas)
        await api(self._line, f"STREAM.CREATE.{config['name']}", config)
        return first - 1

    async def _held(self, seq: int) -> bytes | None:
        js = self._line.client.jetstream(domain=names.DOMAIN)
        try:
            message = await js.get_msg(names.stream(self._node.member), seq=seq)
        except NotFoundError:
            return None  # it has left the stream
        return message.data or b""

    async def _publish(self, page: Page) -> int:
        js = self._line.client.jetstream(timeout=SECONDS, domain=names.DOMAIN)
        subject, stream = names.events(self._node.member), names.stream(self._node.member)
        # All are sent before the first is answered, in this order; where that fails, the expected place shows it.
        sent = [
            js.publish(subject, wire, stream=stream, headers=self._headers(page, place))
            for place, wire in enumerate(page.wires)
        ]
        answers = await asyncio.gather(*sent, return_exceptions=True)
        for place, answer in enumerate(answers):
            if isinstance(answer, BaseException):
                await self._repeated(page, place, answer)
            self._next = page.first + place + 1
        return len(page.wires)

    def _headers(self, page: Page, place: int) -> dict[str, str]:
        seq = page.first + place
        own = {"Nats-Msg-Id": f"{self._node.member}.{seq}", "Nats-Expected-Last-Sequence": str(seq - 1)}
        if page.note and place == len(page.wires) - 1:
            own[NOTE] = base64.b64encode(page.note.encode()).decode()
        return own

    async def _repeated(self, page: Page, place: int, problem: BaseException) -> None:
        """Not acknowledged: it may stand there all the same, from a try whose answer was lost. Raises Behind if not."""
        if not isinstance(problem, APIError) or problem.err_code != WRONG_LAST:
            raise Behind from problem
        if await self._held(page.first + place) != page.wires[place]:
            raise Behind from problem


def stream_config(member: str, first: int, replicas: int) -> dict[str, Any]:
    """The stream of one origin. Old messages leave it by age and size; nobody can delete one, not even its origin."""
    return {
        "name": names.stream(member), "subjects": [names.events(member)], "storage": "file", "num_replicas": replicas,
        "first_seq": first, "retention": "limits", "discard": "old", "max_bytes": names.STREAM_BYTES,
        "max_age": names.STREAM_DAYS * 86_400 * 10**9, "max_msg_size": names.MAX_MESSAGE, "deny_delete": True,
        "deny_purge": True, "duplicate_window": 120 * 10**9,
    }  # fmt: skip


async def api(line: Line, call: str, body: object) -> dict[str, Any]:
    """One call of JetStream's API. Raises NatsError."""
    answer = await line.client.request(f"{names.API}.{call}", json.dumps(body).encode(), timeout=SECONDS)
    found: dict[str, Any] = json.loads(answer.data)
    if "error" in found:
        raise NatsError(str(found["error"].get("description", "")))
    return found


__all__: Sequence[str] = ("NOTE", "Publishing", "api", "stream_config")
