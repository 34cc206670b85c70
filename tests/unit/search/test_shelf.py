"""The folder of an index: which files count, and who may write."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec import structs

from mithaq.search.files import Held, IndexDamaged, IndexOld
from mithaq.search.live import Live
from mithaq.search.shelf import FORMAT, MANIFEST, Manifest, Shelf
from tests.support.segments import crowd, frozen_of


def held(count: int) -> Held:
    return Held(frozen_of(crowd(count)), Live({}).held().exact)


def put(shelf: Shelf, count: int, kept: tuple[str, ...] = ()) -> Manifest:
    with shelf.writing() as mine:
        assert mine
        return shelf.put(held(count), structs.replace(shelf.manifest(), upto=count), kept)


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "new", "tables")
    assert shelf.manifest() == Manifest(FORMAT, "tables")
    assert shelf.load(shelf.manifest()) == []
    shelf.verify()


def test_what_was_put_counts_for_everybody(tmp_path: Path) -> None:
    shelf, other = Shelf(tmp_path, "tables"), Shelf(tmp_path, "tables")
    before = other.stamp()
    manifest = put(shelf, 20)
    assert other.stamp() == shelf.stamp() != before
    assert other.manifest() == manifest
    assert [len(one.rows.number) for one in other.load(manifest)] == [len(held(20).rows.number)]


def test_files_that_do_not_count_are_swept_away_and_who_reads_one_keeps_it(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "tables")
    first = put(shelf, 20)
    read = shelf.load(first)[0].rows
    second = put(shelf, 30, first.segments)
    assert second.segments == (*first.segments, "00000002.segment")
    third = put(shelf, 40, second.segments[1:])
    assert {path.name for path in tmp_path.glob("*.segment")} == {*third.segments}
    assert read.number.tolist() == held(20).rows.number.tolist()
    with pytest.raises(IndexDamaged):
        shelf.load(first)


def test_one_at_a_time_writes(tmp_path: Path) -> None:
    one, two = Shelf(tmp_path, "tables"), Shelf(tmp_path, "tables")
    with one.writing() as mine, two.writing() as yours:
        assert (mine, yours) == (True, False)
    with two.writing() as yours:
        assert yours


def test_files_of_other_tables_or_another_format_are_old(tmp_path: Path) -> None:
    put(Shelf(tmp_path, "tables"), 10)
    with pytest.raises(IndexOld):
        Shelf(tmp_path, "others").manifest()
    with Shelf(tmp_path, "others").writing():
        Shelf(tmp_path, "others").clear()
    assert Shelf(tmp_path, "others").manifest().segments == ()
    assert list(tmp_path.glob("*.segment")) == []


def test_a_manifest_with_any_other_byte_is_damage(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "tables")
    put(shelf, 10)
    sound = (tmp_path / MANIFEST).read_bytes()
    for at in range(len(sound)):
        (tmp_path / MANIFEST).write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :])
        with pytest.raises(IndexDamaged):
            shelf.manifest()
    for size in range(len(sound)):
        (tmp_path / MANIFEST).write_bytes(sound[:size])
        with pytest.raises(IndexDamaged):
            shelf.manifest()


def test_a_segment_that_is_not_there_is_damage(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "tables")
    put(shelf, 10)
    shelf.verify()
    next(tmp_path.glob("*.segment")).unlink()
    with pytest.raises(IndexDamaged):
        shelf.verify()
