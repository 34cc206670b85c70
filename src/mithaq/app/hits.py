"""From a candidate to a confirmed hit and what the owner may learn of it. Main path, steps 6 and 7.

Everything stays in this node's own log until the bureau releases it: a refuted hit leaves no trace that an owner could
count (law.md, *What the owner learns of a hit*).
"""

from __future__ import annotations

import msgspec

from mithaq.app import child_watch
from mithaq.app.alerts import load
from mithaq.app.candidates import effect_here
from mithaq.app.clearances import was_cleared
from mithaq.app.foreign import just_met
from mithaq.app.issue import Statement, issue, require
from mithaq.app.log import write_line
from mithaq.app.node import Actor, Node, Transaction, node_actor
from mithaq.app.orders import check_not_stopped
from mithaq.app.own_protection import is_protected_here
from mithaq.app.own_say.hidden import is_kept_from_checks
from mithaq.app.ports.rows import HitRow, TaskRow
from mithaq.app.ports.store import Reader
from mithaq.app.standing_hits import LET_GO, stands
from mithaq.domain import hit as hits
from mithaq.domain import sealed
from mithaq.domain.alert import Alert
from mithaq.domain.alert_events import HitReleased
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.domain.hit import Basis, Found, Hit, Reason, Told
from mithaq.domain.instant import Instant, parse, text
from mithaq.domain.law import Kind, Law
from mithaq.domain.retention import is_silent
from mithaq.domain.sealed import SealedLodged

WAITING = ("open", "confirmed")
"""In these states somebody has still to act on a hit."""
EVERY = 10_000_000
_decoder = msgspec.json.Decoder(Hit)


def open_hit(node: Node, actor: Actor, entry: str, held_from: str, told_at: str) -> Hit:
    """A traveller or an object is stopped on this entry. The hold clock runs from `held_from`, an RFC 3339 instant.

    `told_at`: when the person was told reason and time. Raises Refusal ``hit.held_in_future``,
    ``hit.cleared`` where this officer's last check said that the traveller is somebody else, NotFound also where no check
    of his met this entry: ids stand in headers, and an id alone stops nobody and opens nothing.
    """
    require(node, actor, "hit.open")
    since, told = parse(held_from, "held_from"), parse(told_at, "told_at")
    if since > node.now() or told < since:
        raise Refusal("hit.held_in_future", "held_from")
    with node.write() as tx:
        found = tx.store.register.entry(entry)
        if found is None or (found.expires_at and found.expires_at <= text(since)):
            raise NotFound("entry")
        if not just_met(node, tx.store, actor, found.alert) or is_kept_from_checks(node, tx.store, found.alert):
            raise NotFound("entry")  # or hidden since the check: the very answer that an unknown entry gets
        if was_cleared(tx.store, actor, found.id):
            raise Refusal("hit.cleared", "entry")
        hold = hits.hold_until(since, effect_here(node, tx.store, found).hold_hours)
        hit = Hit(
            node.new_id("h"), found.id, found.alert, found.owner, found.kind, actor.id, actor.post,
            text(since), text(told), hold,
        )  # fmt: skip
        _keep(node, tx, actor, "hit.open", hit)
        return hit


def confirm(node: Node, actor: Actor, id: str, basis: Basis) -> Hit:
    """The named officer at that post compared and confirms identity; the bureau gets a task. Raises Refusal
    ``hit.alert_over`` where the alert stands no longer: whoever it is, nobody is held on it.
    """
    with node.write() as tx:
        hit = _at_post(node, tx.store, actor, id, "hit.confirm")
        if not stands(load(tx.store, hit.alert), hit.entry, node.law, node.now()):
            raise Refusal("hit.alert_over", "alert")
        hit = hits.confirmed(hit, actor.id, basis, node.now())
        _keep(node, tx, actor, "hit.confirm", hit)
        tx.store.desk.put_task(TaskRow(node.new_id("t"), "bureau", "hit.release", hit.id, text(node.now())))
        child_watch.begin(node, tx.store, hit)
        return hit


def refute(node: Node, actor: Actor, id: str, reason: Reason) -> Hit:
    """The named officer compared: somebody else; or the alert is over. The traveller goes on; nobody outside learns of it.

    Raises Refusal ``hit.alert_stands`` for the latter while it stands.
    """
    with node.write() as tx:
        hit = _at_post(node, tx.store, actor, id, "hit.refute")
        if reason == hits.OVER and stands(load(tx.store, hit.alert), hit.entry, node.law, node.now()):
            raise Refusal("hit.alert_stands", "reason")
        hit = hits.refuted(hit, actor.id, reason, node.now())
        _keep(node, tx, actor, "hit.refute", hit)
        tx.store.desk.finish_tasks(hit.id, LET_GO, text(node.now()))
        return hit


def release(node: Node, actor: Actor, id: str, reason: str) -> Event:
    """The bureau lets the owner know, for a coded reason that fits the kind. Raises Refusal ``hit.reason``,
    ``hit.not_reviewed``, ``hit.owner_learns_nothing``, ``hit.not_to_be_told`` of whom this state protects itself: nothing
    leaves, as of a hit that is withheld.

    Of an arrest the owner learns state and time. Of anything else he learns that it was found and not where, and our
    journal would say where: so it is lodged with the commission, which passes it on (`app.relay`).
    """
    node.law.ground(reason, "release")
    with node.write() as tx:
        hit = _get(tx.store, id)
        require(node, actor, "hit.release", "own", hit.state)
        kind = node.law.kinds[hit.kind]
        if kind.owner_learns == "nothing":
            raise Refusal("hit.owner_learns_nothing", "kind")
        if reason not in kind.release_reasons.split():
            raise Refusal("hit.reason", "reason")
        alert = load(tx.store, hit.alert)
        check_not_stopped(alert, hit.entry)
        if alert is not None and is_silent(alert, node.now()):
            raise Refusal("alert.stopped", "alert")
        if not is_tellable(alert, hit.entry, node.law, node.now()):
            raise Refusal("hit.not_reviewed", "alert")
        if alert is not None and is_protected_here(node, tx.store, alert, hit.entry):
            raise Refusal("hit.not_to_be_told", "alert")
        # who decided stands in this node's log; a lodgement names its node alone, as little as it can
        who = actor if hits.tells_place(kind.owner_learns) else node_actor(node)
        event = issue(node, tx, who, _statement(node, hit, kind, reason))
        _keep(node, tx, actor, "hit.release", hits.released(hit, actor.id, reason, node.now()))
        tx.store.desk.finish_tasks(hit.id, "hit.release", text(node.now()))
        child_watch.settled(node, tx.store, hit.id)
        return event


def withhold(node: Node, actor: Actor, id: str, reason: str) -> Hit:
    """The bureau decides that the owner never learns of this hit: a protected person, a cleared namesake. It leaves no
    trace outside this node. Raises Refusal ``ground.unknown``.
    """
    node.law.ground(reason, "withhold")
    with node.write() as tx:
        hit = _get(tx.store, id)
        require(node, actor, "hit.withhold", "own", hit.state)
        hit = hits.withheld(hit, actor.id, reason, node.now())
        _keep(node, tx, actor, "hit.withhold", hit)
        tx.store.desk.finish_tasks(hit.id, LET_GO, text(node.now()))
        tx.store.desk.finish_tasks(hit.id, "hit.release", text(node.now()))
        child_watch.settled(node, tx.store, hit.id)
        return hit


def is_tellable(alert: Alert | None, entry: str, law: Law, now: Instant) -> bool:
    """Whether an owner may learn of hits on this entry at all: the alert is in force, its review is complete, nothing stops
    the entry, and its time has not run out: neither its retention, nor that of a hearing which its owner left unanswered.
    """
    version = alert.in_force if alert is not None else None
    return version is not None and version.full and stands(alert, entry, law, now)


def _statement(node: Node, hit: Hit, kind: Kind, reason: str) -> Statement:
    if hits.tells_place(kind.owner_learns):
        told = Told(hit.alert, hit.entry, kind.owner_learns, node.member, hit.decided_at)
        return Statement("hit.released", hit.id, HitReleased(hit.owner, reason), msgspec.json.encode(told))
    found = Found(hit.alert, hit.entry, hit.owner, reason)
    return Statement("sealed.lodged", node.new_id("n"), SealedLodged(), sealed.encode(found))


def listed(node: Node, actor: Actor, states: tuple[str, ...] = ()) -> list[Hit]:
    """The hits of the officer's post; the bureau sees those of all posts of its state. All that somebody has still to act
    on, and of the others the newest; newest first.
    """
    require(node, actor, "hit.list")
    post = actor.post if actor.role == "border" else ""
    waiting = tuple(one for one in WAITING if not states or one in states)
    with node.store.read() as reader:
        rows = reader.desk.hits(states=waiting, post=post, limit=EVERY) if waiting else []
        known = {row.id for row in rows}
        if not states or set(states) - set(WAITING):
            rows += [row for row in reader.desk.hits(states=states, post=post) if row.id not in known]
    newest = sorted(rows, key=lambda row: (row.opened_at, row.id), reverse=True)
    return [_decoder.decode(row.fold) for row in newest]


def read(node: Node, actor: Actor, id: str) -> Hit:
    """One hit of this state. A border officer sees those of the own post only. Raises NotFound."""
    with node.store.read() as reader:
        hit = _get(reader, id)
    if not node.law.access.allows("hit.read", actor.role, node.kind, "own", hit.state):
        raise NotFound("hit")
    if actor.role == "border" and hit.post != actor.post:
        raise NotFound("hit")
    return hit


def _at_post(node: Node, reader: Reader, actor: Actor, id: str, action: str) -> Hit:
    hit = _get(reader, id)
    if hit.post != actor.post:
        raise NotFound("hit")
    if hit.state != "open":
        raise Refusal("hit.not_open", "state")
    require(node, actor, action, "own", hit.state)
    return hit


def _get(reader: Reader, id: str) -> Hit:
    row = reader.desk.hit(id)
    if row is None:
        raise NotFound("hit")
    return _decoder.decode(row.fold)


def _keep(node: Node, tx: Transaction, actor: Actor, action: str, hit: Hit) -> None:
    tx.store.desk.put_hit(HitRow(hit.id, hit.alert, hit.state, hit.post, hit.held_from, msgspec.json.encode(hit)))
    write_line(node, tx.store.desk, actor, action, reference=hit.id, secret=hit)
