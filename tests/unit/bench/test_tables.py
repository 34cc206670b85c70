"""Tables: what is accepted, and what is refused with its line and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.bench.lists import read_corpus, read_queries
from mithaq.bench.tables import MAX_LINE, Row, TableError, rows
from mithaq.ops.texts import Language, translator

HEADER = b"entity_id\tname\tdob\tcountry\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "table.tsv"


def refusal(table: Path, data: bytes) -> TableError:
    table.write_bytes(data)
    with pytest.raises(TableError) as refused:
        read_corpus(table)
    return refused.value


@pytest.mark.parametrize(
    ("data", "code", "where", "line"),
    [
        (b"", "bench.empty", "corpus", 0),
        (b"\n\r\n", "bench.empty", "corpus", 0),
        (HEADER, "bench.empty", "corpus", 0),
        (b"entity_id\tnom\nA\tAli\n", "bench.missing_column", "corpus", 1),
        (b"entity_id,name\nA,Ali\n", "bench.missing_column", "corpus", 1),
        (b"entity_id\tname\tname\nA\tAli\tAli\n", "bench.double_column", "corpus: name", 1),
        (HEADER + b"A\tAli\t1980\n", "bench.cells", "corpus", 2),
        (HEADER + b"A\tAli\t1980\tEG\tx\n", "bench.cells", "corpus", 2),
        (HEADER + b"A\tAli\t\t\n\tOmar\t\t\n", "bench.blank", "corpus: entity_id", 3),
        (HEADER + b"A\t  \t\t\n", "bench.blank", "corpus: name", 2),
        (HEADER + b"A\tAli\t01.02.1980\t\n", "bench.birth", "corpus: dob", 2),
        (HEADER + b"A\tAli\t1980|soon\t\n", "bench.birth", "corpus: dob", 2),
        (HEADER + b"A\tAli\t\tXX\n", "bench.country", "corpus: country", 2),
        (HEADER + b"A\tAli\t\tEgypt\n", "bench.country", "corpus: country", 2),
        (HEADER + b"A\t\xff\xfe\t\t\n", "bench.encoding", "corpus", 2),
        (HEADER + b"A\tAl\0i\t\t\n", "bench.encoding", "corpus", 2),
        (HEADER.decode().encode("utf-16"), "bench.encoding", "corpus", 1),
        (HEADER + b"A\t" + b"x" * (1 << 20) + b"\t\t\n", "bench.long_line", "corpus", 2),
        (b"x" * (1 << 20), "bench.long_line", "corpus", 1),
    ],
)
def test_what_is_wrong_is_said_with_its_place(table: Path, data: bytes, code: str, where: str, line: int) -> None:
    refused = refusal(table, data)
    assert (refused.code, refused.where, refused.line) == (code, where, line)


def test_the_missing_column_is_named(table: Path) -> None:
    assert refusal(table, b"name\nAli\n").missing == ("entity_id",)


def test_a_file_that_is_not_there_and_a_folder_are_unreadable(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.tsv", tmp_path):
        with pytest.raises(TableError) as refused:
            list(read_queries(path))
        assert (refused.value.code, refused.value.where) == ("bench.unreadable", "queries")


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_every_refusal_of_the_table_has_a_sentence(language: Language) -> None:
    codes = [line.split("``")[1] for line in (TableError.__doc__ or "").splitlines() if "``bench." in line]
    assert len(codes) == 11
    assert not [code for code in codes if not translator(language).knows(code)]


def test_byte_order_mark_windows_lines_empty_lines_and_quotes_are_accepted(table: Path) -> None:
    data = '\ufeffname\tentity_id\tremark\r\n\r\nعمر "الشيخ"\tA\tx\r\n"Ali\tB\ty'
    table.write_bytes(data.encode())
    assert list(rows(table, "t", ("entity_id", "name"), ("dob",))) == [
        Row(3, ("A", 'عمر "الشيخ"', "")), Row(4, ("B", '"Ali', ""))
    ]  # fmt: skip


def test_a_line_of_just_the_limit_is_read(table: Path) -> None:
    table.write_bytes(b"left\n" + b"x" * (MAX_LINE - 1) + b"\n")
    assert [len(row.cells[0]) for row in rows(table, "t", ("left",))] == [MAX_LINE - 1]


def test_rows_of_one_person_are_gathered(table: Path) -> None:
    lines = ["A\tعمر\t1980\teg", "B\tAli\t\t", "A\tOmar\t1980|1981-02-03\tEG|tn"]
    table.write_bytes(HEADER + "\n".join(lines).encode())
    corpus = read_corpus(table)
    assert corpus.numbers == {"A": 0, "B": 1}
    first, second = corpus.persons
    assert (first.names, first.births, first.nationalities) == (("عمر", "Omar"), ("1980", "1981-02-03"), ("EG", "TN"))
    assert (second.names, second.births, second.nationalities) == (("Ali",), (), ())


def test_dates_that_are_not_iso_can_be_left_out(table: Path) -> None:
    table.write_bytes(HEADER + b"A\tAli\tabout 1980|1981\tEG\n")
    assert read_corpus(table, free_dates=True).persons[0].births == ("1981",)
