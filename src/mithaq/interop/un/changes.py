"""What a newer list changes about the notices that are there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from msgspec import Struct

from mithaq.domain import content
from mithaq.domain.content import SanctionsNotice
from mithaq.interop.un.read import UnList


class Changes(Struct, frozen=True):
    """The difference between two states of the list, by `source_id`. The last two are sorted ids."""

    added: tuple[SanctionsNotice, ...]
    changed: tuple[SanctionsNotice, ...]
    withdrawn: tuple[str, ...]
    unchanged: tuple[str, ...]


def fingerprint(notice: SanctionsNotice) -> str:
    """SHA-256 of a notice's bytes, in hex: equal exactly if nothing was changed about the person."""
    return hashlib.sha256(content.encode(notice)).hexdigest()


def compare(old: Mapping[str, str | SanctionsNotice], new: UnList) -> Changes:
    """What `new` adds to, changes in and withdraws from `old`: `source_id` to fingerprint or notice.

    Importing the same list again changes nothing. A person who is no longer in the list is withdrawn.
    """
    before = {number: known if isinstance(known, str) else fingerprint(known) for number, known in old.items()}
    added, changed, unchanged = [], [], []
    for notice in new.individuals:
        known = before.get(notice.source_id)
        if known is None:
            added.append(notice)
        elif known != fingerprint(notice):
            changed.append(notice)
        else:
            unchanged.append(notice.source_id)
    withdrawn = sorted(before.keys() - {notice.source_id for notice in new.individuals})
    return Changes(tuple(added), tuple(changed), tuple(withdrawn), tuple(sorted(unchanged)))
