from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.bench.peers.lists import Group, list_materials
from mithaq.bench.peers.run import PeersRun, peers
from mithaq.bench.tables import TableError
from mithaq.domain.errors import Refusal

CORPUS = """entity_id\tname\tscript\tlist\tperson_cluster
A1\tAli Hassan\tlatin\tUN\tP1
A1\tعلي حسن\tarabic\tUN\tP1
A2\tHassan Ali\tlatin\tUN\tP1
B1\tOmar Said\tlatin\tEU\tP2
"""
QUERIES = """query\tgold_entity_id\ttarget_script\talias_quality\tsingle_or_kunya\ttrivial\tlist\tarab\tperson_cluster
Aly Hasan\tA1\tlatin\tgood\t0\t0\tUN\t1\tP1
Aly Hasan\tA1\tarabic\tgood\t0\t0\tUN\t1\tP1
Umar Saeed\tB1\tlatin\t\t0\t0\tEU\t1\tP2
Abu X\tB1\tlatin\tgood\t1\t0\tEU\t1\tP2
Omar Said\tB1\tlatin\tgood\t0\t1\tEU\t1\tP2
Bad\tB1\tlatin\tlow\t0\t0\tEU\t1\tP2
Other\tB1\tlatin\tgood\t0\t0\tEU\t0\tP2
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    corpus, queries = tmp_path / "c.tsv", tmp_path / "q.tsv"
    corpus.write_text(CORPUS, "utf-8")
    queries.write_text(QUERIES, "utf-8")
    return corpus, queries


def test_each_list_and_script_is_a_race_of_its_own(files: tuple[Path, Path]) -> None:
    made = list_materials(*files, 0)
    assert {group: (len(one.rows), [q.name for q in one.questions]) for group, one in made.items()} == {
        Group("EU", "latin"): (1, ["Umar Saeed"]),
        Group("UN", "arabic"): (1, ["Aly Hasan"]),
        Group("UN", "latin"): (2, ["Aly Hasan"]),
    }
    assert made[Group("UN", "arabic")].questions[0].direction == "latin-arabic"


def test_another_number_of_the_same_person_is_right(files: tuple[Path, Path]) -> None:
    one = list_materials(*files, 0)[Group("UN", "latin")]
    assert {row.number for row in one.rows} == {one.questions[0].gold}


def test_fewer_questions_are_spread_over_the_file(files: tuple[Path, Path]) -> None:
    made = list_materials(*files, 2)
    assert list(made) == [Group("UN", "arabic"), Group("UN", "latin")]


def test_two_plain_tables_are_enough(tmp_path: Path) -> None:
    corpus, queries = tmp_path / "c.tsv", tmp_path / "q.tsv"
    corpus.write_text("entity_id\tname\nA\tAli\nB\tعمر\n", "utf-8")
    queries.write_text("query\tgold_entity_id\nAly\tA\nNobody\t\n", "utf-8")
    made = list_materials(corpus, queries, 0)
    assert {group: [q.gold for q in one.questions] for group, one in made.items()} == {
        Group("", "arabic"): [0, -1],
        Group("", "latin"): [0, -1],
    }


def test_a_table_without_its_column_is_refused(tmp_path: Path, files: tuple[Path, Path]) -> None:
    wrong = tmp_path / "wrong.tsv"
    wrong.write_text("entity_id\nA\n", "utf-8")
    with pytest.raises(TableError) as caught:
        list_materials(wrong, files[1], 0)
    assert caught.value.code == "bench.missing_column"


@pytest.mark.parametrize("run", [PeersRun(), PeersRun(list_corpus=Path("c"), records=5)])
def test_a_race_needs_people_of_one_kind(run: PeersRun) -> None:
    with pytest.raises(Refusal) as caught:
        list(peers(run, lambda *_: None))
    assert caught.value.code == "bench.material"
