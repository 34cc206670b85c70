"""How often the right spelling is among the first suggestions, on names that the shipped table did not teach.

    python -m tests.campaign.suggestions --data FOLDER [--most 400]

FOLDER holds `palestine_tokens.tsv` (Unlicense; asked as names of PS) and `tokens.tsv`, of which only rows out of
google/transliteration (Apache-2.0) or coling2018 (MIT-style) are asked, as names of no state. Neither is part of the
repository. Prints one JSON line a source, direction and group: *known* names have a Latin spelling in the shipped table, the
others are spelled by letters. A suggestion is right if it is a spelling that the source gives for the name, compared
without capitals, spaces and hyphens; Arabic also without hamza and dots of ta marbuta (`folded`).
"""

import argparse
import csv
import json
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from mithaq.names.phonemes import is_arabic
from mithaq.names.suggest.counted import Counted, arabic_key, latin_key
from mithaq.names.suggest.suggest import MOST, Suggester
from mithaq.ops.tables import frequency_rows

FIRST = (1, 3, MOST)
SOURCES = {
    "palestine": ("palestine_tokens.tsv", "PS", ()),
    "tokens": ("tokens.tsv", "", ("google_ar2en", "coling2018_wd")),
}
Answers = dict[str, set[str]]


def main() -> None:
    """Every source in both directions."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--most", type=int, default=400, help="names asked of each group")
    chosen = options.parse_args()
    rows = frequency_rows()
    suggester, counted = Suggester(rows), Counted(rows)
    for source, (file, state, kept) in SOURCES.items():
        pairs = list(_pairs(chosen.data / file, kept))
        for direction, every in (("to latin", _answers(pairs)), ("to arabic", _answers((b, a) for a, b in pairs))):
            for group, answers in _groups(every, counted).items():
                print(json.dumps({"source": source, "direction": direction, "names": group,
                                  **_asked(suggester, state, answers, chosen.most)}), flush=True)  # fmt: skip


def _pairs(file: Path, kept: Sequence[str]) -> Iterator[tuple[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            if not kept or any(source in row["sources"] for source in kept):
                yield row["arabic"], row["latin"]


def _answers(pairs: Iterable[tuple[str, str]]) -> Answers:
    found: Answers = defaultdict(set)
    for asked, right in pairs:
        found[asked].add(right)
    return found


def _groups(every: Answers, counted: Counted) -> dict[str, Answers]:
    groups: dict[str, Answers] = {"known": {}, "unknown": {}}
    for asked, right in every.items():
        known = counted.latin_of(arabic_key(asked)) if is_arabic(asked) else counted.arabic_of(latin_key(asked))
        groups["known" if known else "unknown"][asked] = right
    return groups


def _asked(suggester: Suggester, state: str, answers: Answers, most: int) -> dict[str, object]:
    names = sorted(answers)
    random.Random(1).shuffle(names)
    exact, folded, times = dict.fromkeys(FIRST, 0), dict.fromkeys(FIRST, 0), []
    for name in names[:most]:
        began = time.perf_counter()
        found = [one.text for one in suggester.suggest(name, state)]
        times.append((time.perf_counter() - began) * 1000)
        for first in FIRST:
            exact[first] += bool({_close(text) for text in found[:first]} & {_close(text) for text in answers[name]})
            folded[first] += bool({_key(text) for text in found[:first]} & {_key(text) for text in answers[name]})
    asked = min(most, len(names))
    return {
        "asked": asked,
        "right": {first: round(count / asked, 3) for first, count in exact.items()},
        "folded": {first: round(count / asked, 3) for first, count in folded.items()},
        "p50_ms": round(statistics.median(times), 1),
        "most_ms": round(max(times)),
    }


def _close(text: str) -> str:
    return text.casefold().replace(" ", "").replace("-", "")


def _key(text: str) -> str:
    return arabic_key(text) if is_arabic(text) else latin_key(text)


if __name__ == "__main__":
    main()
