"""The directory: who may read it, how keys lie, what kind of node it is, where it listens, and how full the disk is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

from mithaq.home import directory
from mithaq.home.doctor.finding import Finding, below
from mithaq.home.searchable import index_folder
from mithaq.home.secrets import ABOUT, OTHERS
from mithaq.home.serving import serving
from mithaq.ops import settings

FLOOR = 1 << 30
"""Bytes that have to be free beside what a backup needs: a day of a busy register, and the log of the database."""

COPIES = 2
"""A backup makes a copy of the database and closes it into a second one before the first goes."""

SECRET = ("node.json", "mithaq.db", "mithaq.db-wal", "mithaq.sock", "keys/**/*")


def looked_at(home: Path) -> Iterator[Finding]:
    """The findings on a node's directory. Raises Refusal as `directory.info`."""
    about = directory.info(home)
    wide = _open_to_others(home)
    yield Finding("config.modes", "act" if wide else "ok", {"files": wide})
    yield Finding("config.passphrase", "ok" if (home / "keys" / ABOUT).exists() else "look")
    if settings.passphrase() is not None:
        yield Finding("config.environment", "look")
    left = (home / "keys" / "hand-over").exists()
    yield Finding("config.hand_over", "act" if left and not about.demo else "ok")
    yield Finding("config.demo", "look" if about.demo else "ok")
    yield _address(home)
    yield _disk("disk.free", home, _needed(home, server=bool(about.database)))
    elsewhere = index_folder(home)
    if elsewhere.parent != home:
        yield _disk("disk.index", elsewhere, 2 * _size(elsewhere))


def _open_to_others(home: Path) -> list[str]:
    """What lies here that others than the owner may read or write, by its place in the directory."""
    found = ["."] if home.stat().st_mode & OTHERS else []
    files = (file for pattern in SECRET for file in sorted(home.glob(pattern)))
    found += [str(file.relative_to(home)) for file in files if file.is_file() and file.stat().st_mode & OTHERS]
    return found


def _address(home: Path) -> Finding:
    """The console speaks HTTP without TLS: beyond the machine it needs something before it that does."""
    host = serving(home).host
    if not host:
        return Finding("config.address", "ok", {"address": "-"})
    try:
        near = ip_address(host).is_loopback
    except ValueError:
        near = host == "localhost"
    return Finding("config.address", "ok" if near else "look", {"address": host})


def _needed(home: Path, *, server: bool) -> int:
    files = () if server else (home / "mithaq.db", home / "mithaq.db-wal")
    return FLOOR + COPIES * sum(file.stat().st_size for file in files if file.exists())


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _disk(code: str, folder: Path, floor: int) -> Finding:
    free = shutil.disk_usage(folder).free
    return Finding(code, below(free, 2 * floor, floor), {"free": free, "floor": floor})
