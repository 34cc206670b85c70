"""The side that answers: requests from the line, each carried out by the synchronous core in a thread of a few."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

import msgspec
from nats.aio.msg import Msg
from nats.errors import Error as NatsError

from mithaq.app.node import Node
from mithaq.app.ports.chance import Entropy
from mithaq.app.ports.peer import Peer, PeerDown
from mithaq.domain.errors import Refusal
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.transport.nats import names
from mithaq.transport.nats.line import Line
from mithaq.transport.nats.sealing import read_ask, sealed_to
from mithaq.transport.nats.wire import Answer, OrdersAsk, PartAsk, PullAsk, down, encode, packed, refusal, salted

AT_ONCE = 4  # requests carried out at the same time; the others wait their turn in the thread pool
ANSWER_BYTES = 16 * 1024 * 1024  # payloads in one answer; what does not fit is asked for again
KEPT_BYTES = 128 * 1024 * 1024  # sealed answers of which parts have not been fetched yet


class Parts:
    """Sealed answers that wait to be fetched part by part. The oldest goes when there are too many."""

    def __init__(self, entropy: Entropy) -> None:
        self._entropy = entropy
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._turn = Lock()

    def first(self, by: str, body: bytes) -> Answer:
        """The first part, with word of the others."""
        parts = max(1, -(-len(body) // names.PART))
        if parts == 1:
            return Answer(body=body)
        token = self._entropy.token(16).hex()
        with self._turn:
            self._kept[by, token] = body
            while len(self._kept) > 1 and sum(map(len, self._kept.values())) > KEPT_BYTES:
                self._kept.popitem(last=False)
        return Answer(body=body[: names.PART], token=token, parts=parts)

    def part(self, by: str, ask: PartAsk) -> Answer:
        """One further part; the last one ends it. Raises PeerDown for an answer that is not kept any more."""
        start = ask.number * names.PART
        with self._turn:
            body = self._kept.get((by, ask.token))
            if body is None or not 0 < start < len(body):
                raise PeerDown(by)
            if start + names.PART >= len(body):
                del self._kept[by, ask.token]
        return Answer(body=body[start : start + names.PART])


class Answering:
    """Serves one node. `stop` waits for what is being carried out."""

    def __init__(self, node: Node, served: Peer, line: Line) -> None:
        self._node = node
        self._served = served
        self._line = line
        self._parts = Parts(node.entropy)
        self._begun = False
        self._running: set[asyncio.Task[None]] = set()
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix=f"answers {node.member}")
        self._ways: dict[str, Callable[[str, bytes], Answer]] = {
            "pull": self._pull, "ask": self._ask, "file": self._file, "orders": self._orders,
            "receipt": self._receipt, "part": self._part,
        }  # fmt: skip

    def begin(self) -> None:
        """Subscribe, once the line is there; a line that comes back subscribes again by itself. Raises PeerDown."""
        if not self._begun:
            self._line.run(self._subscribe(), 5.0)
            self._begun = True

    def stop(self) -> None:
        """Answer nobody any more."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    async def _subscribe(self) -> None:
        for peer in self._node.peers:
            await self._line.client.subscribe(names.request(self._node.member, peer, "*"), cb=self._asked)

    async def _asked(self, message: Msg) -> None:
        task = self._line.loop.create_task(self._answer(message))
        self._running.add(task)  # a loop alone does not keep its tasks
        task.add_done_callback(self._running.discard)

    async def _answer(self, message: Msg) -> None:
        try:
            wire = await self._line.loop.run_in_executor(self._pool, self.answer, message.subject, message.data)
            if message.reply.startswith(names.reply(_asker(message.subject), self._node.member, "")):
                await self._line.client.publish(message.reply, wire)
        except (NatsError, RuntimeError, asyncio.CancelledError):
            return  # the line or the node has ended; whoever asked asks again

    def answer(self, subject: str, data: bytes) -> bytes:
        """The answer to one request, whatever stands in it."""
        by, operation = _asker(subject), subject.rpartition(".")[2]
        way = self._ways.get(operation)
        try:
            if way is None:
                raise Refused(RefusalCode.BAD_FIELD, "operation")
            return encode(way(by, data))
        except Refused as problem:
            return refusal(problem)
        except Refusal:
            return refusal(Refused(RefusalCode.NOT_ALLOWED, operation))
        except msgspec.MsgspecError:
            return refusal(Refused(RefusalCode.BAD_ENCODING, operation))
        except Exception as problem:  # noqa: BLE001 - one request must not end the others; the fault stands in health
            if not isinstance(problem, PeerDown):
                self._node.stumbled[by] = type(problem).__name__
            return down()

    def _pull(self, by: str, data: bytes) -> Answer:
        ask = msgspec.msgpack.decode(data, type=PullAsk)
        if ask.after < 0 or ask.limit < 1:
            raise Refused(RefusalCode.BAD_FIELD, "after")
        return Answer(body=packed(self._served.pull(ask.member, ask.after, ask.limit)))

    def _ask(self, by: str, data: bytes) -> Answer:
        ask = read_ask(data)
        plain = salted(self._served.ask(ask.request), ANSWER_BYTES)
        return self._parts.first(by, sealed_to(ask, self._node.roster, plain))

    def _file(self, by: str, data: bytes) -> Answer:
        ask = read_ask(data)
        plain = encode(self._served.ask_attachment(ask.request))
        return self._parts.first(by, sealed_to(ask, self._node.roster, plain))

    def _orders(self, by: str, data: bytes) -> Answer:
        ask = msgspec.msgpack.decode(data, type=OrdersAsk)
        return Answer(body=self._served.take_orders(ask.member, ask.envelopes))

    def _receipt(self, by: str, data: bytes) -> Answer:
        self._served.deliver_receipt(data)
        return Answer()

    def _part(self, by: str, data: bytes) -> Answer:
        return self._parts.part(by, msgspec.msgpack.decode(data, type=PartAsk))


def _asker(subject: str) -> str:
    """Who asks, as the servers permit it: the last code in the subject."""
    return subject.split(".")[3]
