"""What ends: the roster, the keys, the certificates of the document seal and of the line to NATS, the last backup."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509

from mithaq.app.condition import Condition
from mithaq.app.node import Node
from mithaq.documents.certificate import vouched
from mithaq.domain.instant import Instant, parse
from mithaq.home.doctor.finding import Finding, Said, above, below
from mithaq.home.serving import serving
from mithaq.journal.errors import Refused
from mithaq.journal.grammar import from_moment
from mithaq.ops import settings

LOOK_DAYS, ACT_DAYS = 60, 30
"""A version of the roster goes round as a file to a quorum; that took weeks wherever states had to sign something."""

FAR = 36_500
"""Days after which an end is none: such certificates end with their key (RFC 5280, 4.1.2.5)."""

BACKUP_LOOK_H, BACKUP_ACT_H = 36, 7 * 24
"""The timer in deploy/ makes one a day."""


def ending(node: Node, home: Path, found: Condition) -> Iterator[Finding]:
    """The findings on what has an end."""
    now = node.now()
    yield _end("expiry.roster", from_moment(node.trust.now.document.expires), now)
    yield _key(node)
    yield from _seal(node, home, now)
    tls = settings.nats_tls() or Path(serving(home).tls or "/nonexistent")
    for file in (tls / "ca.pem", tls / f"{node.member}.pem"):
        if file.exists():
            yield _certificate("expiry.nats", file, now)
    yield _backup(found, now)


def _end(code: str, at: datetime, now: Instant, file: str = "") -> Finding:
    left = (at - now) // timedelta(days=1)
    said: dict[str, Said] = {"file": file} if file else {}
    return Finding(code, below(left, LOOK_DAYS, ACT_DAYS), said | ({"days": left} if left < FAR else {}))


def _key(node: Node) -> Finding:
    """Whether the key that signs here is the one that the roster lists for this member, and is in force."""
    try:
        current = node.roster.entry(node.member).current_key
    except Refused:
        return Finding("expiry.key", "act", {"key": node.key.key_id})
    good = current.key_id == node.key.key_id and current.until_seq is None and current.revoked_from is None
    return Finding("expiry.key", "ok" if good else "act", {"key": node.key.key_id})


def _seal(node: Node, home: Path, now: Instant) -> Iterator[Finding]:
    file = home / "keys" / "document.crt"
    try:
        leaf, issuer = x509.load_pem_x509_certificates(file.read_bytes())
    except (OSError, ValueError):
        yield Finding("expiry.seal", "act", {"file": file.name})
        return
    keys = node.roster.entry(node.member).keys
    known = any(vouched(leaf, issuer, key.public_bytes) for key in keys if key.revoked_from is None)
    found = _end("expiry.seal", min(leaf.not_valid_after_utc, issuer.not_valid_after_utc), now, file.name)
    yield found if known else Finding("expiry.seal", "act", found.said)


def _certificate(code: str, file: Path, now: Instant) -> Finding:
    try:
        ends = min(one.not_valid_after_utc for one in x509.load_pem_x509_certificates(file.read_bytes()))
    except (OSError, ValueError):
        return Finding(code, "act", {"file": file.name})
    return _end(code, ends.astimezone(UTC), now, file.name)


def _backup(found: Condition, now: Instant) -> Finding:
    if not found.backup_at:
        return Finding("backup.age", "act")
    hours = round((now - parse(found.backup_at)) / timedelta(hours=1), 1)
    left = (parse(found.backup_ends_at) - now) // timedelta(days=1)
    return Finding("backup.age", above(hours, BACKUP_LOOK_H, BACKUP_ACT_H), {"hours": hours, "days": left})
