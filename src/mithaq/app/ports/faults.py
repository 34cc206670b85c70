"""How a store says that it cannot: the only exceptions of its own that leave it."""

from __future__ import annotations

NOT_MITHAQ = "store.not_mithaq"
"""The file is something else. It was not touched."""

NEWER = "store.newer"
"""The file was written by a newer version of this program. It was not touched."""

CORRUPT = "store.corrupt"
"""The bytes on disk are damaged: run `mithaq fsck`."""

FULL = "store.full"
"""No space left. Reading goes on, and writing as soon as there is space; nothing needs repair."""

BUSY = "store.busy"
"""Somebody else held the store for too long. Try again."""

IO = "store.io"
"""The disk or the operating system refused. After a failed commit the outcome is not known: read before retrying."""

GONE = "store.gone"
"""The database server does not answer. Nothing acknowledged is lost; the node goes on by itself as soon as it answers. Of a
commit that was cut off the outcome is not known: read before retrying."""

TAKEN = "store.taken"
"""Another process is the writer of this database. A member's journal has one."""

SETTING = "store.setting"
"""The database server is not what durability and erasure rest on; `where` names the setting. It was not touched."""

NESTED = "store.nested"
"""A thread that reads or writes began to write, or one that writes began to read: a mistake in the program."""

INTEGRITY = "store.integrity"
"""The row contradicts what is stored (a place that is taken, a value outside its range)."""


class StoreFault(Exception):
    """The store cannot do this.

    `code` is stable; `where` names the table, column or system call concerned, never a value that was stored.
    """

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(f"{code} ({where})" if where else code)
        self.code = code
        self.where = where


class IntegrityFault(StoreFault):
    """A row was refused because it contradicts what is stored. Its transaction will not commit."""

    def __init__(self, where: str = "") -> None:
        super().__init__(INTEGRITY, where)
