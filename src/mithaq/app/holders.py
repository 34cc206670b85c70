"""The register of holders: who has a copy of anything, for what, until when, and what became of it.

`hand_out` is the only door through which a copy leaves: it refuses where no living holder takes it, and says in the
journal what left (`holder.handed`) before the first byte does.
"""

from __future__ import annotations

import hashlib

import msgspec
from msgspec import Struct

from mithaq.app.issue import Statement, issue, require
from mithaq.app.node import Actor, Node, Transaction
from mithaq.app.ports.rows import TaskRow
from mithaq.app.ports.store import Reader
from mithaq.app.project import HOLDER, decode_fold
from mithaq.app.registry import event_of
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.domain.holder import (
    Holder,
    HolderHanded,
    HolderOpened,
    HolderRecalled,
    HolderReceipted,
    HolderRenewed,
    What,
    check_end,
)
from mithaq.domain.instant import parse, text
from mithaq.journal import canonical
from mithaq.journal.encoding import b64url, from_b64url
from mithaq.journal.errors import Refused
from mithaq.journal.keys import ED25519, SEED_BYTES, SigningKey, load_public, verifies

EVERY = 1_000_000
RECEIPT = b"mithaq/holder-receipt/v1\0"
"""What a holder's signature begins with, so that it can be of nothing else."""
LATE = "holder.receipt_late"


class Opening(Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked for. `receipt_key`: the holder's own public key; its private half never comes here."""

    kind: str
    name: str
    authority: str
    purpose: str
    expires_at: str
    receipt_key: str


class Deletion(Struct, frozen=True, forbid_unknown_fields=True):
    """What a holder signs: that it deleted so much then, and how its log of look-ups ended."""

    holder: str
    deleted: int
    deleted_at: str
    lookups: int = 0
    log: str = "0" * 64


class SignedDeletion(Struct, frozen=True, forbid_unknown_fields=True):
    """A receipt as a file."""

    said: Deletion
    signature: str


class HandOut(Struct, frozen=True):
    """One thing that was handed out, as the journal says it."""

    at: str
    what: str
    items: int
    sha256: str
    author: str
    post: str
    canary: str = ""


class Shown(Struct, frozen=True):
    """A holder with what the clock says of it. `genuine`: for each receipt, whether its signature is the holder's."""

    holder: Holder
    lives: bool
    receipt_due: str
    late: bool
    genuine: tuple[bool, ...]
    hand_outs: tuple[HandOut, ...] = ()


def open_holder(node: Node, actor: Actor, asked: Opening) -> Event:
    """Name a holder. Raises Refusal ``holder.*``, ``ground.unknown``, ``content.invalid`` naming the field."""
    require(node, actor, "holder.opened")
    node.law.holder_kind(asked.kind)
    node.law.ground(asked.purpose, "hold")
    check_end(node.law, asked.kind, node.now(), asked.expires_at)
    try:
        load_public(ED25519, asked.receipt_key)
        until = text(parse(asked.expires_at, "expires_at"))
        body = msgspec.convert(msgspec.to_builtins(asked) | {"expires_at": until}, HolderOpened)
    except (msgspec.ValidationError, Refused):
        raise Refusal("content.invalid", "name") from None
    with node.write() as tx:
        if any(one.name == body.name and one.lives(node.now()) for one in of_member(tx.store, node.member)):
            raise Refusal("holder.exists", "name")
        return issue(node, tx, actor, Statement("holder.opened", node.new_id("n"), body))


def renew(node: Node, actor: Actor, id: str, expires_at: str) -> Event:
    """Put its end off. Raises NotFound, Refusal ``holder.recalled`` or ``holder.expiry``."""
    with node.write() as tx:
        holder = _own(node, tx.store, id)
        require(node, actor, "holder.renewed", "own", holder.state)
        if holder.recalled_at:
            raise Refusal("holder.recalled", "holder")
        check_end(node.law, holder.kind, node.now(), expires_at)
        return issue(node, tx, actor, Statement("holder.renewed", id, HolderRenewed(text(parse(expires_at)))))


def recall(node: Node, actor: Actor, id: str, reason: str) -> Event:
    """Ask the copy back, for a coded reason; the commission may recall any member's. Raises NotFound, Refusal."""
    node.law.ground(reason, "recall")
    with node.write() as tx:
        holder = _held(tx.store, id)
        relation = "own" if holder.member == node.member else "foreign"
        require(node, actor, "holder.recalled", relation, holder.state)  # type: ignore[arg-type]  # one of the two
        if holder.recalled_at:
            raise Refusal("holder.recalled", "holder")
        return issue(node, tx, actor, Statement("holder.recalled", id, HolderRecalled(reason)))


def take_receipt(node: Node, actor: Actor, told: SignedDeletion) -> Event:
    """Sign for the holder's own receipt. Raises NotFound, Refusal ``holder.receipt`` where the holder did not sign this."""
    said = told.said
    if parse(said.deleted_at, "deleted_at") > node.now():
        raise Refusal("instant.future", "deleted_at")
    with node.write() as tx:
        holder = _own(node, tx.store, said.holder)
        require(node, actor, "holder.receipted", "own", holder.state)
        if not is_genuine(holder.receipt_key, said, told.signature):
            raise Refusal("holder.receipt", "signature")
        try:
            raw = msgspec.to_builtins(said) | {"signature": told.signature}
            body = msgspec.convert({k: v for k, v in raw.items() if k != "holder"}, HolderReceipted)
        except msgspec.ValidationError:
            raise Refusal("holder.receipt", "said") from None
        event = issue(node, tx, actor, Statement("holder.receipted", holder.id, body))
        tx.store.desk.finish_tasks(holder.id, LATE, text(node.now()))
        return event


def public_half(secret: str) -> str:
    """The public key that answers to a holder's secret. Raises Refusal ``holder.key``."""
    return b64url(_key(secret).public_bytes)


def sign_deletion(secret: str, said: Deletion) -> SignedDeletion:
    """The holder's side: its receipt, signed with the key it was given. Raises Refusal ``holder.key``."""
    return SignedDeletion(said, b64url(_key(secret).sign(_signed(said))))


def is_genuine(key: str, said: Deletion, signature: str) -> bool:
    """Whether the holder of this key signed that."""
    try:
        return verifies(load_public(ED25519, key), from_b64url(signature, "signature", size=64), _signed(said))
    except Refused:
        return False


def hand_out(node: Node, actor: Actor, holder: str, kind: str, what: What, data: bytes, items: int) -> Holder:
    """Let `data` go to this holder. Raises Refusal ``holder.none`` where none of that kind is named or known here,
    ``holder.recalled``, ``holder.expired``; then nothing may leave.
    """
    with node.write() as tx:
        return handing(node, tx, actor, holder, kind, HolderHanded(what, items, hashlib.sha256(data).hexdigest()))


def handing(node: Node, tx: Transaction, actor: Actor, id: str, kind: str, body: HolderHanded) -> Holder:
    """The same in an open transaction. Raises as `hand_out`."""
    holder = ready(node, tx.store, id, kind)
    require(node, actor, "holder.handed", "own", holder.state)
    issue(node, tx, actor, Statement("holder.handed", holder.id, body))
    return holder


def ready(node: Node, reader: Reader, id: str, kind: str) -> Holder:
    """The holder, if something may be handed to it now. Raises as `hand_out`."""
    holder = find(reader, id) if id else None
    if holder is None or holder.member != node.member or holder.kind != kind:
        raise Refusal("holder.none", "holder")
    if holder.recalled_at:
        raise Refusal("holder.recalled", "holder")
    if not holder.lives(node.now()):
        raise Refusal("holder.expired", "holder")
    return holder


def living(node: Node, kind: str) -> list[Holder]:
    """The own holders of that kind to whom something may be handed now, by name."""
    with node.store.read() as reader:
        found = [one for one in of_member(reader, node.member) if one.kind == kind and one.lives(node.now())]
    return sorted(found, key=lambda one: one.name)


def listed(node: Node, actor: Actor) -> list[Shown]:
    """The own holders, for the commission those of every member; newest first. Raises Forbidden."""
    require(node, actor, "holder.list")
    member = "" if node.kind == "commission" else node.member
    with node.store.read() as reader:
        return [_shown(node, one) for one in of_member(reader, member)]


def one(node: Node, actor: Actor, id: str) -> Shown:
    """One of them, with everything that was handed out. Raises Forbidden, NotFound."""
    require(node, actor, "holder.list")
    with node.store.read() as reader:
        holder = _held(reader, id)
        if node.member != holder.member and node.kind != "commission":
            raise NotFound("holder")
        events = [event_of(stored.envelope) for stored in reader.journal.about(id) if stored.applied]
    handed = tuple(
        HandOut(one.at, one.body.what, one.body.items, one.body.sha256, one.author.id, one.author.post, one.body.canary)
        for one in events
        if isinstance(one.body, HolderHanded)
    )
    return msgspec.structs.replace(_shown(node, holder), hand_outs=handed)


def watch_holders(node: Node) -> int:
    """Raise a task for each own holder that has ended and whose receipt is late; how many were raised."""
    now = node.now()
    with node.store.read() as reader:
        late = [
            one
            for one in of_member(reader, node.member)
            if one.is_late(node.law.holder_kind(one.kind), now) and reader.desk.meta(f"{LATE}:{one.id}") != one.ends_at
        ]
    for holder in late:
        with node.write() as tx:
            tx.store.desk.put_task(TaskRow(node.new_id("t"), "administrator", LATE, holder.id, text(now)))
            tx.store.desk.put_meta(f"{LATE}:{holder.id}", holder.ends_at)
    return len(late)


def of_member(reader: Reader, member: str) -> list[Holder]:
    """Every holder of that member, of all where it is empty; newest change first."""
    folds = (decode_fold(row) for row in reader.register.folds("bond", kind=HOLDER, member=member, limit=EVERY))
    return [fold for fold in folds if isinstance(fold, Holder)]


def find(reader: Reader, id: str) -> Holder | None:
    """The holder with this id."""
    row = reader.register.fold(id)
    fold = decode_fold(row) if row is not None else None
    return fold if isinstance(fold, Holder) else None


def _shown(node: Node, holder: Holder) -> Shown:
    kind, now = node.law.holder_kind(holder.kind), node.now()
    genuine = tuple(
        is_genuine(
            holder.receipt_key, Deletion(holder.id, one.deleted, one.deleted_at, one.lookups, one.log), one.signature
        )
        for one in holder.receipts
    )
    return Shown(holder, holder.lives(now), holder.receipt_due(kind), holder.is_late(kind, now), genuine)


def _held(reader: Reader, id: str) -> Holder:
    holder = find(reader, id)
    if holder is None:
        raise NotFound("holder")
    return holder


def _own(node: Node, reader: Reader, id: str) -> Holder:
    holder = _held(reader, id)
    if holder.member != node.member:
        raise NotFound("holder")
    return holder


def _key(secret: str) -> SigningKey:
    try:
        return SigningKey.from_seed("", "receipt", from_b64url(secret, "key", size=SEED_BYTES))
    except Refused:
        raise Refusal("holder.key", "key") from None


def _signed(said: Deletion) -> bytes:
    return RECEIPT + canonical.encode(msgspec.to_builtins(said))
