"""`mithaq import un FILE`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from mithaq.app.imports import import_notices
from mithaq.app.node import Node
from mithaq.cli.exits import Line
from mithaq.cli.officer import Who, acting
from mithaq.domain.errors import Refusal
from mithaq.interop.un import read_list


class ImportArgs(Struct, frozen=True):
    """`file` is an absolute path that the node's own process can read."""

    file: str


def import_un(node: Node, who: Who, args: ImportArgs) -> Iterator[Line]:
    """Bring the sanctions notices of this node in line with the list; the last line counts what changed."""
    try:
        with Path(args.file).open("rb") as stream:
            found = read_list(stream)
    except OSError:
        raise Refusal("list.unreadable", "file") from None
    done = import_notices(node, acting(node, who), found.individuals, found.sha256)
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
