from __future__ import annotations

import hashlib
import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mithaq.app import bundles
from mithaq.domain.case.states import CaseState
from mithaq.domain.errors import Refusal
from mithaq.interop import archive
from mithaq.interop.bundle_file import Verified, verify_file
from mithaq.journal.canonical import encode_plain
from mithaq.journal.trust import Roster
from mithaq.testing import acts
from mithaq.testing.world import World

SCRIPT = Path(__file__).parents[2] / "vectors" / "verify_case.py"
NAMED = {hashlib.sha256(data).hexdigest(): data for data in (b"one", b"two")}


def made(*entries: tuple[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    """An archive with these names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        for name, data in entries:
            written.writestr(zipfile.ZipInfo(name), data, compression)
    return stream.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(Refusal) as refusal:
        archive.opened(io.BytesIO(data))
    return refusal.value.code


def test_what_was_packed_is_opened_and_equal_cases_give_equal_files() -> None:
    data = b"".join(archive.packed(b"{}", NAMED.items()))
    assert data == b"".join(archive.packed(b"{}", NAMED.items()))
    found = archive.opened(io.BytesIO(data))
    assert (found.bundle, found.hashes, found.whole) == (b"{}", frozenset(NAMED), True)
    assert {hash: found.file(hash) for hash in NAMED} == NAMED
    assert found.file("ab" * 32) is None


def test_a_bundle_alone_is_what_it_always_was() -> None:
    found = archive.opened(io.BytesIO(b'{"v":1}'))
    assert (found.bundle, found.whole, found.hashes) == (b'{"v":1}', False, frozenset())


@pytest.mark.parametrize(
    "name",
    [
        "../bundle.json", "/etc/passwd", "attachments/../../x", "attachments/", "attachments/" + "A" * 64,
        "attachments/" + "a" * 64 + ".exe", "attachments\\" + "a" * 64, "BUNDLE.JSON", "readme.txt",
        "x/attachments/" + "a" * 64,
    ],
)  # fmt: skip
def test_a_name_that_is_not_expected_is_refused_not_skipped(name: str) -> None:
    assert refused(made(("bundle.json", b"{}"), (name, b"x"))) == "bundle.entry"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["bundle.json", "attachments/" + "a" * 64])
def test_a_name_given_twice_is_refused(name: str) -> None:
    assert refused(made(("bundle.json", b"{}"), (name, b"x"), (name, b"y"))) == "bundle.entry"


def test_nothing_in_it_is_compressed_so_nothing_in_it_explodes() -> None:
    bomb = made(("bundle.json", b"0" * 10_000_000), compression=zipfile.ZIP_DEFLATED)
    assert len(bomb) < 20_000
    assert refused(bomb) == "bundle.entry"


def test_two_names_for_the_same_bytes_are_refused() -> None:
    """Where sizes add up to more than the file, entries overlap: each is small and all of them are a bomb."""
    entries = [(f"attachments/{n:064x}", b"x" * 1000) for n in range(10)]
    stream = io.BytesIO(made(("bundle.json", b"{}"), *entries))
    with zipfile.ZipFile(stream) as source:
        infos = source.infolist()
    data = bytearray(stream.getvalue())
    start = data.index(b"PK\x01\x02")
    last = infos[-1].header_offset
    kept = data[:2000] + data[start:]  # the bytes of most entries are gone, and their names are not
    assert refused(bytes(kept)) in ("bundle.too_large", "bundle.unreadable")
    assert last > 2000


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04", "bundle.unreadable"),
        (made(("attachments/" + "a" * 64, b"x")), "bundle.unreadable"),
        (made(("bundle.json", b"{}"))[:-5], "bundle.unreadable"),
    ],
)
def test_what_is_no_archive_is_refused(data: bytes, code: str) -> None:
    assert refused(data) == code


@pytest.mark.parametrize(
    ("end", "code"),
    [
        (struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65535, 65535, 47_000, 0, 0), "bundle.too_large"),
        (struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 47_000_000, 0, 0), "bundle.too_large"),
        (b"PK\6\7" + bytes(16) + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 47, 0, 0), "bundle.unreadable"),
        (struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, 47, 0, 1), "bundle.unreadable"),
    ],
)
def test_a_list_of_millions_of_names_is_not_even_read(end: bytes, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert refused(b"PK\3\4" + bytes(100) + end) == code


def test_more_files_than_a_case_may_have_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"".join(archive.packed(b"{}", NAMED.items()))
    monkeypatch.setattr(archive, "MAX_CASE_FILES", 1)
    assert refused(data) == "bundle.too_large"
    monkeypatch.setattr(archive, "MAX_ARCHIVE", len(data) - 1)
    assert refused(data) == "bundle.too_large"


@pytest.fixture(scope="module")
def case() -> tuple[Roster, bytes, dict[str, bytes]]:
    """A case with its complete file, as Egypt exports it."""
    world = World(5, ("TN", "EG", "GS", "OC"))
    story = acts.case_until(world, CaseState.GRANTED)
    node, judge = world["EG"], world.actor("EG", "judge")
    bundle, files = (
        bundles.export(node, judge, story.id, acts.holder(world, "EG")),
        dict(bundles.files(node, judge, story.id)),
    )
    world.close()
    return world.roster, bundle, files


def verified(roster: Roster, bundle: bytes, files: dict[str, bytes]) -> Verified:
    return verify_file(io.BytesIO(b"".join(archive.packed(bundle, files.items()))), roster)


def test_a_case_verifies_offline_with_every_file(case: tuple[Roster, bytes, dict[str, bytes]]) -> None:
    roster, bundle, files = case
    found = verified(roster, bundle, files)
    assert (found.ok, found.attachments, found.report.trusted) == (True, len(acts.FILE), True)
    alone = verify_file(io.BytesIO(bundle), roster)
    assert (alone.ok, alone.attachments) == (True, 0), "a bundle alone never held files, and still verifies"


def standalone(path: Path, *more: Path) -> subprocess.CompletedProcess[str]:
    """A verifier that uses nothing of the project."""
    command = [sys.executable, "-I", str(SCRIPT), str(path), *map(str, more)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_verifier_written_from_the_format_alone_agrees(
    case: tuple[Roster, bytes, dict[str, bytes]], tmp_path: Path
) -> None:
    roster, bundle, files = case
    path, trusted, hash = tmp_path / "case.zip", tmp_path / "roster.json", min(files)
    trusted.write_bytes(encode_plain(roster))
    path.write_bytes(b"".join(archive.packed(bundle, files.items())))
    done = standalone(path, trusted)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, f"valid: {len(files)} attachments"), done.stderr
    for wrong in (_without(files, hash), files | NAMED, files | {hash: b"other"}):
        path.write_bytes(b"".join(archive.packed(bundle, wrong.items())))
        assert standalone(path).returncode == 1


def _without(files: dict[str, bytes], hash: str) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if name != hash}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_without, "attachment_missing"),
        (lambda files, hash: files | {hash: files[hash] + b"."}, "attachment_altered"),
        (lambda files, hash: files | NAMED, "attachment_uncited"),
    ],
)
def test_what_is_missing_altered_or_smuggled_in_is_named(
    case: tuple[Roster, bytes, dict[str, bytes]],
    change: Callable[[dict[str, bytes], str], dict[str, bytes]],
    code: str,
) -> None:
    roster, bundle, files = case
    hash = min(files)
    found = verified(roster, bundle, change(files, hash))
    assert {fault.code for fault in found.faults} == {code}
    assert not found.ok
    if code != "attachment_uncited":
        (fault,) = found.faults
        assert fault.where.startswith("TN/")
        assert fault.where.endswith(hash)
        assert found.attachments == len(files) - 1


def test_any_flipped_byte_of_a_file_or_of_the_bundle_is_found(case: tuple[Roster, bytes, dict[str, bytes]]) -> None:
    roster, bundle, files = case
    data = b"".join(archive.packed(bundle, files.items()))
    inside = [data.index(content) for content in files.values()] + list(range(50, len(bundle), len(bundle) // 40))
    for place in inside:
        flipped = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        assert not verify_file(io.BytesIO(flipped), roster).ok, place


@pytest.mark.parametrize("data", [b"", b"{}", b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 100, made(("x", b""))])
def test_whatever_the_bytes_faults_are_listed_and_nothing_is_raised(data: bytes) -> None:
    assert not verify_file(io.BytesIO(data)).ok
