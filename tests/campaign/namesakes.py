"""Do as many people bear a name as `names/namesakes.py` expects? Counted where somebody can be counted.

    python -m tests.campaign.namesakes --state EG --persons 200000
    python -m tests.campaign.namesakes --registry frequency_palestine.tsv
    python -m tests.campaign.namesakes --people fullnames_corpus.tsv

Generated people (independent links, drawn from the same table: the arithmetic and what counts as similar), single names of
a civil registry sample of Palestine (the bias of the table), and full names of real people (whether links are independent).
The two files are not part of the repository. Prints one JSON line each: names asked, how many others bear them, how many
were expected, the median of the two's ratio where ten or more bear the name, and for how many the count lies in the range.
"""

import argparse
import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import ceil, floor
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from msgspec import structs

from mithaq.names.census import Census, Sex
from mithaq.names.compare import ALIKE, part_likeness
from mithaq.names.namesakes import Namesakes, namesakes
from mithaq.names.parts import Kind, Part, parts
from mithaq.ops.tables import frequency_rows, state_counts, women_names
from mithaq.testing.synthetic.chain import draw_chain
from mithaq.testing.synthetic.customs import custom_of
from mithaq.testing.synthetic.names import state_names

Chain = tuple[Part, ...]
NAMES = 200
"""Names asked a run."""


def main() -> None:
    """Count, compare, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--state", default="EG", choices=["TN", "EG", "SA", "JO", "MA"])
    options.add_argument("--persons", type=int, default=200_000)
    options.add_argument("--registry", type=Path)
    options.add_argument("--people", type=Path)
    chosen = options.parse_args()
    if chosen.registry:
        for kind, result in registry(chosen.registry):
            print(json.dumps({"registry": kind, **result}))
    elif chosen.people:
        for state, result in people(chosen.people):
            print(json.dumps({"people": state, **result}))
    else:
        for links, result in generated(chosen.state, chosen.persons):
            print(json.dumps({"generated": chosen.state, "links": links, **result}))


def generated(state: str, persons: int) -> Iterable[tuple[str, dict[str, object]]]:
    """Men drawn by the generator; asked by two, three and four links of some of them."""
    random = Random(3)
    names = state_names(custom_of(state), frequency_rows())
    drawn = [draw_chain(random, names, 0.0) for _ in range(persons)]
    folk = Counter(
        tuple(_one(link.arabic) for link in (one.given, one.father, one.grandfather, one.family)) for one in drawn
    )
    ends: list[dict[Part, list[Chain]]] = [defaultdict(list), defaultdict(list)]
    for chain in folk:
        ends[0][chain[0]].append(chain)
        ends[1][chain[-1]].append(chain)
    links_in_use = {link for chain in folk for link in chain}
    asking = _people(state, persons * 2)  # half of them are men
    for links in ((0,), (3,), (0, 1), (0, 3), (0, 1, 3), (0, 1, 2, 3)):
        rows = []
        for chain in random.choices(list(folk), weights=list(folk.values()), k=NAMES):
            name = tuple(chain[link] for link in links)
            expected = namesakes(asking, name, state, "male")
            assert expected is not None
            alike = [{part for part in links_in_use if _alike(asked, part)} for asked in name]
            near = {chain for end in ends for part in alike[0] for chain in end.get(part, ())}
            rows.append((expected, sum(folk[chain] for chain in near if _fits(alike, chain))))
        yield "".join(map(str, links)), _compared(rows)


def registry(path: Path) -> Iterable[tuple[str, dict[str, object]]]:
    """Single names of the sample against the table's share of the state, for names that the sample counts often."""
    tables: dict[tuple[str, str], Counter[Part]] = defaultdict(Counter)
    with path.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            read = parts(row["name"])
            if len(read) == 1:
                tables[row["kind"], row["sex"]][_bare(read[0])] += int(row["count"])
    for (kind, sex), table in tables.items():
        total = sum(table.values())
        asking = _people("PS", total)
        who: Sex = {"f": "female", "m": "male"}.get(sex, "")
        rows = []
        for part in Random(3).choices(list(table), weights=list(table.values()), k=NAMES):
            counted = sum(n for other, n in table.items() if _alike(part, other))
            (bearer,) = asking.bearers(part, "PS", who)
            found = namesakes(asking, (part,), "PS", who)
            assert found is not None
            expected = (bearer.family if kind == "family" else bearer.given) * total
            low, high = (expected * end / found.expected for end in (found.low, found.high))
            rows.append((Namesakes(expected, low, high, "PS", None, ""), counted))
        yield f"{kind} {sex}".strip(), _compared(rows)


def people(path: Path) -> Iterable[tuple[str, dict[str, object]]]:
    """Pairs of real people of a state who share first and last part, against what independence lets expect.

    Of names of three and four parts only: the file holds one entry for all who bear one full name.
    """
    found: dict[str, dict[str, Chain]] = defaultdict(dict)
    with path.open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            read = tuple(map(_bare, parts(row["name"])))
            if len(read) in (3, 4):
                found[row["country"].upper()].setdefault(row["entity_id"], read)
    for state, folk in sorted(found.items()):
        ends = [Counter(chain[at] for chain in folk.values()) for at in (0, -1)]
        pairs = _twice(Counter((chain[0], chain[-1]) for chain in folk.values()))
        chance = _twice(ends[0]) * _twice(ends[1]) / (len(folk) * (len(folk) - 1) or 1)
        yield state, {"persons": len(folk), "pairs": pairs, "by_chance": round(chance, 1)}


def _twice(counts: Counter[Any]) -> int:
    """Ordered pairs of people counted as one."""
    return sum(n * (n - 1) for n in counts.values())


def _people(state: str, number: int) -> Census:
    """The shipped table for a state of so many people, who are all nationals."""
    (row,) = (row for row in state_counts() if row.state == state)
    return Census(frequency_rows(), [structs.replace(row, people=number, citizens=1.0)], women_names())


def _fits(alike: Sequence[set[Part]], chain: Chain) -> bool:
    """Whether somebody bears parts like these: given name first then some others in order, or the family first."""
    given, *_, family = chain
    first = given in alike[0] and any(
        all(part in fit for part, fit in zip(links, alike[1:], strict=True))
        for links in combinations(chain[1:], len(alike) - 1)
    )
    if first or family not in alike[0]:
        return first
    rest = alike[1:]
    return not rest or (
        given in rest[0]
        and any(
            all(part in fit for part, fit in zip(links, rest[1:], strict=True))
            for links in combinations(chain[1:-1], len(rest) - 1)
        )
    )


_LIKE: dict[tuple[Part, Part], bool] = {}


def _alike(one: Part, two: Part) -> bool:
    if (one, two) not in _LIKE:
        _LIKE[one, two] = part_likeness(one, two) >= ALIKE
    return _LIKE[one, two]


def _one(name: str) -> Part:
    return _bare(parts(name)[0])


def _bare(part: Part) -> Part:
    return Part("", part.core, part.joined, Kind.NAME if part.kind is Kind.FOREFATHER else part.kind)


def _compared(rows: Sequence[tuple[Namesakes, int]]) -> dict[str, object]:
    """`rows` with counts that hold the one who asks: the others are compared."""
    others = [(found, counted - 1) for found, counted in rows]
    ratios = [counted / found.expected for found, counted in others if counted >= 10]
    return {
        "names": len(others),
        "counted": sum(counted for _, counted in others),
        "expected": round(sum(found.expected for found, _ in others), 1),
        "median_ratio": round(median(ratios), 2) if ratios else None,
        "in_range": sum(floor(found.low) <= n <= ceil(found.high) for found, n in others) / len(others),
    }


if __name__ == "__main__":
    main()
