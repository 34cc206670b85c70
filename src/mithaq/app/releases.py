"""What owners were told of hits, with the coded reason of each: all of it for the commission, and its own for each state."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from mithaq.app import relay
from mithaq.app.alerts import load
from mithaq.app.issue import require
from mithaq.app.node import Actor, Node
from mithaq.app.ports.store import Reader
from mithaq.app.project import decode_fold
from mithaq.domain.hit import HitNotice, Told

EVERY = 10_000_000
_decoder = msgspec.json.Decoder(Told)


class Disclosure(Struct, frozen=True):
    """One release. `checking`: the state that met the person or thing, empty where the reader may not know it. `waits`:
    the commission has not passed it on yet. `state` and `met_at`: what an owner learns of an arrest.
    """

    id: str
    checking: str
    to: str
    alert: str
    kind: str
    reason: str
    at: str
    waits: bool = False
    state: str = ""
    met_at: str = ""


def listed(node: Node, actor: Actor) -> list[Disclosure]:
    """The releases, newest first. Raises Forbidden."""
    require(node, actor, "hit.releases")
    to = "" if node.kind == "commission" else node.member
    with node.store.read() as reader:
        notices = [decode_fold(row) for row in reader.register.folds("hit", limit=EVERY)]
        found = [_of_notice(reader, one) for one in notices if isinstance(one, HitNotice) and to in ("", one.to)]
        if not to:
            found = [one for one in found if one.checking not in node.law.oversight] + _lodged(reader)
        else:
            found = [_as_owner(node, one) for one in found if one.kind]  # not before what it says is here
    return sorted(found, key=lambda one: (one.at, one.id), reverse=True)


def _of_notice(reader: Reader, notice: HitNotice) -> Disclosure:
    payload = reader.payloads.get(notice.payload, notice.id)
    told = _told(payload.body) if payload is not None else Told("", "", "")
    alert = load(reader, told.alert) if told.alert else None
    kind = alert.kind if alert is not None else ""
    return Disclosure(
        notice.id,
        notice.checking,
        notice.to,
        told.alert,
        kind,
        notice.reason,
        notice.at,
        state=told.state,
        met_at=told.at,
    )


def _lodged(reader: Reader) -> list[Disclosure]:
    """What states lodged to be passed on: for the commission, which alone knows whose word it was."""
    found = []
    for id, at, said in relay.lodged(reader):
        row, alert = reader.register.fold(id), load(reader, said.alert)
        checking, kind = (row.member if row is not None else ""), (alert.kind if alert is not None else "")
        found.append(
            Disclosure(id, checking, said.to, said.alert, kind, said.reason, at, not relay.is_passed_on(reader, id))
        )
    return found


def _as_owner(node: Node, one: Disclosure) -> Disclosure:
    return one if one.checking not in node.law.oversight else msgspec.structs.replace(one, checking="")


def _told(raw: bytes) -> Told:
    try:
        return _decoder.decode(raw)
    except (msgspec.MsgspecError, UnicodeError):
        return Told("", "", "")
