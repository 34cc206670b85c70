"""Verify the file of a case as docs/wire-format.md says, section 8, without any code of the project but its neighbour's.

python verify_case.py CASE.zip [ROSTER.json]: the bundle, and each attachment against the paper that names it."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from verify_standalone import check_bundle, need, unb64  # type: ignore[import-not-found]  # beside it, wherever it lies

LARGEST = {"bundle.json": 67_108_864}  # all others are attachments


def named(value: Any) -> Iterator[str]:
    """Every `attachment` and everything in `attachments`, however deep."""
    if isinstance(value, list):
        yield from (hash for one in value for hash in named(one))
    elif isinstance(value, dict):
        for name, inner in value.items():
            found = [inner] if name == "attachment" else inner if name == "attachments" else None
            yield from named(inner) if found is None else found


def cited(bundle: Any) -> set[str]:
    found: set[str] = set()
    for event in (event for journal in bundle["journals"] for event in journal["events"]):
        if json.loads(unb64(event["envelope"]["signed"], "signed"))["subject"].startswith("c-"):
            for payload in event["payloads"]:
                found |= set(named(json.loads(unb64(payload["body"], "body"))))
    return found


def check_case(path: Path, trusted: bytes | None = None) -> None:
    with zipfile.ZipFile(path) as source:
        infos = source.infolist()
        names = [info.filename for info in infos]
        need(len(set(names)) == len(names) <= 1001 and "bundle.json" in names, "names")
        for info in infos:
            attached = re.fullmatch("attachments/[0-9a-f]{64}", info.filename)
            need(bool(attached) or info.filename == "bundle.json", "name")
            need(info.compress_type == 0 and not info.flag_bits & 1, "compressed or encrypted")
            need(info.file_size <= LARGEST.get(info.filename, 20_971_520), "size")
        data = source.read("bundle.json")
        check_bundle(data, trusted)
        held = {name.partition("/")[2] for name in names} - {""}
        need(held == cited(json.loads(data)), "an attachment is missing, or nothing names it")
        for hash in held:
            need(sha256(source.read(f"attachments/{hash}")).hexdigest() == hash, f"{hash}: altered")
    print(f"valid: {len(held)} attachments")


if __name__ == "__main__":
    check_case(Path(sys.argv[1]), *(Path(name).read_bytes() for name in sys.argv[2:3]))
