"""Words for the keys of a benchmark's figures; docs/names.md says how each is reckoned."""

from __future__ import annotations

from collections.abc import Mapping

COLUMNS: Mapping[str, str] = {
    "queries": "questions",
    "recall_at_1": "first",
    "recall_at_10": "of ten",
    "recall_at_10_ceiling": "perfect",
    "strong_recall": "strong",
    "false_strong_per_100k": "false strong",
    "false_possible_per_100k": "false possible",
    "p50_ms": "p50 ms",
    "p99_ms": "p99 ms",
}
"""What the table of groups shows, with short headings; JSON has everything."""

FIGURES: Mapping[str, str] = {
    "alarm_recall": "Found and shown as strong or possible",
    "auc": "Area under the curve",
    "build_s": "Seconds to build the index",
    "cold_start_s": "Seconds from nothing to the first right answer",
    "distractors": "Invented persons besides",
    "f1": "F1",
    "false_possible_per_100k": "False possible alarms in 100,000",
    "false_possible_per_100k_at_most": "At most, with 95 % confidence (possible)",
    "false_strong_per_100k": "False strong alarms in 100,000",
    "false_strong_per_100k_at_most": "At most, with 95 % confidence (strong)",
    "gold_not_in_corpus": "Questions left out because their person is not in the corpus",
    "group": "Group",
    "in_register": "Questions about persons in the register",
    "index_bytes_per_record": "Bytes of index for each person",
    "matches": "Pairs judged one person",
    "mrr": "Mean reciprocal rank",
    "not_in_register": "Questions about people who are not in it",
    "p50_cpu_ms": "Milliseconds of the processor, median",
    "p50_ms": "Milliseconds, median",
    "p99_ms": "Milliseconds, 99th percentile",
    "pairs": "Pairs",
    "persons": "Persons of the corpus",
    "precision": "Precision",
    "qps_per_core": "Searches a second on one core",
    "queries": "Questions",
    "recall": "Recall",
    "recall_at_1": "Recall in first place",
    "recall_at_10": "Recall among ten",
    "recall_at_10_ceiling": "A perfect matcher's recall among ten",
    "recall_at_1_ceiling": "A perfect matcher's recall in first place",
    "records": "Persons in the register",
    "refused": "Refused because they are no names",
    "seed": "Seed",
    "strong_recall": "Found as strong",
    "wrong_strong_per_100k": "Another person strong besides, in 100,000",
}
