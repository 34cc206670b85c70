"""Who decides on a match: no national of a state that is feared, asks or is concerned; and two clear a protection.

One commissioner alone could hand over whoever is protected, by one word that nobody else ever reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from msgspec import Struct

from mithaq.app.alert_reading import content_in, load
from mithaq.app.node import Actor
from mithaq.app.ports.shield import LookRow, ShieldRow
from mithaq.app.ports.store import Reader, Writer
from mithaq.app.project import decode_fold
from mithaq.app.shield.found import decode
from mithaq.app.shield.looks import resting_on
from mithaq.app.shield.register import said_in
from mithaq.domain.audience import versions
from mithaq.domain.case.case import Case
from mithaq.domain.content import identity_of
from mithaq.domain.countries import is_country

KEY = "shield.first"


class First(Struct, frozen=True):
    """The word of the first of two commissioners who clear a match."""

    by: str
    at: str
    reasons: str


_decoder = msgspec.json.Decoder(dict[str, First])


def may_see(reader: Reader, actor: Actor, row: LookRow) -> bool:
    """Whether this commissioner sees the match at all: a national of no state that is concerned by it. Of whom it is not
    known whose national he is, nobody knows that.
    """
    if not is_country(actor.nationality):
        return False
    entries = (reader.shield.entry(one.entry) for one in decode(row.found))
    known = (state for entry in entries if entry is not None for state in states_of(reader, entry))
    return actor.nationality not in {*known, *_asking(reader, row)}


def may_see_entry(reader: Reader, actor: Actor, entry: ShieldRow) -> bool:
    """The same of one row of the registers."""
    return is_country(actor.nationality) and actor.nationality not in set(states_of(reader, entry))


def states_of(reader: Reader, entry: ShieldRow) -> Iterator[str]:
    """The states that are concerned by a row: those that the person fears, his own, and whose alert was barred."""
    said = said_in(reader, entry)
    if said is not None:
        yield from (*said.feared, *said.identity.nationalities)
    if entry.register == "bar":
        yield entry.member


def takes_two(reader: Reader, row: LookRow) -> bool:
    """Whether it meets somebody who is protected now."""
    entries = (reader.shield.entry(one.entry) for one in decode(row.found))
    return any(one is not None and one.register == "protection" and one.standing != "ended" for one in entries)


def first_of(reader: Reader, row: LookRow) -> First | None:
    """Who has cleared it first, while it waits for the second."""
    return _all(reader, row.subject).get(row.id)


def keep_first(tx: Writer, row: LookRow, first: First | None) -> None:
    """Keep the word of the first; None: there is none any more."""
    others = {id: one for id, one in _all(tx, row.subject).items() if id != row.id}
    found = others if first is None else {**others, row.id: first}
    tx.desk.put_meta(f"{KEY} {row.subject}", msgspec.json.encode(found).decode() if found else "")


def forget(tx: Writer, subject: str) -> None:
    """What was said about this alert or case goes with it."""
    if tx.desk.meta(f"{KEY} {subject}"):
        tx.desk.put_meta(f"{KEY} {subject}", "")


def _all(reader: Reader, subject: str) -> Mapping[str, First]:
    raw = reader.desk.meta(f"{KEY} {subject}")
    return _decoder.decode(raw) if raw else {}


def _asking(reader: Reader, row: LookRow) -> Iterator[str]:
    """Who asks, and whose national the owner says the person is."""
    fold = reader.register.fold(row.subject)
    case = decode_fold(fold) if fold is not None else None
    if isinstance(case, Case):
        yield case.requesting
    alert = resting_on(reader, case) if isinstance(case, Case) else load(reader, row.subject)
    if alert is None:
        return
    yield alert.owner
    for version in versions(alert):
        content = content_in(reader, alert, version)
        identity = identity_of(content) if content is not None else None
        yield from identity.nationalities if identity is not None else ()
