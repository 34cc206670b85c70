"""A node's directory as `mithaq demo` makes one: there the local operator may check, as nobody real is in it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from mithaq.home.directory import info


def as_demo(home: Path) -> Path:
    """The same directory, marked as a demonstration."""
    about = info(home)
    (home / "node.json").write_bytes(msgspec.json.encode(msgspec.structs.replace(about, demo=True)))
    return home
