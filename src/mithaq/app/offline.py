"""Making an offline copy for a post without a line: it answers about a number it is asked for, and lists nobody.

In it are stolen and lost documents, vehicles and firearms of every owner, and documents of persons whom this state
itself seeks. No person of another state is in it in any form: no freeze, no correction and no *not this person* reaches
a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta

from msgspec import Struct

from mithaq.app.canaries import SECRET_BYTES, marks, numbers
from mithaq.app.findable import findable
from mithaq.app.holders import handing, ready
from mithaq.app.issue import require
from mithaq.app.node import Actor, Node
from mithaq.app.ports.rows import Entry
from mithaq.app.ports.store import Reader
from mithaq.domain import content as contents
from mithaq.domain.errors import Refusal
from mithaq.domain.holder import Holder, HolderHanded
from mithaq.domain.instant import parse, text
from mithaq.journal import offline
from mithaq.journal.encoding import b64url
from mithaq.journal.seal import seal_canary
from mithaq.search.rows import exact_keys_of

KIND = "offline"
PAGE = 1000
CODE_BYTES = 15
SALT_BYTES = 16
THINGS = ("travel_document", "vehicle", "firearm")
CALL = "call_bureau"
"""What a post does about a person: a copy is no ground to hold anybody."""
TEST = "test"


class Made(Struct, frozen=True):
    """The file, and its code, which goes to the post another way. The code is kept nowhere."""

    data: bytes
    code: str
    head: offline.Head


def make(node: Node, actor: Actor, holder: str) -> Made:
    """A copy for this holder. Raises Forbidden, Refusal ``holder.*``."""
    require(node, actor, "offline.make")
    with node.store.read() as reader:
        who = ready(node, reader, holder, KIND)
        found = dict(_told(node, reader))
    secret, code = node.entropy.token(SECRET_BYTES), node.entropy.token(CODE_BYTES)
    head = _head(node, who, len(found))
    locked = offline.Locked(code, head.salt)
    rows = [locked.row(key, said) for key, said in found.items()]
    tests = [("document", number) for number in numbers(secret) if ("document", number) not in found]
    rows += [locked.row(key, _row("travel_document", node.member, CALL, TEST)) for key in tests]
    rows += [mark + node.entropy.token(offline.BOX_BYTES) for mark in marks(secret)]
    data = offline.made(head, rows, node.key)
    handed = HolderHanded("offline_copy", len(found), _hash(data), b64url(seal_canary(node.seal_keys, secret)))
    with node.write() as tx:
        handing(node, tx, actor, holder, KIND, handed)
    return Made(data, offline.code_text(code), head)


def _head(node: Node, holder: Holder, count: int) -> offline.Head:
    most = timedelta(hours=node.law.holder_kind(KIND).most_hours)
    until = min(parse(holder.expires_at), node.now() + most)
    salt = offline.new_salt(node.entropy.token(SALT_BYTES))
    return offline.Head(1, node.member, holder.id, holder.name, text(node.now()), text(until), salt, count, "")


def _told(node: Node, reader: Reader) -> Iterator[tuple[offline.Key, str]]:
    after = 0
    last = text(node.now() + timedelta(hours=node.law.holder_kind(KIND).most_hours))
    while page := reader.register.entered_after(after, PAGE):
        after = page[-1][0]
        # what may end before the copy does is left out: nobody could tell the post
        kept = [one for _, one in page if _may(node, one) and (not one.expires_at or one.expires_at >= last)]
        held = reader.payloads.many([entry.payload for entry in kept])
        for entry in kept:
            if entry.payload in held:
                yield from _keys(node, entry, held[entry.payload].body)


def _may(node: Node, entry: Entry) -> bool:
    return entry.kind in THINGS or (entry.owner == node.member and node.law.kinds[entry.kind].person)


def _keys(node: Node, entry: Entry, body: bytes) -> Iterator[tuple[offline.Key, str]]:
    try:
        content = contents.decode(body)
    except Refusal:
        return  # what no reader understands is in no copy either
    action = node.law.kinds[entry.kind].action if entry.kind in THINGS else CALL
    for key in exact_keys_of(findable(0, content)):
        yield key, _row(entry.kind, entry.owner, action, "")


def _row(kind: str, owner: str, action: str, test: str) -> str:
    return " ".join((kind, owner, action, test or "-"))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
