"""How a node reaches another member: pull its events, ask for payloads, hand it a receipt."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from mithaq.journal.payload import Payload


class PeerDown(Exception):
    """The line is cut or the other side is not there. Nothing is lost; try again later."""


class Pulled(Struct, frozen=True):
    """A range of one journal as wire bytes, and the origin's checkpoint note over all it has.

    `seen`: the notes of the others that it has verified and cosigned, at the end of its own journal (`app.witness`).
    `live`: the origin itself said so just now. What a stream kept or another member passed on is as good, for every event
    proves itself, but it does not show that nothing newer was said.
    """

    envelopes: tuple[bytes, ...]
    checkpoint: str
    seen: tuple[str, ...] = ()
    live: bool = True


class Peer(Protocol):
    """Another member's node. Raises PeerDown from every method."""

    def pull(self, member: str, after: int, limit: int) -> Pulled:
        """The events of `member`'s journal that follow seq `after`, at most `limit`."""
        ...

    def ask(self, request: bytes) -> tuple[Payload | None, ...]:
        """Payloads by a signed request (`app.exchange`); None for each that the asker may not have."""
        ...

    def ask_attachment(self, request: bytes) -> bytes | None:
        """One attachment by a signed request that names it alone; None where the asker may not have it."""
        ...

    def take_orders(self, member: str, envelopes: tuple[bytes, ...]) -> bytes:
        """What cannot wait for the next pull: a range of the caller's own journal. The answer is a signed receipt
        (`app.exchange.Receipt`) for that journal as far as the other side holds it then.
        """
        ...

    def deliver_receipt(self, receipt: bytes) -> None:
        """A signed receipt for a range of the other side's own journal."""
        ...


class Network(Protocol):
    """Everybody this node can talk to."""

    def peer(self, member: str) -> Peer:
        """The node of that member."""
        ...
