"""Whom this state itself protects: its own bureau tells no owner that he was found.

The commission knows it too, and stops what it can; but an alert may be in force before protection is lodged, and what
the state's own node says of a person it protects nobody calls back.
"""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.app.node import Node
from mithaq.app.ports.store import Reader
from mithaq.app.project import SEALED, decode_fold
from mithaq.app.shield import forms
from mithaq.app.shield.forms import Source
from mithaq.app.shield.looks import sources_of
from mithaq.domain import sealed
from mithaq.domain.alert import Alert
from mithaq.domain.errors import Refusal
from mithaq.domain.sealed import Said, Sealed
from mithaq.domain.shield.lodging import Protection, ProtectionEnded

EVERY = 10_000_000


def is_protected_here(node: Node, reader: Reader, alert: Alert, entry: str) -> bool:
    """Whether whom this entry seeks meets a protection that this state has lodged and not ended, by the commission's own
    measure. What of the alert is not held here meets nobody.
    """
    version = alert.current
    sources = sources_of(reader, alert, version) if version is not None else None
    source = (sources or {}).get(entry if version is not None and version.items else "")
    return source is not None and any(_meets(node, source, one) for one in _lodged(node, reader))


def protects(node: Node, reader: Reader, source: Source) -> bool:
    """Whether this person or number meets a protection that this state has lodged and not ended."""
    return any(_meets(node, source, one) for one in _lodged(node, reader))


def _meets(node: Node, source: Source, said: Protection) -> bool:
    secret = forms.secret_of(node.log_secret)
    kept = forms.kept(Source(said.identity), secret)
    return bool(forms.met(forms.asked(source, secret), kept.keys, kept.parts, forms.lengths(source)))


def _lodged(node: Node, reader: Reader) -> list[Protection]:
    """Every protection of this state that stands."""
    found = dict(_said(node, reader))
    ended = {one.lodgement for one in found.values() if isinstance(one, ProtectionEnded)}
    return [one for id, one in found.items() if isinstance(one, Protection) and id not in ended]


def _said(node: Node, reader: Reader) -> Iterator[tuple[str, Said]]:
    for row in reader.register.folds("bond", kind=SEALED, member=node.member, limit=EVERY):
        header = decode_fold(row)
        payload = reader.payloads.get(header.payload, header.id) if isinstance(header, Sealed) else None
        if payload is None:
            continue
        try:
            yield row.id, sealed.decode(payload.body)
        except Refusal:
            continue
