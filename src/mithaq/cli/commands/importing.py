"""`mithaq import un FILE` and `mithaq journal import FILE`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from mithaq.app.carried import take_bundle
from mithaq.app.imports import import_notices
from mithaq.app.issue import require
from mithaq.app.node import Node
from mithaq.cli.commands.telling import Tell, nobody
from mithaq.cli.exits import Line
from mithaq.cli.officer import Who, acting
from mithaq.domain.errors import Refusal
from mithaq.interop import archive
from mithaq.interop.un import read_list


class ImportArgs(Struct, frozen=True):
    """`file` is an absolute path that the node's own process can read."""

    file: str


def import_un(node: Node, who: Who, args: ImportArgs, tell: Tell = nobody) -> Iterator[Line]:
    """Bring the sanctions notices of this node in line with the list; the last line counts what changed."""
    actor = acting(node, who)
    require(node, actor, "list.import")  # before anything is read for somebody who may not
    try:
        with Path(args.file).open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            found = read_list(stream, progress=lambda done: tell("reading", done, size))
    except OSError:
        raise Refusal("list.unreadable", "file") from None
    tell("writing", 0, 0)
    done = import_notices(node, actor, found.individuals, found.sha256)
    if found.skipped_entities:
        yield {"message": "import.entities_skipped", "skipped_entities": found.skipped_entities}
    yield {
        "individuals": done.individuals,
        "added": done.added,
        "changed": done.changed,
        "withdrawn": done.withdrawn,
        "unchanged": done.unchanged,
        "skipped_entities": found.skipped_entities,
        "generated": found.generated,
        "file": found.sha256,
        "batches": list(done.batches),
    }


def import_bundle(node: Node, who: Who, args: ImportArgs) -> Iterator[Line]:
    """Take over what somebody carried here: statements, and whatever of their payloads and files was missing here."""
    actor = acting(node, who)
    require(node, actor, "bundle.take")  # the same
    try:
        with Path(args.file).open("rb") as stream:
            found = archive.opened(stream)
            taken = take_bundle(node, actor, found.bundle, found.file)
    except OSError:
        raise Refusal("file.unreadable", "file") from None
    yield {
        "admitted": taken.admitted,
        "waiting": taken.waiting,
        "payloads": taken.payloads,
        "attachments": taken.attachments,
    }
