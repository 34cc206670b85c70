"""What the journal's tests share: the vectors' small history as a receiving node sees it, and permissive rules."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

import pytest

from mithaq.journal.admit import Admitted, Duplicate, Head, Held, admit
from mithaq.journal.chain import head_after
from mithaq.journal.encoding import b64url
from mithaq.journal.envelope import Envelope, Header, Signature, from_wire, signed_message, to_wire
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.keys import SigningKey
from mithaq.journal.payload import Payload
from mithaq.journal.trust import Roster
from tests.vectors import make

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ROSTER = make.roster()


def golden(name: str) -> bytes:
    """The frozen bytes of a vector file."""
    return (make.FOLDER / name).read_bytes()


def golden_envelope(name: str) -> Envelope:
    return from_wire(golden(f"{name}.envelope.json"))


class View:
    """A `JournalView` over the given envelopes."""

    def __init__(self, envelopes: Iterable[Envelope] = ()) -> None:
        self._heads: dict[str, Head] = {}
        self._held: dict[tuple[str, int], Held] = {}
        for envelope in envelopes:
            self.hold(envelope)

    def hold(self, envelope: Envelope) -> None:
        head = head_after(envelope)
        self._heads[envelope.header.member] = head
        self._held[envelope.header.member, head.seq] = Held(head.hash, head.lamport)

    def head(self, member: str) -> Head | None:
        return self._heads.get(member)

    def event_at(self, member: str, seq: int) -> Held | None:
        return self._held.get((member, seq))


class AnyRules:
    """Rules under which every type is known and allowed, until a test says otherwise."""

    def __init__(self) -> None:
        self.unknown: set[str] = set()
        self.schema: Callable[[Header], None] = lambda _header: None
        self.allowed: Callable[[Header, str], None] = lambda _header, _kind: None

    def known(self, type: str) -> bool:
        return type not in self.unknown

    def check_schema(self, header: Header) -> None:
        self.schema(header)

    def may_issue(self, header: Header, member_kind: str) -> None:
        self.allowed(header, member_kind)


def before(name: str) -> View:
    """The view of a node that holds everything said before the named golden event."""
    _, named = make.journals()
    target = named[name].header
    return View(event for event in named.values() if event.header.lamport < target.lamport)


def offer(
    wire: bytes,
    view: View | None = None,
    *,
    roster: Roster = ROSTER,
    rules: AnyRules | None = None,
    payload: Payload | None = None,
    audience: bool = True,
    now: datetime = NOW,
) -> Admitted | Duplicate:
    """`admit` with the usual surroundings."""
    return admit(
        wire,
        view=view or View(),
        roster=roster,
        rules=rules or AnyRules(),
        now=now,
        payload=payload,
        audience_includes_me=audience,
    )


def refused(call: Callable[[], object]) -> Refused:
    """The refusal that `call` ends in; any other exception, or none, fails the test."""
    with pytest.raises(Refused) as caught:
        call()
    return caught.value


def code_of(call: Callable[[], object]) -> RefusalCode:
    return refused(call).code


def seal_bytes(signed: bytes, key: SigningKey, *, key_id: str | None = None, alg: str = "Ed25519") -> bytes:
    """The wire form of any bytes, signed by any key under any name: what an attacker can send."""
    signature = Signature(alg=alg, key=key_id or key.key_id, sig=b64url(key.sign(signed_message(signed))))
    return to_wire(Envelope(signed, (signature,)))


def seal_value(value: Any, key: SigningKey = make.TN) -> bytes:
    """The same for a JSON value."""
    return seal_bytes(dumps(value), key)


def dumps(value: Any) -> bytes:
    """Sorted and tight JSON that also writes what the format forbids, such as fractions and long integers."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
