"""Flags (إشارة عدم التنفيذ): in this state nobody is arrested on the alert, and its posts locate only (law.md, *Flag*).

A flag on one person is a row of this node and nothing else: no statement, no line in the look-up log (whose size is
published each hour), no chance drawn for its id. So two nodes, one of which has set it, write the very same journal.
"""

from __future__ import annotations

import hashlib

from msgspec import Struct

from mithaq.app.alert_reading import content_in, load, visible
from mithaq.app.foreign import check_met
from mithaq.app.issue import Statement, issue, require
from mithaq.app.log import claim
from mithaq.app.node import Actor, Node
from mithaq.app.ports.store import Reader, Writer
from mithaq.app.project import FLAG, decode_fold
from mithaq.domain.alert import Alert
from mithaq.domain.content import Content
from mithaq.domain.errors import NotFound, Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import text
from mithaq.domain.own_say import flag as flags
from mithaq.domain.own_say.events import FlagPublished, FlagWithdrawn
from mithaq.domain.own_say.flag import LocalFlag, PublishedFlag, Standing

EVERY = 1_000_000
_SET_IN = "flags.set."
ASKS_ARREST = "wanted"  # the one kind of alert on which anybody is arrested


class Flagged(Struct, frozen=True):
    """The flags of this state on single alerts, newest first."""

    flags: tuple[LocalFlag, ...]


def set_flag(node: Node, actor: Actor, alert: str, ground: str) -> LocalFlag:
    """The state's own bureau or prosecutor says, for a coded reason: not executed here. Nobody outside learns of it.

    Raises Forbidden, NotFound for an alert that the officer has not met, Refusal ``ground.unknown``, ``flag.kind``,
    ``flag.stands``.
    """
    require(node, actor, "flag.set")
    node.law.ground(ground, "flag")
    with node.write() as tx:
        fold = visible(node, tx.store, actor, alert)
        check_met(node, tx.store, actor, fold)
        if fold.kind != ASKS_ARREST or fold.owner == node.member:
            raise Refusal("flag.kind", "alert")
        known = tx.store.desk.flags_of(alert)
        if any(not one.lifted_at for one in known):
            raise Refusal("flag.stands", "alert")
        flag = LocalFlag(_id(alert, len(known)), alert, ground, actor.id, actor.post, text(node.now()))
        claim(tx.store.desk, actor, flag.id, flag.at)
        _count_up(tx.store, flag.at[:4])
        tx.store.desk.put_flag(flag)
        return flag


def lift_flag(node: Node, actor: Actor, alert: str, ground: str) -> LocalFlag:
    """The state lifts its flag, for a coded reason. Raises Forbidden, Refusal ``ground.unknown``, ``flag.none``."""
    require(node, actor, "flag.lift")
    node.law.ground(ground, "unflag")
    with node.write() as tx:
        flag = next((one for one in tx.store.desk.flags_of(alert) if not one.lifted_at), None)
        if flag is None:
            raise Refusal("flag.none", "alert")
        lifted = flags.lifted(flag, actor.id, text(node.now()), ground)
        claim(tx.store.desk, actor, lifted.id, lifted.lifted_at)
        tx.store.desk.put_flag(lifted)
        return lifted


def listed(node: Node, actor: Actor) -> Flagged:
    """Every flag of this state on one alert, lifted ones too. Raises Forbidden."""
    require(node, actor, "flag.list")
    with node.store.read() as reader:
        return Flagged(tuple(reader.desk.flags()))


def publish(node: Node, actor: Actor, covers: str) -> Event:
    """Publish a flag for a class of cases; every node learns of it. Raises Forbidden, Refusal ``flag.class``,
    ``flag.stands``.
    """
    require(node, actor, "flag.published")
    if covers not in node.law.own_say.classes:
        raise Refusal("flag.class", "covers")
    with node.write() as tx:
        if any(one.member == node.member and one.covers == covers for one in published(tx.store)):
            raise Refusal("flag.stands", "covers")
        return issue(node, tx, actor, Statement("flag.published", node.new_id("n"), FlagPublished(covers)))


def withdraw(node: Node, actor: Actor, subject: str) -> Event:
    """Withdraw a published flag of this state. Raises NotFound where none such stands."""
    require(node, actor, "flag.withdrawn")
    with node.write() as tx:
        if not any(one.id == subject and one.member == node.member for one in published(tx.store)):
            raise NotFound("flag")
        return issue(node, tx, actor, Statement("flag.withdrawn", subject, FlagWithdrawn()))


def classes(node: Node, actor: Actor) -> tuple[PublishedFlag, ...]:
    """The published flags of all states that stand, as this node knows them. Raises Forbidden."""
    require(node, actor, "flag.classes")
    with node.store.read() as reader:
        return published(reader)


def published(reader: Reader, member: str = "") -> tuple[PublishedFlag, ...]:
    """The published flags that stand, of one state or of all, by state and class."""
    folds = (decode_fold(row) for row in reader.register.folds("bond", member=member, kind=FLAG, limit=EVERY))
    found = (fold for fold in folds if isinstance(fold, PublishedFlag) and not fold.withdrawn_at)
    return tuple(sorted(found, key=lambda one: (one.member, one.covers, one.id)))


def here(node: Node, reader: Reader, alert: str, owner: str, kind: str, content: Content | None) -> Standing | None:
    """Why nobody is arrested on this alert in this state: its flag on this person, or a class that it has published. Its own
    alerts are its own affair.
    """
    if kind != ASKS_ARREST or owner == node.member:
        return None
    flag = next((one for one in reader.desk.flags_of(alert) if not one.lifted_at), None)
    if flag is not None:
        return Standing(ground=flag.ground)
    covers = (
        flags.covering(published(reader, node.member), node.member, content, node.law) if content is not None else ""
    )
    return Standing(covers=covers) if covers else None


def on(node: Node, reader: Reader, id: str) -> Standing | None:
    """The same for an alert by its id, in the version that is in force here."""
    alert = load(reader, id)
    if alert is None or alert.current is None:
        return None
    return here(node, reader, id, alert.owner, alert.kind, content_in(reader, alert, alert.current))


def check_not_flagged(node: Node, reader: Reader, id: str) -> None:
    """Raises Refusal ``alert.flagged``: this state has said that it arrests nobody on it. The flag is lifted first."""
    if on(node, reader, id) is not None:
        raise Refusal("alert.flagged", "alert")


def states_that_locate_only(reader: Reader, node: Node, alert: Alert, content: Content | None) -> dict[str, str]:
    """The states whose published flags cover this alert, each with the class: its owner may know before he asks."""
    if content is None or alert.kind != ASKS_ARREST:
        return {}
    every = published(reader)
    found = {state: flags.covering(every, state, content, node.law) for state in {one.member for one in every}}
    return {state: covers for state, covers in sorted(found.items()) if covers}


def set_in(reader: Reader, year: str) -> int:
    """How many flags on one person this state set in that year, also those whose row went with an erased alert: the count
    remembers none of them.
    """
    kept = reader.desk.meta(_SET_IN + year)
    return int(kept) if kept else sum(one.at[:4] == year for one in reader.desk.flags())


def _count_up(tx: Writer, year: str) -> None:
    tx.desk.put_meta(_SET_IN + year, str(set_in(tx, year) + 1))


def _id(alert: str, number: int) -> str:
    return f"f-{hashlib.sha256(f'{alert} {number}'.encode()).hexdigest()[:24]}"
