"""The golden vectors: frozen, and read alike by the project and by a verifier that uses nothing of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mithaq.journal.bundle import verify_bundle
from mithaq.journal.envelope import content_of, from_wire, to_wire
from mithaq.journal.errors import RefusalCode
from mithaq.journal.merkle import verify_consistency, verify_inclusion
from mithaq.journal.payload import Payload, commit
from tests.unit.journal.stage import dumps, golden, golden_envelope
from tests.vectors import make, verify_standalone

SCRIPT = Path(verify_standalone.__file__)
DOCUMENT = (make.FOLDER.parents[2] / "docs" / "wire-format.md").read_text(encoding="utf-8")
BUILT = make.build()


def test_the_frozen_files_are_those_that_are_made() -> None:
    assert {path.name for path in make.FOLDER.iterdir()} == set(BUILT)


@pytest.mark.parametrize("name", BUILT)
def test_the_format_has_not_changed_by_a_byte(name: str) -> None:
    assert golden(name) == BUILT[name]


@pytest.mark.parametrize("name", json.loads(golden("hashes.json")))
def test_envelopes_and_their_hashes(name: str) -> None:
    wire = golden(f"{name}.envelope.json")
    envelope = from_wire(wire)
    assert to_wire(envelope) == wire
    assert envelope.signed == golden(f"{name}.signed.json")
    hashes = json.loads(golden("hashes.json"))[name]
    assert (envelope.hash, content_of(envelope.header)) == (hashes["event"], hashes["content"])


def test_payload_and_proofs() -> None:
    payload = json.loads(golden("payload.json"))
    held = Payload(bytes.fromhex(payload["salt"]), bytes.fromhex(payload["body"]))
    assert commit(held) == payload["commitment"]
    proofs = json.loads(golden("proofs.json"))
    top, size = bytes.fromhex(proofs["root"]), proofs["size"]
    path = [bytes.fromhex(node) for node in proofs["inclusion"]["path"]]
    assert verify_inclusion(golden_envelope("batch").leaf, proofs["inclusion"]["index"], size, path, top)
    old = proofs["consistency"]
    path = [bytes.fromhex(node) for node in old["path"]]
    assert verify_consistency(old["old_size"], bytes.fromhex(old["old_root"]), size, top, path)


def standalone(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_stranger_verifies_the_bundle() -> None:
    for arguments in (["bundle.json"], ["bundle.json", "roster.json"]):
        result = standalone(*(make.FOLDER / name for name in arguments))
        assert (result.returncode, result.stdout) == (0, "valid: 8 events\n"), result.stderr


@pytest.mark.parametrize(
    ("field", "value"), [("sig", "A" * 86), ("key", "EG-2026a"), ("alg", "none"), ("signed", "e30"), ("salt", "A" * 22)]
)
def test_a_stranger_sees_an_altered_bundle(tmp_path: Path, field: str, value: str) -> None:
    plain = json.loads(golden("bundle.json"))
    event = plain["journals"][0]["events"][0]
    holder = {"signed": event["envelope"], "salt": event["payloads"][0]}.get(field, event["envelope"]["signatures"][0])
    holder[field] = value
    path = tmp_path / "bundle.json"
    path.write_bytes(dumps(plain))
    assert standalone(path).returncode != 0


def flips() -> Iterator[bytes]:
    """The golden bundle with one bit flipped, at places all over it."""
    data = golden("bundle.json")
    version = data.rindex(b'"version":') + len(b'"version":')  # no signature covers the version of the roster inside
    for place in range(0, len(data), 37):
        if place != version:
            flipped = bytearray(data)
            flipped[place] ^= 1 << place % 7
            yield bytes(flipped)


def test_every_flipped_bit_is_seen() -> None:
    assert not [data for data in flips() if verify_bundle(data).ok]


def test_a_stranger_sees_every_flipped_bit() -> None:
    for data in flips():  # a stranger may also stumble over bytes that are no JSON or lack a field
        with pytest.raises((SystemExit, ValueError, LookupError, TypeError)):
            verify_standalone.check_bundle(data)


def test_a_stranger_computes_the_same_hashes() -> None:
    keys = verify_standalone.check_roster(json.loads(golden("roster.json")))
    for name, hashes in json.loads(golden("hashes.json")).items():
        header, leaf = verify_standalone.check_envelope(json.loads(golden(f"{name}.envelope.json")), keys)
        assert (leaf.hex(), verify_standalone.content_hash(header)) == (hashes["event"], hashes["content"])


def test_a_stranger_follows_the_consistency_proof() -> None:
    proofs = json.loads(golden("proofs.json"))
    old = proofs["consistency"]
    first, *rest = [bytes.fromhex(node) for node in old["path"]]
    fn, sn = old["old_size"] - 1, proofs["size"] - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    old_root, root = verify_standalone.walk(fn, sn, first, rest)
    assert (old_root.hex(), root.hex()) == (old["old_root"], proofs["root"])


def test_the_stranger_uses_nothing_of_the_project_and_is_short() -> None:
    text = SCRIPT.read_text(encoding="utf-8")
    assert not re.search(r"^\s*(import|from)\s+(mithaq|tests)", text, re.MULTILINE)
    assert len(text.splitlines()) < 150


def test_the_document_shows_the_frozen_bytes() -> None:
    shown = [golden("alert.signed.json"), golden("alert.envelope.json"), golden("checkpoint.txt")]
    for data in shown:
        assert data.decode().strip() in DOCUMENT
    for hashes in json.loads(golden("hashes.json"))["alert"].values():
        assert hashes in DOCUMENT
    for value in json.loads(golden("payload.json")).values():
        assert value in DOCUMENT


def test_the_document_lists_every_code_with_its_check() -> None:
    rows = dict(re.findall(r"^\| `([a-z_]+)` \| (\d) \|", DOCUMENT, re.MULTILINE))
    assert rows == {code.value: str(code.check) for code in RefusalCode}
