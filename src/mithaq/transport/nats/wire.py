"""What stands in requests and answers between two nodes: msgpack, with a code where the other side refused."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from mithaq.app.ports.peer import PeerDown, Pulled
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.payload import Payload
from mithaq.transport.nats.names import RANGE_BYTES

DOWN = "down"
_CODES = {code.value: code for code in RefusalCode}


class PullAsk(Struct, frozen=True, array_like=True):
    """A range of the journal of `member`."""

    member: str
    after: int
    limit: int


class SealedAsk(Struct, frozen=True, array_like=True):
    """A signed request, and the key to which the answer has to be encrypted, signed by the same member."""

    request: bytes
    key: bytes
    signature: bytes


class OrdersAsk(Struct, frozen=True, array_like=True):
    """Envelopes of the caller's own journal that cannot wait."""

    member: str
    envelopes: tuple[bytes, ...]


class PartAsk(Struct, frozen=True, array_like=True):
    """One further part of an answer that was too large for one message."""

    token: str
    number: int


class Answer(Struct, frozen=True, array_like=True):
    """`code` is empty, ``down``, or why the other side refused; `parts` is 1 unless the rest waits there under `token`."""

    code: str = ""
    where: str = ""
    body: bytes = b""
    token: str = ""
    parts: int = 1


Salted = tuple[bytes, bytes]


def encode(message: object) -> bytes:
    """The message as msgpack."""
    return msgspec.msgpack.encode(message)


def refusal(problem: Refused) -> bytes:
    """The answer to a request that was refused."""
    return encode(Answer(problem.code.value, problem.where))


def down() -> bytes:
    """The answer of a node that cannot read or write its disk now."""
    return encode(Answer(DOWN))


def opened(member: str, wire: bytes) -> Answer:
    """The answer of `member`. Raises Refused as the other side did, and PeerDown also for bytes that are no answer."""
    try:
        answer = msgspec.msgpack.decode(wire, type=Answer)
        code = _CODES[answer.code] if answer.code not in ("", DOWN) else None
    except (msgspec.MsgspecError, KeyError):
        raise PeerDown(member) from None
    if code is not None:
        raise Refused(code, answer.where[:100])
    if answer.code == DOWN:
        raise PeerDown(member)
    return answer


def packed(pulled: Pulled) -> bytes:
    """A range, cut to what fits one message. What was seen of the others goes with the end of a journal only."""
    fit = fitting(pulled.envelopes)
    return encode((fit, pulled.checkpoint, pulled.seen if len(fit) == len(pulled.envelopes) else ()))


def unpacked(member: str, body: bytes) -> Pulled:
    """The range again. Raises PeerDown."""
    try:
        envelopes, note, seen = msgspec.msgpack.decode(body, type=tuple[tuple[bytes, ...], str, tuple[str, ...]])
    except msgspec.MsgspecError:
        raise PeerDown(member) from None
    return Pulled(envelopes, note, seen)


def fitting(envelopes: Iterable[bytes], limit: int = RANGE_BYTES) -> tuple[bytes, ...]:
    """The first of them that together have at most `limit` bytes; at least one, which admission bounds."""
    taken, size = list[bytes](), 0
    for envelope in envelopes:
        size += len(envelope)
        if taken and size > limit:
            break
        taken.append(envelope)
    return tuple(taken)


def salted(payloads: Iterable[Payload | None], limit: int) -> bytes:
    """Payloads as far as they have `limit` bytes together; whoever asked asks for the rest again."""
    rows, size = list[Salted | None](), 0
    for payload in payloads:
        size += len(payload.body) if payload is not None else 0
        if rows and size > limit:
            break
        rows.append((payload.salt, payload.body) if payload is not None else None)
    return encode(rows)


def unsalted(member: str, body: bytes) -> tuple[Payload | None, ...]:
    """The payloads again. Raises PeerDown."""
    try:
        rows = msgspec.msgpack.decode(body, type=list[Salted | None])
    except msgspec.MsgspecError:
        raise PeerDown(member) from None
    return tuple(Payload(*row) if row is not None else None for row in rows)
