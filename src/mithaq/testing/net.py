"""A network that loses, repeats, shuffles and cuts, by seed."""

from __future__ import annotations

import random
from collections.abc import Iterable

from mithaq.app.ports.peer import Peer, PeerDown, Pulled
from mithaq.journal.payload import Payload


class SimNet:
    """Faults between members. `loss`: chance that a call fails; `noise`: that a range comes repeated or out of order.

    A call may also be lost after the other side has acted on it, as on a real line.
    """

    def __init__(self, seed: int, loss: float = 0.0, noise: float = 0.0) -> None:
        self.random = random.Random(f"net {seed}")
        self.loss = loss
        self.noise = noise
        self._cut: set[frozenset[str]] = set()

    def cut(self, one: str, others: Iterable[str]) -> None:
        """Cut the line between one member and the others, both ways."""
        self._cut |= {frozenset({one, other}) for other in others if other != one}

    def mend(self) -> None:
        """Every line that was cut works again, as badly as before."""
        self._cut.clear()

    def heal(self) -> None:
        """Every line works again and nothing is lost any more."""
        self.mend()
        self.loss = 0.0
        self.noise = 0.0

    def between(self, asker: str, member: str, peer: Peer) -> Peer:
        """The line between two members, for `MemoryHub(wrap=…)`. Raises PeerDown."""
        if frozenset({asker, member}) in self._cut:
            raise PeerDown(member)
        return _Line(self, member, peer)

    def lose(self, member: str) -> None:
        """Raise PeerDown by chance."""
        if self.random.random() < self.loss:
            raise PeerDown(member)


class _Line:
    """One noisy line."""

    def __init__(self, net: SimNet, member: str, peer: Peer) -> None:
        self._net = net
        self._member = member
        self._peer = peer

    def pull(self, member: str, after: int, limit: int) -> Pulled:
        """The range, or an earlier, repeated or shuffled one."""
        self._net.lose(self._member)
        if self._net.random.random() < self._net.noise:
            after = max(0, after - self._net.random.randint(0, 5))
        pulled = self._peer.pull(member, after, self._net.random.randint(1, limit) if self._net.noise else limit)
        self._net.lose(self._member)
        if self._net.random.random() >= self._net.noise:
            return pulled
        wires = list(pulled.envelopes) + list(pulled.envelopes[:3])
        self._net.random.shuffle(wires)
        return Pulled(tuple(wires), pulled.checkpoint, pulled.seen)

    def ask(self, request: bytes) -> tuple[Payload | None, ...]:
        """Payloads, some of them lost on the way."""
        self._net.lose(self._member)
        answers = self._peer.ask(request)
        return tuple(None if self._net.random.random() < self._net.loss else answer for answer in answers)

    def ask_attachment(self, request: bytes) -> bytes | None:
        """One file, perhaps lost on the way, perhaps with a byte turned."""
        self._net.lose(self._member)
        data = self._peer.ask_attachment(request)
        self._net.lose(self._member)
        if data and self._net.random.random() < self._net.noise:
            return data[:-1] + bytes([data[-1] ^ 1])
        return data

    def take_orders(self, member: str, envelopes: tuple[bytes, ...]) -> bytes:
        """Orders, perhaps lost on the way, perhaps taken without an answer that arrives."""
        self._net.lose(self._member)
        receipt = self._peer.take_orders(member, envelopes)
        self._net.lose(self._member)
        return receipt

    def deliver_receipt(self, receipt: bytes) -> None:
        """A receipt, perhaps twice, perhaps lost after it arrived."""
        self._net.lose(self._member)
        self._peer.deliver_receipt(receipt)
        if self._net.random.random() < self._net.noise:
            self._peer.deliver_receipt(receipt)
        self._net.lose(self._member)
