"""Alerts as this node holds them: the fold, what a version says, and whether an officer may read it at all."""

from __future__ import annotations

from mithaq.app.issue import require_visible
from mithaq.app.node import Actor, Node
from mithaq.app.own_say.hidden import is_kept_from
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.domain import content as contents
from mithaq.domain.access import relation_to
from mithaq.domain.alert import Alert, Version
from mithaq.domain.complete import missing_for
from mithaq.domain.content import Content
from mithaq.domain.errors import NotFound


def visible(node: Node, reader: Reader, actor: Actor, subject: str) -> Alert:
    """The alert, if this actor may read it now. Raises NotFound for foreign, unknown, hidden and unreadable ids alike."""
    alert = load(reader, subject)
    if alert is None or is_kept_from(node, alert):
        raise NotFound("alert")
    require_visible(node, actor, relation_to(node.member, alert.owner), alert.state, subject, read="alert.read")
    return alert


def load(reader: Reader, subject: str) -> Alert | None:
    """The folded alert of that id, if there is one."""
    row = reader.register.fold(subject)
    fold = decode_fold(row) if row is not None else None
    return fold if isinstance(fold, Alert) else None


def content_in(reader: Reader, alert: Alert, version: Version) -> Content | None:
    """What a version of this alert says, if its payload is held here for it."""
    payload = reader.payloads.get(version.payload, alert.id) if version.payload else None
    return contents.decode(payload.body) if payload else None


def missing_in(node: Node, reader: Reader, alert: Alert, version: Version) -> tuple[str, ...]:
    """What the version lacks before it may be approved; a batch was checked object by object when it was drafted."""
    if version.items:
        return ()
    content = content_in(reader, alert, version)
    return ("content",) if content is None else missing_for(content, alert.owner)
