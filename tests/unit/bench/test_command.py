"""`mithaq match` and `mithaq bench` as a person types them."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.cli.commands.bench_words import COLUMNS, FIGURES
from mithaq.cli.main import COMMANDS
from mithaq.ops.texts import Language, translator
from tests.unit.cli.typed import Terminal

KEYS = {
    "queries", "recall_at_1", "recall_at_10", "mrr", "strong_recall", "false_strong_per_100k",
    "false_possible_per_100k", "p50_ms", "p99_ms", "qps_per_core", "build_s", "index_bytes_per_record",
}  # fmt: skip
CORPUS = """entity_id\tname\tdob\tcountry
A\tمحمد عبد القادر الجزائري\t1980-05-01\tdz
A\tMohamed Abdelkader Djazairi\t\t
B\tفاطمة الزهراء بن يوسف\t1975\tDZ|FR
C\tTareq Mansour Al-Masri\t\tEG
"""
QUERIES = """query\tgold_entity_id\tdob\tcountry\tremark
Muhammad Abdulqadir al-Jazairi\tA\t1980-05-01\t\tx
Fatma Zohra Benyoucef\tB\t1975-02-03\tdz\t
طارق منصور المصري\tC\t\teg\t
Gudrun Steinbach\t\t1990-01-02\t\t
Somebody Else\tZ\t\t\t
"""


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    for name in ("MITHAQ_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "MITHAQ_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    return Terminal(monkeypatch, capsys)


@pytest.fixture
def tables(tmp_path: Path) -> tuple[Path, Path]:
    corpus, queries = tmp_path / "corpus.tsv", tmp_path / "queries.tsv"
    corpus.write_text(CORPUS, "utf-8")
    queries.write_text(QUERIES, "utf-8")
    return corpus, queries


def test_two_names_are_compared_and_the_reason_given(terminal: Terminal) -> None:
    (line,) = terminal.lines("match", "محمد عبد القادر", "Mohamed Abdelkader")
    assert line["class"] in ("possible", "strong")
    assert {one["code"] for one in line["why"]} & {"part.script", "part.spelling"}
    assert sum(one["contribution"] for one in line["why"]) == pytest.approx(line["bits"], abs=0.05)
    (other,) = terminal.lines("match", "محمد عبد القادر", "Gudrun Steinbach")
    assert other["class"] == "none"
    assert other["score"] < line["score"]


@pytest.mark.parametrize(("language", "word"), [("ar", "مطابقة"), ("en", "match"), ("fr", "orrespondance")])
def test_two_names_are_compared_in_three_languages(terminal: Terminal, language: str, word: str) -> None:
    assert word in terminal.run("--lang", language, "match", "عمر خالد", "Omar Khaled")


@pytest.mark.parametrize(
    ("name", "code"),
    [("", "match.name"), ("  ", "match.name"), ("ab " * 1000, "name.too_long"), ("\udcff", "command.text")],
)
def test_what_is_no_name_is_refused(terminal: Terminal, name: str, code: str) -> None:
    for pair in ((name, "Ali"), ("Ali", name)):
        terminal.run("match", "--json", "--", *pair, status=1)
        assert f'"error":"{code}"' in terminal.out + terminal.err


def test_match_reports_every_key(terminal: Terminal, tables: tuple[Path, Path]) -> None:
    corpus, queries = tables
    asked = ("bench", "match", "--corpus", corpus, "--queries", queries)
    (figures,) = terminal.lines(*asked)
    assert set(figures) >= KEYS
    assert (figures["queries"], figures["in_register"], figures["not_in_register"]) == (4, 3, 1)
    assert (figures["gold_not_in_corpus"], figures["persons"], figures["refused"]) == (1, 3, 0)
    assert figures["recall_at_1"] == figures["recall_at_10"] == figures["mrr"] == 1.0
    assert figures["false_strong_per_100k"] == 0.0
    assert 90_000 < figures["false_strong_per_100k_at_most"] < 100_000  # of one question nothing is learnt
    *groups, again = terminal.lines(*asked, "--groups", "--distractors", "50")
    assert again["distractors"] == 50
    assert {one["group"] for one in groups} >= {
        "direction:latin>arabic+latin", "direction:latin>arabic", "direction:arabic>latin", "sex:male", "sex:female",
        "country:DZ", "country:FR", "country:EG",
    }  # fmt: skip


def test_search_reports_groups_and_repeats_by_seed(terminal: Terminal) -> None:
    asked = ("bench", "search", "--records", "300", "--queries", "60", "--seed", "9")
    *groups, figures = terminal.lines(*asked)
    assert set(figures) >= KEYS
    assert figures["records"] == 300
    assert {"date:full", "date:year", "date:none"} <= {one["group"] for one in groups}
    assert all(one["recall_at_10_ceiling"] is None or 0.9 < one["recall_at_10_ceiling"] <= 1 for one in groups)
    timed = ("p50_ms", "p99_ms", "qps_per_core", "p50_cpu_ms", "build_s")
    same = [{key: value for key, value in line.items() if key not in timed} for line in terminal.lines(*asked)]
    assert same == [{key: value for key, value in line.items() if key not in timed} for line in (*groups, figures)]


def test_pairs_shows_its_errors(terminal: Terminal, tmp_path: Path) -> None:
    table = tmp_path / "pairs.tsv"
    table.write_text("left\tright\tis_match\nعمر خالد\tOmar Khaled\t1\nOmar Khaled\tعمر خالد\t0\n", "utf-8")
    (figures,) = terminal.lines("bench", "pairs", "--pairs", table)
    assert (figures["recall"], figures["precision"], figures["auc"]) == (1.0, 0.5, 0.5)
    assert [one["is_match"] for one in figures["worst"]] == [False]
    shown = terminal.run("--lang", "en", "bench", "pairs", "--pairs", table)
    assert "two persons" in shown
    assert "Precision: 0.5" in shown


def test_a_bad_table_is_one_line_with_its_place(terminal: Terminal, tables: tuple[Path, Path]) -> None:
    corpus, queries = tables
    corpus.write_text("entity_id\tname\tdob\nA\tAli\t1980\nB\tSECRET\tsoon\n", "utf-8")
    terminal.run("--lang", "en", "bench", "match", "--corpus", corpus, "--queries", queries, status=1)
    assert terminal.err.count("\n") == 1
    assert all(word in terminal.err for word in ("corpus: dob", "Line: 3.", "[bench.birth]", "--free-dates"))
    assert "SECRET" not in terminal.err
    (line,) = [*terminal.lines("bench", "match", "--corpus", corpus, "--queries", queries, status=1)]
    assert line == {"error": "bench.birth", "where": "corpus: dob", "line": 3}
    terminal.run("bench", "match", "--corpus", corpus, "--queries", queries, "--free-dates")


@pytest.mark.parametrize(
    "asked",
    [
        ("search",), ("search", "--records", "0"), ("search", "--records", "many"), ("match", "--corpus", "x"),
        ("search", "--records", "5", "--dates", "month"), ("match", "--corpus", "x", "--queries", "y", "--top", "0"),
        ("nothing",),
    ],
)  # fmt: skip
def test_wrong_usage_is_said(terminal: Terminal, asked: tuple[str, ...]) -> None:
    terminal.run("bench", *asked, status=2)


def test_the_commands_are_listed(terminal: Terminal) -> None:
    assert {"match", "bench"} <= set(COMMANDS)
    assert all(name in terminal.run("bench", "--help") for name in ("match", "pairs", "search"))


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_every_figure_has_a_word(language: Language) -> None:
    texts = translator(language)
    known = set(getattr(texts._catalog, "_catalog", {}))
    assert not sorted({*FIGURES.values(), *COLUMNS.values()} - known)
    assert set(COLUMNS) <= set(FIGURES)
