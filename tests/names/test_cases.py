"""The law of name matching: labelled pairs, and a confusion matrix that may change only where somebody looks.

`cases.csv` is written by hand; `README.md` says what its labels mean. When a change of the matcher is meant, write the
matrix anew with `python -m tests.names.test_cases` and read the diff.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from mithaq.ops.tables import scales
from mithaq.search.pair import match_names

HERE = Path(__file__).parent
FROZEN = HERE / "confusion.txt"
OUTCOMES = ("found", "missed", "told apart", "confused")
STATES = frozenset("AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split())

ONE_SIDED = {
    "cross_script": "near_miss_cross",
    "near_miss_cross": "cross_script",
    "female_full": "sisters",
    "sisters": "female_full",
    "silent": "near_miss",
    **dict.fromkeys("near_miss near_miss_full".split(), "typo"),
    **dict.fromkeys("brothers brother_and_sister father_and_son other_father other_grandfather".split(), "nasab_links"),
    **dict.fromkeys("other_person too_little".split(), "missing_parts"),
    "female_male": "female_names",
    "kunya_is_not_name": "kunya",
}
"""Phenomena that can have one label only, and the one that holds the other side."""

SEX = {
    **dict.fromkeys("female_names female_full sisters amat_compounds".split(), "women"),
    **dict.fromkeys("female_male brother_and_sister".split(), "a woman and a man"),
    **dict.fromkeys("brothers father_and_son other_father other_grandfather abd_compounds kunya".split(), "men"),
}
"""Whose names a phenomenon is about, where it says so; the others are mostly men's, and some are of both."""

_ARABIC = re.compile("[؀-ۿﭐ-﷿ﹰ-ﻼ]")
_LETTERS = {
    "tashkeel": "[\u064b-\u0652\u0670]",
    "tatweel": "ـ",
    "presentation_forms": "[ﭐ-ﷻﹰ-ﻼ]",
    "persian_code_points": "[یکگچپۆ]",
    "urdu_code_points": "[ہھۃی]",
    "cyrillic": "[а-я]",
    "invisible_marks": "[\u00ad\u200b-\u200f\u202a-\u202e]",
    "latin_marks": "[^\x00-\x7f\u0600-\u06ff]",
    "mrz_phonetic": "^[A-Z<]+<<[A-Z<]+$",
    "mrz_truncated": "^[A-Z<]+<<[A-Z<]+$",
    "mrz_x_scheme": "^[A-Z<]+<<[A-Z<]+$",
    "initials": r"\b\w\.",
    "abd_compounds": r"(?i)عبد|عبيد|\b[ac]b[dd]",
    "amat_compounds": r"(?i)[أا]م[ةه]|\bamat",
    "nasab_links": r"(?i)\b(بن|ابن|بنت|ابنة|ولد|ود|منت|bin|ibn|b|ina|ould|ben\w*)\b",
    "al_family": r"آل|ال|البو",
}
"""What at least one side of every pair of a phenomenon must hold."""


def cases() -> list[dict[str, str]]:
    with (HERE / "cases.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judged(left: str, right: str) -> tuple[float, bool]:
    """Score, and whether an officer would be shown the one when he asks for the other: the only place that asks."""
    found = match_names(left, right, scales())
    return found.score, found.klass != "none"


def outcome(case: dict[str, str]) -> str:
    _, alike = judged(case["left"], case["right"])
    if case["same"] == "1":
        return "found" if alike else "missed"
    return "confused" if alike else "told apart"


def direction(case: dict[str, str]) -> str:
    """AA, AL or LL: Arabic script or not, of either side."""
    return "".join(sorted("A" if _ARABIC.search(case[side]) else "L" for side in ("left", "right")))


GROUPS: dict[str, Callable[[dict[str, str]], str]] = {
    "by phenomenon": lambda case: case["phenomenon"],
    "by state": lambda case: case["state"],
    "by direction": direction,
    "by sex": lambda case: SEX.get(case["phenomenon"], ""),
    "whole": lambda case: "all",
}


def matrix() -> str:
    """Outcomes by phenomenon, state, direction and sex, then every error by name."""
    every = [(case, outcome(case)) for case in cases()]
    lines = []
    for title, group_of in GROUPS.items():
        lines.append(f"{title:22}" + "".join(f"{name:>12}" for name in (*OUTCOMES, "recall", "apart")))
        tables: dict[str, Counter[str]] = {}
        for case, found in every:
            tables.setdefault(group_of(case), Counter())[found] += 1
        lines += [_row(group, tables[group]) for group in sorted(tables) if group]
        lines.append("")
    return "\n".join(lines + list(_errors(every))) + "\n"


def _row(name: str, counts: Counter[str]) -> str:
    shares = (_share(counts["found"], counts["missed"]), _share(counts["told apart"], counts["confused"]))
    return f"{name:22}" + "".join(f"{counts[outcome]:>12}" for outcome in OUTCOMES) + "".join(shares)


def _share(right: int, wrong: int) -> str:
    return f"{right / (right + wrong):>12.3f}" if right + wrong else f"{'-':>12}"


def _errors(every: list[tuple[dict[str, str], str]]) -> Iterator[str]:
    for case, found in every:
        if found in ("missed", "confused"):
            sign = "=" if case["same"] == "1" else "≠"
            where = " ".join(filter(None, (case["phenomenon"], case["state"])))
            yield f"{found}: {case['left']} {sign} {case['right']} ({where})"


def test_confusion_matrix_is_the_frozen_one() -> None:
    found = matrix()
    print(found)
    assert found == FROZEN.read_text(encoding="utf-8")


def test_cases_are_enough_and_of_every_state() -> None:
    every = cases()
    assert len(every) >= 2_500
    states = Counter(case["state"] for case in every)
    assert set(states) - {""} == STATES
    assert min(states.values()) >= 30
    same = sum(case["same"] == "1" for case in every)
    assert 0.5 <= same / len(every) <= 0.65


def test_labels_and_texts_are_clean() -> None:
    for case in cases():
        assert case["same"] in ("0", "1"), case
        assert re.fullmatch("[a-z_]+", case["phenomenon"]), case
        for text in (case["left"], case["right"]):
            assert text == unicodedata.normalize("NFC", text), case
            assert text == " ".join(text.split()), case
        assert case["left"] != case["right"], case


def test_no_pair_stands_there_twice() -> None:
    counts = Counter(frozenset((case["left"], case["right"])) for case in cases())
    assert [sorted(pair) for pair, count in counts.items() if count > 1] == []


def test_every_phenomenon_has_both_labels_or_a_counterpart() -> None:
    labels: dict[str, set[str]] = {}
    for case in cases():
        labels.setdefault(case["phenomenon"], set()).add(case["same"])
    assert len(labels) >= 40
    assert {name for name, found in labels.items() if len(found) == 1} == set(ONE_SIDED)
    for name, other in ONE_SIDED.items():
        assert labels[name] | labels[other] == {"0", "1"}, name
    assert set(SEX) <= set(labels)


def test_pairs_show_the_phenomenon_they_stand_for() -> None:
    for case in cases():
        wanted = _LETTERS.get(case["phenomenon"])
        assert wanted is None or any(re.search(wanted, case[side]) for side in ("left", "right")), case
        if case["phenomenon"] in ("cross_script", "near_miss_cross"):
            assert direction(case) == "AL", case
    assert set(_LETTERS) <= {case["phenomenon"] for case in cases()}


def test_both_ways_give_one_score() -> None:
    for case in cases():
        assert judged(case["left"], case["right"]) == judged(case["right"], case["left"]), case


if __name__ == "__main__":
    FROZEN.write_text(matrix(), encoding="utf-8")
