"""The owner's side of an alert: draft, approve, amend, circulate, discontinue. Main path, steps 1, 3 and 14."""

from __future__ import annotations

from collections.abc import Sequence

from mithaq.app import screening
from mithaq.app.alert_reading import content_in, load, missing_in, visible
from mithaq.app.issue import Statement, cite, issue, require
from mithaq.app.log import write_line
from mithaq.app.node import Actor, Node, Transaction
from mithaq.app.ports.store import Reader
from mithaq.app.registry import event_of
from mithaq.app.replaced import PHOTO
from mithaq.domain import content as contents
from mithaq.domain.access import relation_to
from mithaq.domain.alert import Alert, Version
from mithaq.domain.alert_events import (
    AlertAmended,
    AlertApproved,
    AlertCirculated,
    AlertDiscontinued,
    AlertDrafted,
)
from mithaq.domain.complete import missing_for
from mithaq.domain.content import Content
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Cite, Event
from mithaq.domain.instant import text
from mithaq.domain.review.urgent import USE as URGENT
from mithaq.domain.review.urgent import latest_end
from mithaq.journal.header import MAX_ITEMS
from mithaq.journal.payload import Payload, commit

MAX_PHOTO_BYTES = 200 * 1024  # a portrait for a post's screen; larger pictures slow the line that needs it most
UNATTACHED = "x-unattached"
_PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def draft(
    node: Node,
    actor: Actor,
    kind: str,
    content: Content,
    *,
    chosen: Sequence[str] = (),
    urgent: str = "",
) -> Event:
    """Write down a first version (step 1). `urgent`: the coded ground for which it is, such as ``danger_to_life``.

    Raises Refusal for content that is not valid, ``alert.urgent_kind``, ``ground.unknown``, Forbidden.
    """
    require(node, actor, "alert.drafted")
    _check_kind(node, kind, content, chosen)
    row, now = node.law.kind(kind), node.now()
    if urgent and not row.urgent_hours:
        raise Refusal("alert.urgent_kind", "urgent")
    because = node.law.ground(urgent, URGENT).code if urgent else ""
    expires = text(latest_end(now, row, node.law)) if urgent else ""
    body = AlertDrafted(
        kind=kind,  # type: ignore[arg-type]  # checked against kinds.csv above
        chosen=tuple(chosen), urgent=bool(urgent), because=because, expires_at=expires,
    )  # fmt: skip
    with node.write() as tx:
        subject = node.new_id("a")
        _attach_photo(tx, content, subject)
        return issue(node, tx, actor, Statement("alert.drafted", subject, body, contents.encode(content)))


def draft_batch(
    node: Node, actor: Actor, kind: str, objects: Sequence[Content], *, file: str = "", local: bool = False
) -> Event:
    """Write down up to 1,000 objects, or notices of one list, under one envelope; each is erasable on its own."""
    require(node, actor, "alert.drafted")
    if not 1 <= len(objects) <= MAX_ITEMS:
        raise Refusal("batch.size", "items")
    if node.law.kind(kind).person and kind != "sanctions":
        raise Refusal("batch.persons", "kind")
    for content in objects:
        _check_kind(node, kind, content, (), local=local)
        if missing := missing_for(content, node.member):
            raise Refusal("alert.incomplete", "items", missing=missing)
    body = AlertDrafted(kind=kind, file=file, local=local)  # type: ignore[arg-type]  # checked against kinds.csv above
    items = tuple((node.new_id("i"), contents.encode(content)) for content in objects)
    with node.write() as tx:
        return issue(node, tx, actor, Statement("alert.drafted", node.new_id("b"), body, items=items))


def amend(node: Node, actor: Actor, subject: str, content: Content, *, chosen: Sequence[str] = ()) -> Event:
    """Propose a new version; it takes effect once it is approved, reviewed and circulated again."""
    with node.write() as tx:
        alert = _own(node, tx.store, actor, "alert.amended", subject)
        _check_kind(node, alert.kind, content, chosen)
        _attach_photo(tx, content, subject)
        statement = Statement("alert.amended", subject, AlertAmended(tuple(chosen)), contents.encode(content))
        return said(node, tx, actor, statement)


def approve(node: Node, actor: Actor, subject: str, content: str) -> Event:
    """Stand behind exactly this content, as a second person of another authority (four eyes).

    `content` is the hash that the approver saw. Raises Refusal ``alert.other_content`` if the draft has changed since,
    ``alert.incomplete`` with what is missing, ``screening.stopped`` with the rules, ``approval.same_person``,
    ``approval.same_authority``.
    """
    screened = screening.newly(node, subject, content)
    if screened is not None and screened.stops:
        with node.store.read() as reader:
            _own(node, reader, actor, "alert.approved", subject)
        # The refusal names rules, and some of them speak of other states' alerts.
        screening.asked(node, actor, subject, content)
    with node.write() as tx:
        alert = _own(node, tx.store, actor, "alert.approved", subject)
        version = _pending(alert, content)
        if missing := missing_in(node, tx.store, alert, version):
            raise Refusal("alert.incomplete", "content", missing=missing)
        screening.check_submission(screened)
        return said(node, tx, actor, Statement("alert.approved", subject, AlertApproved(content)))


def circulate(node: Node, actor: Actor, subject: str) -> Event:
    """Publish what was reviewed, citing the reviews: from here every node may fetch it (step 3)."""
    with node.write() as tx:
        alert = _own(node, tx.store, actor, "alert.circulated", subject)
        version = alert.newest
        if version is None:
            raise Refusal("alert.not_reviewed", "state")
        cites = reviews_of(tx.store, subject, version.content)
        statement = Statement("alert.circulated", subject, AlertCirculated(version.content), cites=cites)
        return said(node, tx, actor, statement)


def discontinue(node: Node, actor: Actor, subject: str, reason: str, items: Sequence[str] = ()) -> Event:
    """كف البحث: withdraw the alert on every node, for a coded reason (step 14)."""
    node.law.ground(reason, "discontinue")
    with node.write() as tx:
        _own(node, tx.store, actor, "alert.discontinued", subject)
        statement = Statement("alert.discontinued", subject, AlertDiscontinued(reason, tuple(items)))
        return said(node, tx, actor, statement)


def add_photo(node: Node, actor: Actor, picture: bytes) -> str:
    """Keep a PNG or JPEG portrait and return the commitment that an identity names as its `photo`.

    Raises Forbidden, Refusal ``photo.too_large``, ``photo.type``, and those of the scan for a picture that is not whole.
    """
    require(node, actor, "photo.attach")
    if len(picture) > MAX_PHOTO_BYTES:
        raise Refusal("photo.too_large", "photo")
    picture_type(picture)
    node.scan(picture)
    payload = Payload(node.entropy.token(16), picture)
    hash = commit(payload)
    with node.write() as tx:
        tx.store.payloads.put(hash, payload, UNATTACHED, PHOTO)
        write_line(node, tx.store.desk, actor, "photo.attach", reference=hash)
    return hash


def picture_type(picture: bytes) -> str:
    """The media type, sniffed from the first bytes, never believed from a name. Raises Refusal ``photo.type``."""
    for magic, media_type in _PICTURES.items():
        if picture.startswith(magic):
            return media_type
    raise Refusal("photo.type", "photo")


def reviews_of(reader: Reader, subject: str, content: str) -> tuple[Cite, ...]:
    """Citations of the reviews that accepted this content."""
    found = []
    for stored in reader.journal.about(subject):
        event = event_of(stored.envelope) if stored.applied else None
        if event is None or not event.type.startswith("review."):
            continue
        listed = {row.content for row in getattr(event.body, "alerts", ()) if row.id == subject}
        if content in listed or getattr(event.body, "content", "") == content:
            found.append(cite(event))
    return tuple(found)


def _own(node: Node, reader: Reader, actor: Actor, action: str, subject: str) -> Alert:
    alert = visible(node, reader, actor, subject)
    require(node, actor, action, relation_to(node.member, alert.owner), alert.state)
    return alert


def _pending(alert: Alert, content: str) -> Version:
    if alert.pending is None or alert.pending.content != content:
        raise Refusal("alert.other_content", "content")
    return alert.pending


def said(node: Node, tx: Transaction, actor: Actor, statement: Statement) -> Event:
    """Issue, and refuse with the fold's own code if the statement would be void: nothing void is ever signed here."""
    event = issue(node, tx, actor, statement)
    fold = tx.projection.fold(statement.subject)
    for hash, code in fold.voids if isinstance(fold, Alert) else ():
        if hash == event.hash:
            raise Refusal(code, statement.type)
    return event


def _check_kind(node: Node, kind: str, content: Content, chosen: Sequence[str], *, local: bool = False) -> None:
    row = node.law.kind(kind)
    if content.__struct_config__.tag != row.content:
        raise Refusal("alert.content_kind", "kind")
    if row.owner != node.kind and not local:
        raise Refusal("alert.owner_kind", "kind")
    for member in chosen:
        node.law.member_kind(member)
    contents.check(content)


def _attach_photo(tx: Transaction, content: Content, subject: str) -> None:
    identity = contents.identity_of(content)
    if identity is None or not identity.photo:
        return
    if tx.store.payloads.of(subject).get(identity.photo) == PHOTO:
        return
    if tx.store.payloads.of(UNATTACHED).get(identity.photo) != PHOTO:
        raise Refusal("photo.unknown", "identity.photo")
    tx.store.payloads.move(identity.photo, UNATTACHED, subject)


__all__ = [
    "MAX_PHOTO_BYTES", "UNATTACHED", "add_photo", "amend", "approve", "circulate", "content_in", "discontinue", "draft",
    "draft_batch", "load", "missing_in", "picture_type", "reviews_of", "visible",
]  # fmt: skip
