"""`mithaq holders`, `offline make` and `canary look` on a node."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from msgspec import Struct

from mithaq.app import canaries, holders, offline
from mithaq.app.holders import Opening, Shown, SignedDeletion
from mithaq.app.node import Node
from mithaq.cli.exits import Line
from mithaq.cli.officer import Who, acting
from mithaq.domain.errors import Refusal
from mithaq.domain.events import Event
from mithaq.interop.archive import opened
from mithaq.journal.seal import open_canary

MOST_BYTES = 512 * 1024 * 1024
"""Of a file that turned up: a copy with a million numbers has 80 MB."""


class NoArgs(Struct, frozen=True):
    """No arguments."""


class HolderArgs(Struct, frozen=True):
    """Which holder; until when, or why, where that is asked."""

    holder: str
    expires_at: str = ""
    reason: str = ""


class LookArgs(Struct, frozen=True):
    """Path of the file, and the commission's raw private key in base64: the call crosses a socket of this account only."""

    file: str
    key: str


def holders_list(node: Node, who: Who, args: NoArgs) -> Iterator[Line]:
    """A line for each holder."""
    found = holders.listed(node, acting(node, who))
    for shown in found:
        yield _line(shown)
    yield {"holders": len(found)}


def holders_show(node: Node, who: Who, args: HolderArgs) -> Iterator[Line]:
    """One holder, after everything that was handed to it."""
    shown = holders.one(node, acting(node, who), args.holder)
    for handed in shown.hand_outs:
        yield msgspec.to_builtins(handed)
    yield _line(shown)


def holders_open(node: Node, who: Who, args: Opening) -> Iterator[Line]:
    """Name a holder."""
    yield _said(holders.open_holder(node, acting(node, who), args))


def holders_renew(node: Node, who: Who, args: HolderArgs) -> Iterator[Line]:
    """Put its end off."""
    yield _said(holders.renew(node, acting(node, who), args.holder, args.expires_at))


def holders_recall(node: Node, who: Who, args: HolderArgs) -> Iterator[Line]:
    """Ask the copy back."""
    yield _said(holders.recall(node, acting(node, who), args.holder, args.reason))


def holders_receipt(node: Node, who: Who, args: SignedDeletion) -> Iterator[Line]:
    """Enter the holder's own receipt."""
    yield _said(holders.take_receipt(node, acting(node, who), args))


def offline_make(node: Node, who: Who, args: HolderArgs) -> Iterator[Line]:
    """The copy in base64, and its code."""
    made = offline.make(node, acting(node, who), args.holder)
    yield {
        "copy": base64.b64encode(made.data).decode(), "code": made.code, "expires_at": made.head.expires_at,
        "numbers": made.head.count, "bytes": len(made.data),
    }  # fmt: skip


def canary_look(node: Node, who: Who, args: LookArgs) -> Iterator[Line]:
    """A line for each hand-out that the file is, or was made from."""
    key = X25519PrivateKey.from_private_bytes(base64.b64decode(args.key))
    file = _read(args.file)
    found = canaries.look(node, acting(node, who), file, lambda box: open_canary(box, key), _bundle_in(file))
    for one in found:
        yield msgspec.to_builtins(one)
    yield {"recognised": len(found)}


def _bundle_in(file: bytes) -> bytes:
    """The bundle in the file of a case; empty for any other file."""
    try:
        found = opened(BytesIO(file))
    except Refusal:
        return b""
    return found.bundle if found.whole else b""


def _read(path: str) -> bytes:
    """The bytes of a file that turned up. Raises Refusal ``file.unreadable``."""
    try:
        with Path(path).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError:
        raise Refusal("file.unreadable", "file") from None
    if len(data) > MOST_BYTES:
        raise Refusal("file.unreadable", "file")
    return data


def _line(shown: Shown) -> Line:
    holder = shown.holder
    return {
        "id": holder.id, "member": holder.member, "kind": holder.kind, "name": holder.name, "authority": holder.authority,
        "purpose": holder.purpose, "expires_at": holder.expires_at, "recalled_at": holder.recalled_at,
        "lives": shown.lives, "handed": holder.handed, "receipts": len(holder.receipts), "genuine": all(shown.genuine),
        "receipt_due": shown.receipt_due, "late": shown.late,
    }  # fmt: skip


def _said(event: Event) -> Line:
    return {"event": event.type, "id": event.subject, "at": event.at}
