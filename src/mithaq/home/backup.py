"""A backup of a node in one file, made while the node works, for a holder of kind `backup` (docs/copies.md).

The first line says what it is, signed with the member's journal key; then the database follows in boxes under `store.key`,
so that whoever finds the file without that key reads nothing of it, not even ids. **No key is in it:** `keys/` is kept
elsewhere. The index is not in it either, as it is derived.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from os import fsync
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from mithaq.app.holders import handing, ready
from mithaq.app.node import Actor, Node
from mithaq.app.unheard import check_signing
from mithaq.domain.errors import Refusal
from mithaq.domain.holder import HolderHanded
from mithaq.domain.instant import text
from mithaq.journal import canonical
from mithaq.journal.encoding import b64url
from mithaq.journal.vault import MORE_BYTES, Vault
from mithaq.store import SqlStore, open_store

FORMAT = "mithaq-backup/1"
PIECE = 1 << 20
"""Bytes of the database in one box: memory stays small however large the node is."""

MAX_HEAD = 1 << 20
"""Bytes of the first line; the roster of 24 members has 10 KB."""

SIGNED = b"mithaq/backup/v1\0"
Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]


class Manifest(Struct, frozen=True, forbid_unknown_fields=True):
    """What a backup says of itself. `expires_at`: the end of its holder when it was made; nothing is restored from then on.
    `size` and `sha256` are the database's; `heads` says how long each journal in it is.
    """

    format: str
    id: str
    member: str
    demo: bool
    holder: str
    made_at: str
    expires_at: str
    size: int
    sha256: Hash
    heads: dict[str, int]
    roster: str
    anchor: str = ""


class Head(Struct, frozen=True, forbid_unknown_fields=True):
    """The first line of the file. `signature`: Ed25519 over the manifest, base64url."""

    manifest: Manifest
    signature: str


def make(node: Node, actor: Actor, holder: str, where: Path) -> Manifest:
    """Write a backup into a new file, for this holder. It is proved to open before it is handed out, and the hand-out is on
    disk before the file has its name.

    Raises Refusal ``backup.no_key`` where the database lies open, ``file.unwritable``, and as `holders.hand_out` does;
    StoreFault.
    """
    store = node.store
    if not isinstance(store, SqlStore) or store.vault is None:
        raise Refusal("backup.no_key", "store.key")
    check_signing(node)
    with store.read() as reader:
        ready(node, reader, holder, "backup")
    if where.exists():
        raise Refusal("file.unwritable", where.name)
    try:
        with TemporaryDirectory(dir=where.parent, prefix=".mithaq-backup-") as room:
            return _made(node, actor, (holder, store, store.vault), Path(room), where)
    except OSError:
        raise Refusal("file.unwritable", where.name) from None


def signed_bytes(manifest: Manifest) -> bytes:
    """What the signature of a backup is over."""
    return SIGNED + canonical.encode(msgspec.to_builtins(manifest))


def box_name(manifest: Manifest, number: int) -> bytes:
    """Which box this is: none fits at another place, nor in another backup."""
    return f"{FORMAT} {manifest.id} {number}".encode()


def pieces(size: int) -> Iterator[int]:
    """How long each box of a database of that size is."""
    for start in range(0, size, PIECE):
        yield min(PIECE, size - start) + MORE_BYTES


def digest_of(file: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _made(node: Node, actor: Actor, to: tuple[str, SqlStore, Vault], room: Path, where: Path) -> Manifest:
    holder, store, vault = to
    copy, whole = room / "mithaq.db", room / "whole"
    store.copy_to(copy)
    heads = _proved(copy, vault)
    with store.read() as reader:
        ends = ready(node, reader, holder, "backup").expires_at
    manifest = Manifest(
        FORMAT, node.new_id("k"), node.member, node.demo, holder, text(node.now()), ends, copy.stat().st_size,
        digest_of(copy), heads, node.roster.to_json().decode(),
        node.anchor.to_json().decode() if node.anchor is not None else "",
    )  # fmt: skip
    signature = b64url(node.key.sign(signed_bytes(manifest)))
    _box(copy, whole, vault, Head(manifest, signature))
    with node.write() as tx:
        body = HolderHanded("node_backup", sum(heads.values()), digest_of(whole))
        handing(node, tx, actor, holder, "backup", body)
    whole.rename(where)
    return manifest


def _proved(copy: Path, vault: Vault) -> dict[str, int]:
    """The journals in the copy, once it opens and SQLite finds it sound. Raises Refusal ``backup.damaged``."""
    store = open_store(copy, vault=vault)
    try:
        if store.integrity():
            raise Refusal("backup.damaged", "database")
        with store.read() as reader:
            return {member: head.seq for member, head in reader.journal.heads().items()}
    finally:
        store.close()


def _box(copy: Path, whole: Path, vault: Vault, head: Head) -> None:
    whole.touch(0o600)
    with copy.open("rb") as plain, whole.open("wb") as out:
        out.write(msgspec.json.encode(head) + b"\n")
        for number, length in enumerate(pieces(head.manifest.size)):
            out.write(vault.close(plain.read(length - MORE_BYTES), box_name(head.manifest, number)))
        out.flush()
        fsync(out.fileno())
