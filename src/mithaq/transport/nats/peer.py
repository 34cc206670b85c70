"""The other members as the core sees them (`app.ports.peer`), over NATS.

A range of an origin's own journal comes from its stream as long as that has it, then from the origin itself by request, and
where the origin is not there from any other member that holds it. All of it passes the same admission.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from mithaq.app.node import Node
from mithaq.app.ports.peer import PeerDown, Pulled
from mithaq.journal.errors import Refused
from mithaq.journal.payload import Payload
from mithaq.transport.nats.line import Line
from mithaq.transport.nats.reading import Reading
from mithaq.transport.nats.sealing import asking
from mithaq.transport.nats.wire import Answer, OrdersAsk, PartAsk, PullAsk, encode, fitting, opened, unpacked, unsalted

MOST_PARTS = 128  # of one answer: 64 MiB, three times the largest file


class NatsNetwork:
    """`app.ports.peer.Network` for one member."""

    def __init__(self, node: Node, line: Line, readings: Mapping[str, Reading]) -> None:
        self._node = node
        self.line = line
        self._readings = readings
        self.open = False  # until the broker is proved fit, everybody counts as not there

    def peer(self, member: str) -> NatsPeer:
        """The node of that member; whether it is there shows when it is asked."""
        return NatsPeer(self, member)

    def call(self, member: str, operation: str, data: bytes) -> Answer:
        """One request to a member. Raises PeerDown, or Refused as the other side did."""
        if not self.open:
            raise PeerDown(member)
        return opened(member, self.line.request(member, operation, data))

    def whole(self, member: str, operation: str, data: bytes) -> bytes:
        """The body of an answer, every part of it. Raises as `call`."""
        first = self.call(member, operation, data)
        if first.parts > MOST_PARTS:
            raise PeerDown(member)
        rest = (
            self.call(member, "part", encode(PartAsk(first.token, number))).body for number in range(1, first.parts)
        )
        return first.body + b"".join(rest)

    def reading(self, member: str) -> Reading | None:
        """The stream of an origin, if it is read here."""
        return self._readings.get(member)

    def sealed(self, member: str, operation: str, request: bytes) -> bytes:
        """The plain answer to a signed request, which only this node could open. Raises as `call`."""
        opener = asking(request, self._node.key)
        return opener.open(member, self.whole(member, operation, encode(opener.ask)))

    def others(self, member: str) -> tuple[str, ...]:
        """Who else may hold a journal."""
        return tuple(peer for peer in self._node.peers if peer != member)


class NatsPeer:
    """One member over NATS. Raises PeerDown from every method."""

    def __init__(self, network: NatsNetwork, member: str) -> None:
        self._network = network
        self._member = member

    def pull(self, member: str, after: int, limit: int) -> Pulled:
        """The events that follow; `live` is false for what a stream or another member brought."""
        if member != self._member:
            return self._asked(self._member, member, after, limit)
        reading = self._network.reading(member)
        if reading is not None:
            carried = reading.after(after, limit)
            if carried:
                return Pulled(tuple(one.wire for one in carried), carried[-1].note, live=False)
            limit = min(limit, reading.gap(after) or limit)
        try:
            return self._asked(member, member, after, limit)
        except PeerDown:
            return self._from_another(after, limit)

    def ask(self, request: bytes) -> tuple[Payload | None, ...]:
        """Payloads, encrypted on their way to this node alone."""
        return unsalted(self._member, self._network.sealed(self._member, "ask", request))

    def ask_attachment(self, request: bytes) -> bytes | None:
        """A file, encrypted as a whole and fetched in parts."""
        plain = self._network.sealed(self._member, "file", request)
        try:
            return msgspec.msgpack.decode(plain, type=bytes | None)
        except msgspec.MsgspecError:
            raise PeerDown(self._member) from None

    def take_orders(self, member: str, envelopes: tuple[bytes, ...]) -> bytes:
        """The orders, in as many messages as they need; the receipt for the last."""
        receipt, rest = b"", envelopes
        while rest or not receipt:
            part = fitting(rest)
            receipt = self._network.call(self._member, "orders", encode(OrdersAsk(member, part))).body
            rest = rest[len(part) :]
        return receipt

    def deliver_receipt(self, receipt: bytes) -> None:
        """To the origin itself: only that clears its outbox."""
        self._network.call(self._member, "receipt", receipt)

    def _asked(self, whom: str, member: str, after: int, limit: int) -> Pulled:
        body = self._network.call(whom, "pull", encode(PullAsk(member, after, limit))).body
        return unpacked(whom, body)

    def _from_another(self, after: int, limit: int) -> Pulled:
        """The first other member that has something of this journal; its bytes prove themselves. Raises PeerDown."""
        for other in self._network.others(self._member):
            try:
                found = self._asked(other, self._member, after, limit)
            except (PeerDown, Refused):
                continue
            if found.envelopes:
                return Pulled(found.envelopes, "", live=False)
        raise PeerDown(self._member)
