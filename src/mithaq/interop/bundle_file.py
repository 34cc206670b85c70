"""Verifying an exported file offline: the bundle as `journal.bundle` does, each attachment against the paper citing it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import BinaryIO

from msgspec import Struct

from mithaq.app.bundles import cited_by
from mithaq.domain.errors import Refusal
from mithaq.interop.archive import Archive, opened
from mithaq.journal.bundle import Report, verify_bundle
from mithaq.journal.bundled import read_bundle
from mithaq.journal.envelope import envelope_of
from mithaq.journal.errors import Refused
from mithaq.journal.trust import Roster

MISSING = "attachment_missing"
ALTERED = "attachment_altered"
UNCITED = "attachment_uncited"


class Wrong(Struct, frozen=True):
    """One thing that is wrong: a stable code, and where."""

    code: str
    where: str


class Verified(Struct, frozen=True):
    """`report`: what `journal.bundle` found; `attachments`: how many are here and are what a paper cites. `instruments`: on
    which its statements say that they rest.
    """

    report: Report
    attachments: int
    faults: tuple[Wrong, ...]
    instruments: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify_file(stream: BinaryIO, roster: Roster | None = None) -> Verified:
    """Verify an exported file. Whatever its bytes, faults are listed and nothing is raised but what a disk raises."""
    try:
        archive = opened(stream)
    except Refusal as refusal:
        return Verified(Report(trusted=roster is not None), 0, (Wrong(refusal.code, refusal.where),))
    report = verify_bundle(archive.bundle, roster)
    faults = [Wrong(fault.code.value, fault.where) for fault in report.faults]
    wrong = list(_attachments(archive)) if archive.whole else []
    bad = sum(fault.code != MISSING for fault in wrong)
    return Verified(report, len(archive.hashes) - bad, (*faults, *wrong), tuple(sorted(_instruments(archive))))


def _instruments(archive: Archive) -> set[str]:
    """The instruments that the headers name."""
    try:
        bundle = read_bundle(archive.bundle)
        headers = [envelope_of(event.envelope).header for journal in bundle.journals for event in journal.events]
    except Refused:
        return set()  # the bundle itself is at fault, and said so
    named = [one for header in headers for one in (header.body.get("instrument"), *_all(header.body.get("also")))]
    return {one for one in named if isinstance(one, str) and one}


def _all(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _attachments(archive: Archive) -> Iterator[Wrong]:
    """Each file that a paper cites is here and is that file, and no other file is here."""
    try:
        cited = cited_by(read_bundle(archive.bundle))
    except Refused:
        cited = {}  # the bundle itself is at fault, and said so
    for hash, place in sorted(cited.items()):
        if hash not in archive.hashes:
            yield Wrong(MISSING, f"{place} {hash}")
    for hash in sorted(archive.hashes):
        data = archive.file(hash)
        if data is None or hashlib.sha256(data).hexdigest() != hash:
            yield Wrong(ALTERED, f"{cited.get(hash, '')} {hash}".strip())
        elif hash not in cited:
            yield Wrong(UNCITED, hash)
