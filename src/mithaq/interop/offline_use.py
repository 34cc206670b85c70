"""Using an offline copy at a post: each look-up has an officer, a post and a purpose, is written down before it is answered,
and is refused at the copy's end. Then the copy is emptied; what is left of it is its head, for the receipt.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import msgspec
from msgspec import Struct

from mithaq.app.holders import Deletion
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import Instant, parse, text
from mithaq.journal import offline
from mithaq.journal.errors import Refused
from mithaq.journal.offline import Head, Key
from mithaq.journal.trust import Roster

ZERO = "0" * 64
SKEW = timedelta(minutes=5)
"""How much a post's clock may be behind that of the node that made the copy."""


class Line(Struct, frozen=True):
    """One look-up in the log beside the copy; each line holds the hash of the one before it."""

    number: int
    at: str
    officer: str
    post: str
    purpose: str
    terms: tuple[str, ...]
    found: bool
    previous: str


class Said(Struct, frozen=True):
    """What the copy says of a number: what it is, whose, and what to do. `test`: nobody seeks it (ADR 0018)."""

    kind: str
    owner: str
    action: str
    test: bool


class Told(Struct, frozen=True):
    """The answer. `age_s`, `left_s`: how old the copy is and how long it lives, in seconds. `trusted`: a roster vouched."""

    found: tuple[Said, ...]
    made_at: str
    age_s: int
    left_s: int
    trusted: bool


def look(
    file: Path, code: str, keys: Sequence[Key], who: tuple[str, str, str], now: Instant, roster: Roster | None
) -> Told:
    """Ask the copy. `who`: officer, post, purpose.

    Raises Refusal: ``check.no_purpose``, ``check.empty``, ``offline.file``, ``offline.code``, ``offline.clock``,
    ``offline.expired``; an expired copy has been emptied then.
    """
    if not all(part.strip() for part in who):
        raise Refusal("check.no_purpose", "purpose")
    if not keys:
        raise Refusal("check.empty", "document")
    head, rows = opened(file, roster)
    lines = log_of(file)
    _check_clock(file, head, lines, now)
    locked = _locked(code, head)
    try:
        found = [said for key in keys if (said := offline.find(rows, locked, key)) is not None]
    except Refused:
        raise Refusal("offline.file", "file") from None
    _write(file, lines, Line(
        len(lines) + 1, text(now), *who, tuple(map(locked.term, keys)), bool(found), head_of(lines)
    ))  # fmt: skip
    age, left = now - parse(head.made_at), parse(head.expires_at) - now
    told = tuple(_said(one) for one in found)
    return Told(told, head.made_at, int(age.total_seconds()), int(left.total_seconds()), roster is not None)


def empty(file: Path, now: Instant) -> Deletion:
    """Overwrite the rows and delete the file; what the holder has to sign. The log stays, to be handed in.

    Raises Refusal ``offline.file``.
    """
    head, _ = opened(file, None)
    lines = log_of(file)
    _wipe(file)
    file.unlink()
    return Deletion(head.holder, head.count, text(now), len(lines), head_of(lines))


def opened(file: Path, roster: Roster | None) -> tuple[Head, bytes]:
    """Head and rows of the file. Raises Refusal ``offline.file``."""
    try:
        return offline.read(file.read_bytes(), roster)
    except (OSError, Refused):
        raise Refusal("offline.file", "file") from None


def log_of(file: Path) -> list[Line]:
    """The look-ups that were made in this copy. Raises Refusal ``offline.log`` for a log that was changed."""
    place = _log(file)
    try:
        raw = place.read_bytes().splitlines() if place.exists() else []
        lines = [msgspec.json.decode(line, type=Line) for line in raw]
    except (OSError, msgspec.MsgspecError, UnicodeError):
        raise Refusal("offline.log", "log") from None
    for number, line in enumerate(lines, 1):
        if line.number != number or line.previous != head_of(lines[: number - 1]):
            raise Refusal("offline.log", "log")
    return lines


def head_of(lines: Sequence[Line]) -> str:
    """The hash of the last line, 64 zeros where there is none."""
    return hashlib.sha256(msgspec.json.encode(lines[-1])).hexdigest() if lines else ZERO


def _check_clock(file: Path, head: Head, lines: Sequence[Line], now: Instant) -> None:
    if now >= parse(head.expires_at):
        _wipe(file)
        raise Refusal("offline.expired", "file")
    before = max([parse(head.made_at) - SKEW, *(parse(line.at) for line in lines[-1:])])
    if now < before:
        raise Refusal("offline.clock", "clock")


def _locked(code: str, head: Head) -> offline.Locked:
    try:
        return offline.Locked(offline.code_of(code), head.salt)
    except Refused:
        raise Refusal("offline.code", "code") from None


def _said(raw: str) -> Said:
    kind, owner, action, test = raw.split(" ")
    return Said(kind, owner, action, test != "-")


def _write(file: Path, lines: Sequence[Line], line: Line) -> None:
    try:
        with _log(file).open("ab") as log:
            log.write(msgspec.json.encode(line) + b"\n")
            log.flush()
            os.fsync(log.fileno())
    except OSError:
        raise Refusal("file.unwritable", "log") from None


def _wipe(file: Path) -> None:
    """Overwrite the rows and cut them off. What the disk itself keeps of older blocks is out of reach."""
    try:
        with file.open("r+b") as copy:
            line = copy.readline()
            size = file.stat().st_size
            copy.seek(len(line))
            copy.write(bytes(size - len(line)))
            copy.flush()
            os.fsync(copy.fileno())
            copy.truncate(len(line))
            os.fsync(copy.fileno())
    except OSError:
        raise Refusal("file.unwritable", "file") from None


def _log(file: Path) -> Path:
    return file.with_name(file.name + ".log")
