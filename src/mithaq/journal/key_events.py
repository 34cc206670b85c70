"""How a member changes its own keys: an event in its own journal carries its new entry, signed by a key that counts there.

What the event says counts from the next place on. So whoever holds the journal up to a place knows which keys count there,
and every node judges the event at that place alike.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from mithaq.journal.chain import check_signatures
from mithaq.journal.encoding import from_b64url
from mithaq.journal.envelope import MAX_ENVELOPE_BYTES, Envelope, from_wire
from mithaq.journal.errors import RefusalCode, Refused
from mithaq.journal.header import Header
from mithaq.journal.keys import MemberKey, Signature
from mithaq.journal.trust import MemberEntry, Roster

ROTATED, REVOKED = "key.rotated", "key.revoked"
KEY_TYPES = (ROTATED, REVOKED)


def entry_in(header: Header, entry: MemberEntry) -> MemberEntry:
    """The entry that this event of the member proposes in place of `entry`. Raises `Refused(SCHEMA)` or as `check`."""
    try:
        keys = msgspec.convert(header.body.get("keys"), tuple[MemberKey, ...])
        proof = msgspec.convert(header.body.get("proof"), Signature)
    except msgspec.ValidationError:
        raise Refused(RefusalCode.SCHEMA, "body") from None
    found = MemberEntry(entry.code, entry.kind, keys, proof)
    found.check()
    return found


def check_change(header: Header, entry: MemberEntry, found: MemberEntry) -> None:
    """Whether the keys follow from those before: nothing is taken away or reaches back behind the event.

    Raises `Refused`: KEYS_ALTERED, NOT_ALLOWED (a commission adds no key by itself).
    """
    after = header.seq + 1
    check_keys_kept(entry, found, least=header.seq)
    new = found.keys[len(entry.keys) :]
    if any(key.from_seq < after or key.revoked_from is not None for key in new) or len(new) > 1:
        raise Refused(RefusalCode.KEYS_ALTERED, "keys")
    if (header.type == REVOKED) == bool(new) and found.keys != entry.keys:
        raise Refused(RefusalCode.KEYS_ALTERED, "keys")
    if new and entry.kind == "commission":
        raise Refused(RefusalCode.NOT_ALLOWED, "keys")


def check_keys_kept(entry: MemberEntry, found: MemberEntry, least: int = 0) -> None:
    """Every key of before is still listed, in its place, and counts no longer than before; a new end is not before `least`.

    Raises `Refused(KEYS_ALTERED)`.
    """
    if len(found.keys) < len(entry.keys):
        raise Refused(RefusalCode.KEYS_ALTERED, "keys")
    for index, (old, new) in enumerate(zip(entry.keys, found.keys, strict=False)):
        same = msgspec.structs.replace(new, until_seq=old.until_seq, revoked_from=old.revoked_from) == old
        ends = _narrower(old.until_seq, new.until_seq, least)
        if not same or not ends or not _narrower(old.revoked_from, new.revoked_from, least + 1):
            raise Refused(RefusalCode.KEYS_ALTERED, f"keys[{index}]")


def _narrower(old: int | None, new: int | None, least: int) -> bool:
    return new == old or (new is not None and new >= least and (old is None or new < old))


def fold_keys(entry: MemberEntry, headers: Iterable[Header]) -> MemberEntry:
    """The entry after the key events of its journal, in their order. One that does not follow changes nothing."""
    made = steps(entry, headers)
    return made[-1][1] if made else entry


def steps(entry: MemberEntry, headers: Iterable[Header]) -> list[tuple[Header, MemberEntry]]:
    """The events that change the entry, in their order, each with the entry after it."""
    found: list[tuple[Header, MemberEntry]] = []
    for header in sorted(headers, key=lambda one: one.seq):
        try:
            after = entry_in(header, entry)
            check_change(header, entry, after)
        except Refused:
            continue  # void, on every node
        if after.keys != entry.keys:
            found.append((header, after))
            entry = after
    return found


def entry_after(entry: MemberEntry, rotated: Iterable[str]) -> MemberEntry:
    """The entry after these envelopes (base64url), each verified, where the journal is not held. Raises `Refused`."""
    for index, text in enumerate(rotated):
        where = f"rotated[{index}]"
        try:
            envelope = from_wire(from_b64url(text, "envelope"), max_bytes=MAX_ENVELOPE_BYTES)
            entry = _changed(entry, envelope)
        except Refused as refusal:
            raise refusal.under(where) from None
    return entry


def _changed(entry: MemberEntry, envelope: Envelope) -> MemberEntry:
    header = envelope.header
    if header.member != entry.code or header.type not in KEY_TYPES:
        raise Refused(RefusalCode.BAD_FIELD, "type")
    check_signatures(envelope, Roster(1, None, (entry,)))
    found = entry_in(header, entry)
    check_change(header, entry, found)
    return found
