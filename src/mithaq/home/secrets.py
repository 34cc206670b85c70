"""The files in `keys/`: readable by their owner alone and, where a passphrase was given, closed under it.

The passphrase is stretched with argon2id (RFC 9106) once for the whole folder; what comes out closes every file with
AES-256-SIV (`journal.vault`), each under its own name, so that none can stand in for another. `passphrase.json` holds the
salt and a box by which a wrong passphrase is told from a damaged file.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from getpass import getpass
from pathlib import Path

import msgspec
from argon2.low_level import Type, hash_secret_raw
from msgspec import Struct

from mithaq.domain.errors import Refusal
from mithaq.journal.encoding import b64url, from_b64url
from mithaq.journal.errors import Refused
from mithaq.journal.vault import KEY_BYTES, Vault
from mithaq.ops import settings

ABOUT = "passphrase.json"
SALT_BYTES = 16
MEMORY_KIB, PASSES, LANES = 64 * 1024, 3, 1
_CHECK = b"mithaq/keys/v1"
_BOX = b"mithaq-key-box/1\n"
OTHERS = 0o077


class Stretching(Struct, frozen=True, forbid_unknown_fields=True):
    """How the passphrase becomes a key. `memory` in KiB."""

    kdf: str
    memory: int
    passes: int
    lanes: int
    salt: str
    check: str


class Secrets:
    """The folder with a node's keys. `vault` closes them; None where no passphrase was ever set."""

    def __init__(self, folder: Path, vault: Vault | None = None) -> None:
        self.folder = folder
        self._vault = vault

    def read(self, name: str) -> bytes:
        """One file, opened. Raises OSError, Refusal: ``keys.mode``, ``keys.passphrase_needed``, ``home.keys``."""
        file = self.folder / name
        data = file.read_bytes()
        if file.stat().st_mode & OTHERS:
            raise Refusal("keys.mode", name)
        if not data.startswith(_BOX):
            return data
        if self._vault is None:
            raise Refusal("keys.passphrase_needed", name)
        try:
            return self._vault.open(data[len(_BOX) :], name.encode())
        except Refused:
            raise Refusal("home.keys", name) from None

    def write(self, name: str, data: bytes) -> None:
        """Put a file there whole, closed if the folder is. Raises OSError."""
        if self._vault is not None:
            data = _BOX + self._vault.close(data, name.encode())
        room = self.folder / f".{name}.new"
        room.unlink(missing_ok=True)
        with os.fdopen(os.open(room, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        room.rename(self.folder / name)

    def exists(self, name: str) -> bool:
        """Whether the file is there."""
        return (self.folder / name).exists()

    def names(self, pattern: str) -> list[str]:
        """The files of that pattern, in order."""
        return sorted(file.name for file in self.folder.glob(pattern))


def unlocked(folder: Path, ask: Callable[[], bytes | None] | None = None) -> Secrets:
    """The folder with the key that its passphrase gives. Raises Refusal: ``keys.passphrase_needed`` or ``_wrong``."""
    file = folder / ABOUT
    if not file.exists():
        return Secrets(folder)
    passphrase = (ask or passphrase_of)()
    if passphrase is None:
        raise Refusal("keys.passphrase_needed", "keys")
    try:
        about = msgspec.json.decode(file.read_bytes(), type=Stretching)
        vault = _vault(passphrase, about)
        box = from_b64url(about.check, "check")
    except (OSError, msgspec.MsgspecError, Refused, ValueError):
        raise Refusal("home.keys", ABOUT) from None
    try:
        vault.open(box, ABOUT.encode())
    except Refused:
        raise Refusal("keys.passphrase_wrong", "keys") from None
    return Secrets(folder, vault)


def protect(folder: Path, passphrase: bytes, names: list[str], salt: bytes) -> Secrets:
    """Close these files under a passphrase from now on. Raises Refusal ``keys.protected`` where they are, OSError.

    A crash between two files leaves some open and none unreadable: what is not closed is read as it is.
    """
    if (folder / ABOUT).exists():
        raise Refusal("keys.protected", "keys")
    about = Stretching("argon2id", MEMORY_KIB, PASSES, LANES, b64url(salt), "")
    vault, before = _vault(passphrase, about), Secrets(folder)
    closed = Secrets(folder, vault)
    check = b64url(vault.close(_CHECK, ABOUT.encode()))
    before.write(ABOUT, msgspec.json.encode(msgspec.structs.replace(about, check=check)))
    for name in names:
        closed.write(name, before.read(name))
    return closed


def passphrase_of() -> bytes | None:
    """From the file that MITHAQ_PASSPHRASE_FILE names, the systemd credential, MITHAQ_PASSPHRASE, or the prompt; None from
    none of them. Raises Refusal ``file.unreadable``.
    """
    for file in settings.passphrase_files():
        return read_passphrase(Path(file))
    if (given := settings.passphrase()) is not None:
        return given.encode("utf-8", "surrogateescape")
    return getpass("passphrase: ").encode() if sys.stdin.isatty() else None


def read_passphrase(file: Path) -> bytes:
    """The first line of a file. Raises Refusal ``file.unreadable``."""
    try:
        return file.read_bytes().split(b"\n", 1)[0].rstrip(b"\r")
    except OSError:
        raise Refusal("file.unreadable", file.name) from None


def _vault(passphrase: bytes, about: Stretching) -> Vault:
    if about.kdf != "argon2id":
        raise ValueError("kdf")
    salt = from_b64url(about.salt, "salt", size=SALT_BYTES)
    raw = hash_secret_raw(passphrase, salt, about.passes, about.memory, about.lanes, KEY_BYTES, Type.ID)
    return Vault(raw)
