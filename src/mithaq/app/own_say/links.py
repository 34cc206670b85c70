"""Linking alerts on one person: an owner's word about his alert and another's. It informs; it moves no effect.

Relatives are never linked: the node compares what both alerts say, and refuses where they may be two people.
"""

from __future__ import annotations

from msgspec import Struct

from mithaq.app.alert_reading import content_in, load, visible
from mithaq.app.alerts import said
from mithaq.app.alike import contradictions
from mithaq.app.findable import findable
from mithaq.app.foreign import check_met
from mithaq.app.issue import Statement, require
from mithaq.app.node import Actor, Node, Transaction
from mithaq.app.ports.store import Reader
from mithaq.app.screening_known import same
from mithaq.domain.access import relation_to
from mithaq.domain.alert import Alert
from mithaq.domain.audience import readers
from mithaq.domain.content import Content, identity_of
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.domain.own_say import links
from mithaq.domain.own_say.events import Basis, LinkMade, LinkUndone
from mithaq.search.evidence_of import explain
from mithaq.search.person import SearchPerson
from mithaq.search.query import PersonQuery

ANOTHER = frozenset({"name.contradicts", "parts.conflict"})
"""What brothers show: the names of fathers agree, the given name does not. A search forgives that; a link does not."""


class Linked(Struct, frozen=True):
    """Another alert on the same person, as whoever may read both sees it."""

    alert: str
    owner: str
    kind: str
    by: str
    at: str
    basis: str


def make(node: Node, actor: Actor, subject: str, other: str, basis: Basis) -> Event:
    """The owner links his alert with another on the same person. Both show it.

    Raises NotFound for an alert that the actor may not read or has not met, Refusal ``link.not_linkable``,
    ``link.audience`` where not the same members may read both, ``link.other_person`` where what they say may be two
    people, ``link.stands``.
    """
    with node.write() as tx:
        own = _own(node, tx, actor, "link.made", subject)
        theirs = visible(node, tx.store, actor, other)
        check_met(node, tx.store, actor, theirs)  # else a refusal would tell of anybody's alert whom it is about
        if own.id == theirs.id or not all(links.linkable(one, node.law) for one in (own, theirs)):
            raise Refusal("link.not_linkable", "other")
        if _readers(node, own) != _readers(node, theirs):
            raise Refusal("link.audience", "other")
        if not is_one_person(node, _content(tx.store, own), _content(tx.store, theirs)):
            raise Refusal("link.other_person", "other")
        return said(node, tx, actor, Statement("link.made", subject, LinkMade(other, basis)))


def undo(node: Node, actor: Actor, subject: str, other: str) -> Event:
    """The owner of either alert undoes their link; `subject` is his own. Raises NotFound, Refusal ``link.none``."""
    with node.write() as tx:
        own = _own(node, tx, actor, "link.undone", subject)
        theirs = load(tx.store, other)
        if theirs is None or links.stands(own, theirs) is None:
            raise Refusal("link.none", "other")
        return said(node, tx, actor, Statement("link.undone", subject, LinkUndone(other)))


def of_alert(node: Node, actor: Actor, subject: str) -> tuple[Linked, ...]:
    """The alerts that are linked with this one, as far as the actor may read them. Raises NotFound for this one."""
    with node.store.read() as reader:
        alert = visible(node, reader, actor, subject)
        found = standing(reader, alert)
        return tuple(one for one in found if _may_read(node, reader, actor, one.alert))


def standing(reader: Reader, alert: Alert) -> tuple[Linked, ...]:
    """Every link of this alert that stands."""
    found = []
    for id in links.named(alert):
        other = load(reader, id)
        link = links.stands(alert, other) if other is not None else None
        if other is not None and link is not None:
            found.append(Linked(other.id, other.owner, other.kind, link.by, link.at, link.basis))
    return tuple(found)


def is_one_person(node: Node, one: Content | None, other: Content | None) -> bool:
    """Whether both say so much of the same person that no relative fits: every part of the names, birth and sex.

    A shared number alone is not enough: a father's register entry stands in his children's papers too.
    """
    left = identity_of(one) if one is not None else None
    right = identity_of(other) if other is not None else None
    if one is None or other is None or left is None or right is None or contradictions(left, right):
        return False
    if not same(node.scales, one, other):
        return False
    person = findable(0, other)
    query = PersonQuery(name="; ".join(name.full for name in left.names))
    lines = explain(query, person, node.scales).lines if isinstance(person, SearchPerson) else ()
    return bool(lines) and not any(line.code in ANOTHER for line in lines)


def _own(node: Node, tx: Transaction, actor: Actor, action: str, subject: str) -> Alert:
    alert = visible(node, tx.store, actor, subject)
    require(node, actor, action, relation_to(node.member, alert.owner), alert.state)
    if alert.owner != node.member:
        raise Refusal("alert.not_owner", "subject")
    return alert


def _readers(node: Node, alert: Alert) -> frozenset[str]:
    """Who may read what is in force, its owner aside: both owners read both."""
    return readers(alert, alert.current, node.law) if alert.current is not None else frozenset()


def _content(reader: Reader, alert: Alert) -> Content | None:
    return content_in(reader, alert, alert.current) if alert.current is not None else None


def _may_read(node: Node, reader: Reader, actor: Actor, id: str) -> bool:
    try:
        visible(node, reader, actor, id)
    except NotFound:
        return False
    return True
