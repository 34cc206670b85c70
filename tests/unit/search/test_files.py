"""A segment in a file: what was written comes back, or it is damage."""

from __future__ import annotations

import zlib
from pathlib import Path

import msgspec
import numpy as np
import pytest

from mithaq.search.files import ALIGNED, MAGIC, Column, Held, IndexDamaged, load, save, verify
from mithaq.search.live import Live
from mithaq.search.person import SearchThing
from tests.support.segments import crowd, frozen_of, live

HEAD = len(MAGIC) + 16


def held() -> Held:
    people = crowd(60)
    numbers = live([SearchThing(1, (("plate", "A1"), ("plate", "B2")))]).held().exact
    return Held(frozen_of(people), numbers)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A segment as written."""
    save(held(), tmp_path / "one")
    return tmp_path / "one"


def arrays(of: Held) -> dict[str, np.ndarray]:
    rows = {**of.rows._asdict(), **of.rows.words._asdict()}
    return {name: array for name, array in rows.items() if name != "words"} | {
        "numbers": of.exact.number,
        "keys": of.exact.key,
    }


def test_what_was_written_comes_back_and_nobody_may_change_it(path: Path) -> None:
    verify(path)
    before, after = arrays(held()), arrays(load(path))
    assert before.keys() == after.keys()
    for name, array in after.items():
        assert array.dtype == before[name].dtype
        assert np.array_equal(array, before[name]), name
        assert not array.flags.writeable


def test_a_segment_of_nobody_comes_back(tmp_path: Path) -> None:
    save(Held(frozen_of([]), Live({}).held().exact), tmp_path / "empty")
    verify(tmp_path / "empty")
    assert len(load(tmp_path / "empty").rows.number) == 0


@pytest.mark.parametrize("at", [0, len(MAGIC) - 1, len(MAGIC), len(MAGIC) + 8, HEAD, HEAD + 40])
def test_a_header_with_another_byte_is_not_read(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    with pytest.raises(IndexDamaged):
        load(path)


@pytest.mark.parametrize("size", [0, 5, HEAD, HEAD + 100])
def test_a_file_that_ends_early_is_damage(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(IndexDamaged):
        load(path)


def test_an_array_with_another_byte_is_found_by_reading_it_all(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[data.index(held().rows.signature.tobytes())] ^= 1
    path.write_bytes(data)
    load(path)
    with pytest.raises(IndexDamaged):
        verify(path)


@pytest.mark.parametrize("name", ["number", "words.key", "exact.key"])
def test_a_missing_column_is_damage(path: Path, name: str) -> None:
    columns = header(path)
    rewritten(path, [column for column in columns if column.name != name])
    with pytest.raises(IndexDamaged):
        load(path)


def test_a_column_beyond_the_end_is_damage(path: Path) -> None:
    columns = header(path)
    rewritten(path, [msgspec.structs.replace(column, start=1 << 40) for column in columns])
    with pytest.raises(IndexDamaged):
        load(path)


def test_a_header_written_anew_is_read(path: Path) -> None:
    rewritten(path, header(path)[::-1])
    verify(path)
    assert load(path).rows.number.tolist() == held().rows.number.tolist()


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        save(held(), tmp_path / "nowhere" / "one")
    assert list(tmp_path.iterdir()) == []


def header(path: Path) -> list[Column]:
    data = path.read_bytes()
    size = int.from_bytes(data[len(MAGIC) : len(MAGIC) + 8], "little")
    return msgspec.json.decode(data[HEAD : HEAD + size], type=list[Column])


def rewritten(path: Path, columns: list[Column]) -> None:
    """The same arrays behind another header."""
    data = path.read_bytes()
    size = int.from_bytes(data[len(MAGIC) : len(MAGIC) + 8], "little")
    new = msgspec.json.encode(columns)
    head = MAGIC + len(new).to_bytes(8, "little") + zlib.crc32(new).to_bytes(8, "little") + new
    path.write_bytes(head + bytes(-len(head) % ALIGNED) + data[-(-(HEAD + size) // ALIGNED) * ALIGNED :])
