"""Warnings to the posts: asked for by the owner, shown only while a reviewer's word on the evidence is fresh.

*Terrorism*, *armed* and *dangerous* decide how officers meet a person. Nobody reads them on an owner's word alone.
"""

from __future__ import annotations

from mithaq.app.alert_reading import content_in, load, visible
from mithaq.app.issue import Statement, issue, require
from mithaq.app.node import Actor, Node
from mithaq.app.ports.store import Reader
from mithaq.domain.access import relation_to
from mithaq.domain.alert import Alert
from mithaq.domain.alert_events import MarkerConfirmed
from mithaq.domain.content import Content, Marker, Wanted
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.domain.instant import text
from mithaq.domain.message.clocks import due_at

RULE = "marker_fresh"


def confirm(node: Node, actor: Actor, subject: str, content: str, marker: str) -> Event:
    """A reviewer has seen the evidence for this warning. Raises Refusal ``marker.not_asked``, ``marker.no_evidence``,
    ``review.nationality``, ``alert.other_content``.
    """
    with node.write() as tx:
        alert = visible(node, tx.store, actor, subject)
        require(node, actor, "marker.confirmed", relation_to(node.member, alert.owner), alert.state)
        said = _said(tx.store, alert, content)
        asked = next((one for one in said.markers if one == marker), None) if said is not None else None
        if said is None or asked is None:
            raise Refusal("marker.not_asked", "marker")
        if not said.marker_evidence.strip():
            raise Refusal("marker.no_evidence", "marker")
        if not actor.nationality:
            raise Refusal("review.nationality", "nationality")
        body = MarkerConfirmed(content, actor.nationality, asked)
        event = issue(node, tx, actor, Statement("marker.confirmed", subject, body))
        fold = tx.projection.fold(subject)
        for hash, code in fold.voids if isinstance(fold, Alert) else ():
            if hash == event.hash:
                raise Refusal(code, "marker.confirmed")
        return event


def shown(node: Node, reader: Reader, id: str, content: Content | None) -> tuple[Marker, ...]:
    """The warnings that a post sees now: asked for in the version in force, confirmed for it, and fresh."""
    if not isinstance(content, Wanted) or not content.markers:
        return ()
    alert = load(reader, id)
    current = alert.current if alert is not None else None
    if alert is None or current is None:
        return ()
    now = text(node.now())
    ends = {marker: due_at(node.law, RULE, alert.owner, at) for marker, at in current.markers.items()}
    return tuple(one for one in content.markers if now < ends.get(one, ""))


def _said(reader: Reader, alert: Alert, content: str) -> Wanted | None:
    for version in (alert.pending, alert.current):
        if version is not None and version.content == content:
            said = content_in(reader, alert, version)
            return said if isinstance(said, Wanted) else None
    raise Refusal("alert.other_content", "content")
