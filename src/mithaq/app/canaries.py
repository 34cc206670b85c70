"""How a copy that turned up is known again: marks in it that only the commission can compute (ADR 0018).

A secret is drawn for each copy and sealed to the commission; the node that makes the copy forgets it. From it
follow *marks*, rows that look like any other and answer to no number, and *numbers* of documents that nobody issued.
Marks are found in any part of the file, numbers in whatever list somebody got out of it by trying.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable

from msgspec import Struct

from mithaq.app.holders import of_member, one
from mithaq.app.issue import require
from mithaq.app.node import Actor, Node
from mithaq.journal.encoding import from_b64url
from mithaq.journal.errors import Refused

SECRET_BYTES = 16
MARK_BYTES = 16
MARKS = 8
"""Marks in one copy: of half a file some are in that half but once in 256 times."""
NUMBERS = 4
_NOT_IN_NUMBERS = re.compile(rb"[ \t_./-]")
"""What people write within a number."""
_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"

Open = Callable[[bytes], bytes]


class Recognised(Struct, frozen=True):
    """A hand-out that the file is, or was made from. `whole`: it is the very file; else `marks` and `numbers` are in it."""

    member: str
    holder: str
    name: str
    at: str
    post: str
    whole: bool
    marks: int
    numbers: int


def marks(secret: bytes) -> list[bytes]:
    """What stands in the copy where a digest stands, and is none."""
    return [hmac.digest(secret, f"mark {number}".encode(), "sha256")[:MARK_BYTES] for number in range(MARKS)]


def numbers(secret: bytes) -> list[str]:
    """Numbers like those of passports: a letter or two, and seven digits. Whether somebody bears one is left to chance, so
    whoever is stopped for one is told at once that it is a test.
    """
    found = []
    for count in range(NUMBERS):
        raw = hmac.digest(secret, f"number {count}".encode(), "sha256")
        letters = "".join(_LETTERS[byte % len(_LETTERS)] for byte in raw[: 1 + raw[8] % 2])
        found.append(f"{letters}{int.from_bytes(raw[2:8], 'big') % 10_000_000:07d}")
    return found


def look(node: Node, actor: Actor, file: bytes, open_box: Open, inside: bytes = b"") -> list[Recognised]:
    """Whose copy the file is, or was made from. `inside`: of the file of a case the bundle in it, which is what is written
    down of it when it leaves. `open_box` opens what was sealed to the commission; raises Refused.

    Raises Forbidden. What was sealed with another key is passed over.
    """
    require(node, actor, "canary.look")
    whole = {hashlib.sha256(one).hexdigest() for one in (file, inside) if one}
    text = _NOT_IN_NUMBERS.sub(b"", file.upper())
    with node.store.read() as reader:
        ids = [holder.id for holder in of_member(reader, "") if holder.handed]
    found = []
    for id in ids:
        shown = one(node, actor, id)
        for handed in shown.hand_outs:
            secret = _secret(handed.canary, open_box)
            seen = sum(mark in file or mark.hex().encode() in file for mark in marks(secret)) if secret else 0
            listed = sum(number.encode() in text for number in numbers(secret)) if secret else 0
            if handed.sha256 in whole or seen or listed:
                holder = shown.holder
                found.append(
                    Recognised(
                        holder.member, id, holder.name, handed.at, handed.post, handed.sha256 in whole, seen, listed
                    )
                )
    return sorted(found, key=lambda one: (not one.whole, -one.marks, -one.numbers, one.at))


def _secret(box: str, open_box: Open) -> bytes:
    try:
        return open_box(from_b64url(box, "canary")) if box else b""
    except Refused:
        return b""
