"""How long a process takes from nothing to its first right answer: load the program, map the files, ask one question."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import perf_counter

from mithaq.ops.tables import scales
from mithaq.search.index import Index
from mithaq.search.query import PersonQuery

STARTS = 3
"""The fastest of so many counts: what lies on disk is in the machine's memory by then, as on a node that starts again."""


def cold_start(folder: Path, query: PersonQuery, wanted: int) -> float | None:
    """Seconds to the first answer that holds the person `wanted`; None if it does not."""
    times = [_started(folder, query, wanted) for _ in range(STARTS)]
    return None if None in times else round(min(time for time in times if time is not None), 2)


def _started(folder: Path, query: PersonQuery, wanted: int) -> float | None:
    command = [sys.executable, "-m", __name__, str(folder), query.name or "", query.birth or "", str(wanted)]
    began = perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:  # noqa: S603 - this very program
        found = process.stdout.readline() if process.stdout else b""
        took = perf_counter() - began
    return took if found == b"found\n" else None


def main(folder: str, name: str, birth: str, wanted: str) -> None:
    """In the child: open, ask once, say whether the right person is there."""
    index = Index.open(Path(folder), scales())
    numbers = [one.number for one in index.find(PersonQuery(name=name, birth=birth or None), every=True)]
    print("found" if int(wanted) in numbers else "not found", flush=True)  # noqa: T201 - told to the parent


if __name__ == "__main__":
    main(*sys.argv[1:])
