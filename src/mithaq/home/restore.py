"""Restoring a node from a backup: everything is verified in a directory beside, which then gets its name, or goes.

The keys are not in the backup: they come from a copy of the folder `keys/` that was kept elsewhere. What is restored is
marked: it answers nobody and signs nothing before the others were heard (`app.restored`).
"""

from __future__ import annotations

import hashlib
import shutil
from contextlib import closing
from os import fsync
from pathlib import Path
from tempfile import mkdtemp
from typing import BinaryIO

import msgspec

from mithaq.app.fsck import fsck
from mithaq.app.restored import mark_restored
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import Instant, parse
from mithaq.home import directory
from mithaq.home.backup import FORMAT, MAX_HEAD, Head, Manifest, box_name, pieces, signed_bytes
from mithaq.home.open import DATABASE, opened
from mithaq.home.secrets import ABOUT, unlocked
from mithaq.journal.encoding import from_b64url
from mithaq.journal.errors import KeyFileError, Refused
from mithaq.journal.roster_document import SignedRoster, roster_of
from mithaq.journal.vault import MORE_BYTES, Vault
from mithaq.ops.system import SystemEntropy
from mithaq.store import open_store
from mithaq.store.pouring import pour

KEYS = ("journal.pem", "log.secret", directory.STORE_KEY, "document.pem", "document.crt", "seal.json")


def restore(file: Path, keys: Path, home: Path, now: Instant, database: str = "") -> Manifest:
    """Make the node directory `home` from this backup and these keys, with its database in a file, or on a server: then
    `database` is the connection string of an empty one.

    Raises Refusal ``home.exists`` where something is there already, ``backup.format``, ``backup.keys`` where a key is
    missing, ``backup.foreign`` where the keys are another node's, ``backup.clock``, ``backup.expired``, ``backup.damaged``,
    ``file.unreadable``, ``file.unwritable``; StoreFault, ``store.not_mithaq`` where that database is not empty. Nothing of
    it is there then.
    """
    home = home.resolve()
    try:
        if home.exists() and any(home.iterdir()):
            raise Refusal("home.exists", "directory")
        room = Path(mkdtemp(dir=home.parent, prefix=f".{home.name}-"))
    except OSError:
        raise Refusal("file.unwritable", home.name) from None
    try:
        manifest = _restored(file, keys, room, now)
        if database:
            _poured(room, manifest, database)
        if home.exists():
            home.rmdir()
        room.rename(home)
    except OSError:
        raise Refusal("file.unwritable", home.name) from None
    finally:
        shutil.rmtree(room, ignore_errors=True)
    return manifest


def _restored(file: Path, keys: Path, room: Path, now: Instant) -> Manifest:
    _take_keys(keys, room / "keys")
    try:
        data = file.open("rb")
    except OSError:
        raise Refusal("file.unreadable", file.name) from None
    with data:
        manifest = _verified(data, room, now)
        _unbox(data, room, manifest)
    (room / "roster.json").write_text(manifest.roster, "utf-8")
    if manifest.anchor:
        (room / directory.ANCHOR).write_text(manifest.anchor, "utf-8")
        (room / "roster.json").write_bytes(roster_of(SignedRoster.from_json(manifest.anchor.encode())).to_json())
    directory.put_info(room, directory.NodeInfo(directory.LAYOUT, manifest.member, manifest.demo))
    _proved(room)
    return manifest


def _poured(room: Path, manifest: Manifest, database: str) -> None:
    """Everything from the file, which was verified, into the database on a server; the file goes."""
    vault = directory.vault(room, SystemEntropy())
    with (
        closing(open_store(room / DATABASE, vault=vault)) as source,
        closing(open_store(database)) as target,
        source.read() as reader,
        target.write() as writer,
    ):
        pour(reader.tx, writer.tx)
    for left in room.glob(f"{DATABASE}*"):
        left.unlink()
    directory.put_info(room, directory.NodeInfo(directory.LAYOUT, manifest.member, manifest.demo, database))


def _take_keys(keys: Path, into: Path) -> None:
    """Copy the keys, each readable by its owner alone. Raises Refusal ``backup.keys`` naming the one that is not there."""
    into.mkdir(mode=0o700)
    later = [file.name for pattern in (ABOUT, "journal.*.pem") for file in sorted(keys.glob(pattern))]
    for name in (*KEYS, *later):
        try:
            data = (keys / name).read_bytes()
        except OSError:
            raise Refusal("backup.keys", name) from None
        (into / name).touch(0o600)
        (into / name).write_bytes(data)


def _verified(data: BinaryIO, room: Path, now: Instant) -> Manifest:
    """The manifest: (1) it is one, (2) this member signed it, (3) the clock is not behind it, (4) it has not expired."""
    try:
        head = msgspec.json.decode(data.readline(MAX_HEAD), type=Head)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise Refusal("backup.format", "file") from None
    manifest = head.manifest
    if manifest.format != FORMAT or manifest.size < 1:
        raise Refusal("backup.format", "file")
    if not _is_signed(head, room):
        raise Refusal("backup.foreign", "signature")
    if now < parse(manifest.made_at):
        raise Refusal("backup.clock", "made_at")
    if now >= parse(manifest.expires_at):
        raise Refusal("backup.expired", "expires_at")
    return manifest


def _is_signed(head: Head, room: Path) -> bool:
    member = head.manifest.member
    try:
        signature, said = from_b64url(head.signature, "signature", size=64), signed_bytes(head.manifest)
        known = directory.signing_keys(room, member).values()
        return any(key.member_key().verifies(signature, said) for key in known)
    except (KeyFileError, Refused):
        return False


def _unbox(data: BinaryIO, room: Path, manifest: Manifest) -> None:
    """The database out of its boxes. Raises Refusal ``backup.foreign`` for another store key, ``backup.damaged``."""
    try:
        vault = Vault(unlocked(room / "keys").read(directory.STORE_KEY))
    except ValueError:
        raise Refusal("backup.keys", directory.STORE_KEY) from None
    hashed, database = hashlib.sha256(), room / DATABASE
    database.touch(0o600)
    with database.open("wb") as out:
        for number, length in enumerate(pieces(manifest.size)):
            plain = _opened(vault, data.read(length), length, box_name(manifest, number), first=number == 0)
            hashed.update(plain)
            out.write(plain)
        out.flush()
        fsync(out.fileno())
    if data.read(1) or hashed.hexdigest() != manifest.sha256:
        raise Refusal("backup.damaged", "file")


def _opened(vault: Vault, box: bytes, length: int, name: bytes, *, first: bool) -> bytes:
    if len(box) != length or length <= MORE_BYTES:
        raise Refusal("backup.damaged", "file")
    try:
        return vault.open(box, name)
    except Refused:
        raise Refusal("backup.foreign" if first else "backup.damaged", "store.key" if first else "file") from None


def _proved(room: Path) -> None:
    """Rebuild everything from the bytes and compare, then mark it. Raises Refusal ``backup.damaged``, StoreFault."""
    directory.document_seal(room, directory.keys(room, directory.info(room).member)[0], SystemEntropy())
    with opened(room) as node:
        same = node.anchor is not None or node.roster.to_json() == (room / "roster.json").read_bytes()
        if not same or not fsck(node).sound:
            raise Refusal("backup.damaged", "database")
        mark_restored(node)
    shutil.rmtree(room / "index", ignore_errors=True)
