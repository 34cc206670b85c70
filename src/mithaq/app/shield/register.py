"""The register of protection: what was lodged with the commission, decoded once it is here, under digests to meet it by."""

from __future__ import annotations

import msgspec

from mithaq.app.node import Node, Transaction
from mithaq.app.ports.shield import ShieldRow
from mithaq.app.ports.store import Reader, Writer
from mithaq.app.project import decode_fold
from mithaq.app.shield import forms
from mithaq.domain import sealed
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import text
from mithaq.domain.sealed import Said, Sealed
from mithaq.domain.shield.lodging import Protection, ProtectionEnded

AWAITED = "shield.lodged"
"""Lodgements whose payload is not here yet."""

FRESH = "shield.fresh"
"""Protection and bars that were not yet compared with what is on its way or in force."""


def await_lodgement(tx: Transaction, id: str) -> None:
    """A sealed header is here: its payload follows."""
    if tx.store.shield.entry(id) is None:
        add_to(tx.store, AWAITED, id)


def take_in(node: Node) -> int:
    """Read every lodgement whose payload has come. How many."""
    with node.store.read() as reader:
        waiting = listed(reader, AWAITED)
        here = [id for id in waiting if _said(reader, id) is not None]
    if not here:
        return 0
    with node.write() as tx:
        done = [id for id in here if _take(node, tx, id)]
        put_list(tx.store, AWAITED, [id for id in listed(tx.store, AWAITED) if id not in done])
    return len(done)


def _take(node: Node, tx: Transaction, id: str) -> bool:
    """Whether this lodgement needs no further attention."""
    header, said = lodged(tx.store, id), _said(tx.store, id)
    if header is None or said is None:
        return False
    match said:
        case Protection():
            protect(node, tx.store, ShieldRow(id, "protection", said.standing, header.member, id, header.at, 0), said)
        case ProtectionEnded():
            entry = tx.store.shield.entry(said.lodgement)
            if entry is None:
                return said.lodgement not in listed(tx.store, AWAITED)  # what it ends may still be on its way
            if entry.member == header.member and entry.standing != "ended":
                end(node, tx.store, entry)
    return True


def protect(node: Node, tx: Writer, row: ShieldRow, said: Protection) -> None:
    """Keep a protection under its digests, to be compared with what is in force already."""
    kept = forms.kept(forms.source_of(said.identity), forms.secret_of(node.log_secret))
    tx.shield.put(msgspec.structs.replace(row, parts=kept.parts), kept.keys)
    add_to(tx, FRESH, row.id)


def end(node: Node, tx: Writer, row: ShieldRow) -> None:
    """Nothing meets it from now on, and nothing here says any more whom it was about."""
    tx.shield.put(msgspec.structs.replace(row, standing="ended", ended_at=text(node.now()), parts=0, said=b""))
    tx.shield.drop_keys(row.id)
    tx.payloads.erase(list(tx.payloads.of(row.id)), row.id)


def said_in(reader: Reader, row: ShieldRow) -> Protection | None:
    """What was lodged: the commission's own words, or a state's payload. None for a bar, and for what is not held."""
    raw = row.said
    if not raw:
        said = _said(reader, row.id) if row.register == "protection" else None
        return said if isinstance(said, Protection) else None
    said = sealed.decode(raw)
    return said if isinstance(said, Protection) else None


def lodged(reader: Reader, id: str) -> Sealed | None:
    """The sealed lodgement of that id, as every header shows it."""
    row = reader.register.fold(id)
    fold = decode_fold(row) if row is not None else None
    return fold if isinstance(fold, Sealed) else None


def _said(reader: Reader, id: str) -> Said | None:
    """What this lodgement says; None where that is not here. What nobody can read is taken for a word about nobody."""
    header = lodged(reader, id)
    payload = reader.payloads.get(header.payload, id) if header is not None else None
    if payload is None:
        return None
    try:
        return sealed.decode(payload.body)
    except Refusal:
        return ProtectionEnded(id)


def listed(reader: Reader, key: str) -> list[str]:
    """One of the lists of ids that wait."""
    return msgspec.json.decode(reader.desk.meta(key) or "[]", type=list[str])


def put_list(tx: Writer, key: str, ids: list[str]) -> None:
    """This is the list from now on."""
    tx.desk.put_meta(key, msgspec.json.encode(ids).decode())


def add_to(tx: Writer, key: str, id: str) -> None:
    """One more that waits."""
    put_list(tx, key, list(dict.fromkeys([*listed(tx, key), id])))
