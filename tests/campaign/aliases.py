"""Does every official alias of good quality find its person among 100,000 synthetic others? Through the whole check.

    python -m tests.campaign.aliases un-consolidated.xml --persons 100000

The list is not part of the repository. Prints one JSON line: aliases asked, found among the answers, found first, and the
time of a whole check (milliseconds, with its log line; median and 99th percentile).
"""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

from mithaq.app import border, imports
from mithaq.app.alerts import draft_batch
from mithaq.app.node import Node, operator_actor
from mithaq.domain.content import SanctionsNotice
from mithaq.interop.un import read_list
from mithaq.ops.tables import frequency_rows
from mithaq.store import open_store
from mithaq.testing.synthetic import Generator
from mithaq.testing.world import World

STATES = ("TN", "EG", "SA", "JO", "MA")
BATCH = 1000


def main() -> None:
    """Load, ask, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("list", type=Path)
    options.add_argument("--persons", type=int, default=100_000)
    options.add_argument("--store", type=Path, help="a file for the database; default: memory")
    chosen = options.parse_args()
    node = World(1, ("TN", "GS"))["TN"]
    if chosen.store:
        node.store = open_store(chosen.store)
    with chosen.list.open("rb") as stream:
        found = read_list(stream)
    imports.import_notices(node, operator_actor(node), found.individuals, found.sha256)
    items = {held.notice.source_id: held.item for held in _own(node)}
    generator = Generator(1, frequency_rows())
    for start in range(0, chosen.persons, BATCH):
        state = STATES[start // BATCH % len(STATES)]
        others = [
            SanctionsNotice(generator.person(state).identity, f"x{start + i}", "", "synthetic", "2020-01-01")
            for i in range(min(BATCH, chosen.persons - start))
        ]
        draft_batch(node, operator_actor(node), "sanctions", others, local=True)
    print(json.dumps(_ask(node, found.individuals, items), ensure_ascii=False))


def _own(node: Node) -> list[imports.Held]:
    with node.store.read() as reader:
        return imports.own_notices(node, reader)


def _ask(node: Node, individuals: Sequence[SanctionsNotice], items: dict[str, str]) -> dict[str, object]:
    asked = found = first = 0
    times, missed = [], []
    for notice in individuals:
        for name in notice.identity.names:
            if name.use in ("alias", "known_as") and name.quality != "good":
                continue
            began = time.perf_counter()
            answer = border.check(node, operator_actor(node), border.Check(purpose="border", name=name.full))
            times.append((time.perf_counter() - began) * 1000)
            asked += 1
            entries = [candidate.entry for candidate in answer.candidates]
            hit = items[notice.source_id] in entries
            found += hit
            first += bool(entries) and entries[0] == items[notice.source_id]
            if not hit:
                missed.append(notice.source_id)
    times.sort()
    return {
        "asked": asked,
        "found": found,
        "first": first,
        "missed": missed[:20],
        "p50_ms": round(times[len(times) // 2], 1),
        "p99_ms": round(times[len(times) * 99 // 100], 1),
    }


if __name__ == "__main__":
    main()
