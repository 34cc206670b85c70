"""Whom an officer compares with: the identity and portrait behind a candidate or a hit, and nothing else of the alert."""

from __future__ import annotations

from msgspec import Struct

from mithaq.app import hits
from mithaq.app.alert_reading import load
from mithaq.app.foreign import just_met
from mithaq.app.issue import require
from mithaq.app.markers import shown as markers_shown
from mithaq.app.node import Actor, Node
from mithaq.app.openings import opened
from mithaq.app.own_say import flags
from mithaq.app.own_say.hidden import is_kept_from_checks
from mithaq.app.ports.store import Reader
from mithaq.app.standing_hits import stands
from mithaq.domain import content as contents
from mithaq.domain.content import Content, Marker
from mithaq.domain.errors import NotFound
from mithaq.domain.hit import Hit
from mithaq.domain.identity import Identity
from mithaq.domain.instant import text
from mithaq.domain.own_say.flag import Standing


class Compared(Struct, frozen=True):
    """A hit with what to compare: the person's `identity`, or the `thing`; both None once the alert was erased.
    `markers`: warnings whose evidence a reviewer has confirmed lately. `flag`: why nobody is arrested on it in this state.
    `stands`: whether the alert may still hold anybody, or the commission or its owner has stopped or ended it since.
    """

    hit: Hit
    identity: Identity | None
    thing: Content | None
    photo: bytes | None
    markers: tuple[Marker, ...] = ()
    flag: Standing | None = None
    stands: bool = True


def portrait(node: Node, actor: Actor, entry: str) -> bytes | None:
    """The picture of a candidate, for the officer whose check met it; None where the alert has none.

    The id of an entry is no secret: it stands in headers, and of one person it is the alert's. So of another member's alert
    the picture is shown within a shift of a check of this officer that met it, and each time leaves a line.
    Raises NotFound for an entry that is not in force or that no check of his met.
    """
    require(node, actor, "check")
    with node.store.read() as reader:
        found = reader.register.entry(entry)
        if found is None or (found.expires_at and found.expires_at <= text(node.now())):
            raise NotFound("entry")
        own = found.owner == node.member
        if is_kept_from_checks(node, reader, found.alert) or not (own or just_met(node, reader, actor, found.alert)):
            raise NotFound("entry")
        picture = _photo(reader, found.alert, _content(reader, entry))
    if picture is not None and not own:
        opened(node, actor, found.alert, counted=False)  # a check shows all its candidates, and had a line of its own
    return picture


def of_hit(node: Node, actor: Actor, id: str) -> Compared:
    """A hit that the actor may read, with what to compare. Raises NotFound."""
    hit = hits.read(node, actor, id)
    with node.store.read() as reader:
        content = _content(reader, hit.entry)
        identity = contents.identity_of(content) if content is not None else None
        portrait, warnings = _photo(reader, hit.alert, content), markers_shown(node, reader, hit.alert, content)
        flag = flags.here(node, reader, hit.alert, hit.owner, hit.kind, content)
        still = stands(load(reader, hit.alert), hit.entry, node.law, node.now())
    if content is not None and hit.owner != node.member:
        opened(node, actor, hit.alert, counted=False)  # a hit has to be dealt with, however many there are
    return Compared(hit, identity, content if identity is None else None, portrait, warnings, flag, still)


def _content(reader: Reader, entry: str) -> Content | None:
    found = reader.register.entry(entry)
    payload = reader.payloads.get(found.payload, found.alert) if found is not None else None
    return contents.decode(payload.body) if payload is not None else None


def _photo(reader: Reader, alert: str, content: Content | None) -> bytes | None:
    identity = contents.identity_of(content) if content is not None else None
    payload = reader.payloads.get(identity.photo, alert) if identity is not None and identity.photo else None
    return payload.body if payload is not None else None
