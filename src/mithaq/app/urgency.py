"""No second urgent alert on one person by one owner within the time of the house rule ``urgent_again`` (law.md, *Urgent*).

Who the person is stands in the payload, which is erased when the alert is. So the Secretariat's node keeps, for itself
alone, keyed digests of what tells the person from others, with the time of the first yes: those by which the commission's
shield meets a person again (`app.shield.forms`), so that a shorter name without numbers is no other person. They say nothing
to whoever does not hold the node's key, outlive the erasure, and lapse with the time.
"""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Iterable

import msgspec
from msgspec import Struct

from mithaq.app.alerts import content_in
from mithaq.app.node import Node, Transaction
from mithaq.app.shield import forms
from mithaq.app.shield.forms import Source
from mithaq.domain.alert import Alert
from mithaq.domain.content import Wanted, identity_of
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Identity
from mithaq.domain.instant import text
from mithaq.domain.message.clocks import due_at
from mithaq.domain.review.steps import under_review
from mithaq.search.exact import normal_document

RULE = "urgent_again"
TELLS = frozenset({"document", "warrant", "name_and_birth", "name"})
"""For which reasons of the shield somebody counts as the same. Two people of one name may act on one day."""


class Mark(Struct, frozen=True):
    """Under one digest: which alert had it, of how many parts its shortest name is, and until when it counts."""

    alert: str
    parts: int
    until: str


_decoder = msgspec.json.Decoder(tuple[Mark, ...])


def check(node: Node, tx: Transaction, alert: Alert) -> None:
    """Raises Refusal ``urgent.again`` if another urgent alert of this owner on this person had its yes within the time."""
    source = _source(tx, alert)
    if source is None:
        return
    asked = forms.asked(source, secret_of(node, alert.owner))
    hits: dict[str, list[bytes]] = defaultdict(list)
    parts: dict[str, int] = {}
    for key in asked:
        for mark in _counting(node, tx, key):
            hits[mark.alert].append(key)
            parts[mark.alert] = mark.parts
    lengths = forms.lengths(source)
    for other, keys in hits.items():
        if other != alert.id and TELLS.intersection(forms.met(asked, keys, parts[other], lengths)):
            raise Refusal("urgent.again", "urgent")


def remember(node: Node, tx: Transaction, alert: Alert) -> None:
    """The first yes to an urgent alert counts for its person."""
    source = _source(tx, alert)
    if source is None:
        return
    kept = forms.kept(source, secret_of(node, alert.owner))
    mark = Mark(alert.id, kept.parts, due_at(node.law, RULE, node.member, text(node.now())))
    for key in kept.keys:
        before = _counting(node, tx, key)
        if all(one.alert != alert.id for one in before):
            _put(tx, key, (*before, mark))


def source_of(identity: Identity, content: Wanted | None = None) -> Source:
    """What of an urgent alert tells its person from others: names with births, all numbers, and the warrant."""
    entry = normal_document(identity.register_entry)
    return Source(identity, entry, content.warrant if content is not None else None)


def secret_of(node: Node, owner: str) -> bytes:
    """The key of the digests of one owner's urgent alerts, under this node's own."""
    return hmac.digest(node.log_secret, f"mithaq urgent 1 {owner}".encode(), "sha256")


def name_of(key: bytes) -> str:
    """Under which name a digest is kept."""
    return f"urgent.{key.hex()}"


def _source(tx: Transaction, alert: Alert) -> Source | None:
    version = under_review(alert)
    content = content_in(tx.store, alert, version) if version is not None and version.urgent else None
    identity = identity_of(content) if content is not None else None
    return source_of(identity, content if isinstance(content, Wanted) else None) if identity is not None else None


def _counting(node: Node, tx: Transaction, key: bytes) -> tuple[Mark, ...]:
    """What is kept under this digest and has not lapsed."""
    raw = tx.store.desk.meta(name_of(key))
    now = text(node.now())
    return tuple(one for one in _decoder.decode(raw) if now < one.until) if raw else ()


def _put(tx: Transaction, key: bytes, marks: Iterable[Mark]) -> None:
    tx.store.desk.put_meta(name_of(key), msgspec.json.encode(tuple(marks)).decode())
