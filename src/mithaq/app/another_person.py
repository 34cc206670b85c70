"""Whether an amendment under review is about another person: then it is another alert, and needs a lot of its own.

Else whoever does not like the reviewers whom the lot would give him draws it with somebody harmless until he does, and
writes the person he means into that alert. Compared as the commission's shield compares, so that a corrected spelling is no
other person; and each name has to be his, so that the harmless one does not stay behind as an alias.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from mithaq.app.node import Node
from mithaq.app.ports.store import Reader
from mithaq.app.shield import forms
from mithaq.app.shield.forms import Source
from mithaq.domain import content as contents
from mithaq.domain.alert import Alert, Version
from mithaq.domain.content import Content, identity_of
from mithaq.domain.errors import Refusal
from mithaq.domain.identity import Identity


def is_about_another(node: Node, reader: Reader, alert: Alert, version: Version, said: Iterable[Content]) -> bool:
    """Whether this version names somebody else than one that was submitted before it since the alert last circulated."""
    secret = forms.secret_of(node.log_secret)
    now = [found for one in said if (found := identity_of(one)) is not None]
    before = _submitted(reader, alert, version)
    return any(not is_same(new, old, secret) for new in now for old in before)


def is_same(new: Identity, old: Identity, secret: bytes) -> bool:
    """Whether each name of the one is a name of the other, with his birth or under the number of his document."""
    numbered = _meets(new, old, secret, "document")
    named = [structs.replace(new, names=(name,)) for name in new.names]
    telling = [one for one in named if forms.lengths(Source(one))]
    return bool(telling) and all(
        _meets(one, old, secret, "name_and_birth") or (numbered and _meets(_bare(one), _bare(old), secret, "name"))
        for one in telling
    )


def _meets(new: Identity, old: Identity, secret: bytes, reason: str) -> bool:
    asked, kept = forms.asked(Source(new), secret), forms.kept(Source(old), secret)
    return reason in forms.met(asked, kept.keys, kept.parts, forms.lengths(Source(new)))


def _bare(one: Identity) -> Identity:
    """The names alone: a year of birth may be what was corrected."""
    return structs.replace(one, births=())


def _submitted(reader: Reader, alert: Alert, version: Version) -> list[Identity]:
    since = alert.current.circulated_at if alert.current is not None else ""
    found = []
    for one in alert.replaced:
        payload = reader.payloads.get(one.payload, alert.id) if since < one.at <= version.at else None
        try:
            identity = identity_of(contents.decode(payload.body)) if payload is not None else None
        except Refusal:
            continue
        if identity is not None:
            found.append(identity)
    return found
