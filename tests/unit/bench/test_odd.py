"""Odd questions are answered or refused by name, never worse."""

from __future__ import annotations

from mithaq.bench.asking import nobody
from mithaq.bench.odd import ODD, odd


def test_each_odd_question_is_answered_or_refused() -> None:
    lines = {line["question"]: line for line in odd(300, 5, nobody)}
    assert list(lines) == list(ODD)
    said = {name: line["said"] for name, line in lines.items()}
    assert said["mebibyte"] == said["words_200"] == "name.too_long"
    assert {said["marks"], said["digits"]} == {"0"}
    odd_ones = {name: text for name, text in said.items() if not text.isdigit()}
    assert odd_ones == {"mebibyte": "name.too_long", "words_200": "name.too_long"}
    assert all(0 <= line["p50_ms"] <= line["most_ms"] for line in lines.values())
    assert lines["mebibyte"]["bytes"] > 2**20 - 16
