"""No second urgent alert on one person by one owner within the time of the house rule ``urgent_again`` (law.md, *Urgent*).

Who the person is stands in the payload, which is erased when the alert is. So the Secretariat's node keeps, for itself
alone, keyed hashes of what tells the person from others, with the time of the first yes. They say nothing to whoever
does not hold the node's key, outlive the erasure, and lapse with the time.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator

from mithaq.app.alerts import content_in
from mithaq.app.node import Node, Transaction
from mithaq.domain.alert import Alert
from mithaq.domain.content import identity_of
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Identity, PersonName
from mithaq.domain.instant import text
from mithaq.domain.message.clocks import due_at
from mithaq.domain.review.steps import under_review
from mithaq.names.fold import NameRefused, fold

RULE = "urgent_again"
MIN_WORDS = 3  # of a name: two names and a year are shared by too many
_NO_SIGN = re.compile(r"[^0-9a-z\u0621-\u064a]")


def check(node: Node, tx: Transaction, alert: Alert) -> None:
    """Raises Refusal ``urgent.again`` if another urgent alert of this owner on this person had its yes within the time."""
    for mark in _marks(node, tx, alert):
        of, _, until = (tx.store.desk.meta(mark) or "").partition(" ")
        if of and of != alert.id and text(node.now()) < until:
            raise Refusal("urgent.again", "urgent")


def remember(node: Node, tx: Transaction, alert: Alert) -> None:
    """The first yes to an urgent alert counts for its person."""
    now = text(node.now())
    for mark in _marks(node, tx, alert):
        of = (tx.store.desk.meta(mark) or "").partition(" ")[0]
        if of != alert.id:
            tx.store.desk.put_meta(mark, f"{alert.id} {due_at(node.law, RULE, node.member, now)}")


def _marks(node: Node, tx: Transaction, alert: Alert) -> Iterator[str]:
    version = under_review(alert)
    content = content_in(tx.store, alert, version) if version is not None and version.urgent else None
    identity = identity_of(content) if content is not None else None
    if identity is not None:
        for datum in sorted(set(data(identity))):
            yield mark_of(node, alert.owner, datum)


def mark_of(node: Node, owner: str, datum: str) -> str:
    """Under which name one datum of a person is remembered for one owner: a hash under the node's own key."""
    key = hmac.new(node.log_secret, f"urgent\n{owner}\n{datum}".encode(), hashlib.sha256)
    return f"urgent.{key.hexdigest()}"


def data(identity: Identity) -> Iterator[str]:
    """What tells this person from others, in one spelling: each number, and each name with each date of birth."""
    numbers = (identity.national_number, identity.register_entry, *(paper.number for paper in identity.documents))
    for number in numbers:
        if found := _plain(number):
            yield f"number {found}"
    for words in filter(None, map(_words, identity.names)):
        yield from (f"name {words} {birth.year}" for birth in identity.births)


def _words(name: PersonName) -> str:
    """The words of a name in one spelling and order; empty for one that is too short to tell a person from others."""
    try:
        words = sorted(fold(name.full).split())
    except NameRefused:
        return ""
    return " ".join(words) if len(words) >= MIN_WORDS else ""


def _plain(number: str) -> str:
    return _NO_SIGN.sub("", number.casefold())
