"""Vendored assets are the ones that their README names, and ask nothing of the network."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files
from pathlib import Path

VENDOR = Path(str(files("mithaq.web"))) / "static" / "vendor"
ROW = re.compile(r"^\| `([0-9a-f]{64})` \| `([^`]+)` \|$", re.M)
URL = re.compile(r"url\(\s*['\"]?([^'\")\s]+)")


def test_readme_lists_every_file_with_its_checksum() -> None:
    listed = {name: checksum for checksum, name in ROW.findall((VENDOR / "README.md").read_text(encoding="utf-8"))}
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "README.md"
    }
    assert listed == found


def test_each_asset_carries_its_licence() -> None:
    folders = [path for path in VENDOR.iterdir() if path.is_dir()]
    assert folders
    assert [path.name for path in folders if not (path / "LICENSE").is_file()] == []


def test_style_sheets_ask_nothing_of_the_network() -> None:
    for sheet in VENDOR.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert "@import" not in text
        assert "sourceMappingURL" not in text
        for target in URL.findall(text):
            assert target.startswith("data:") or (sheet.parent / target).is_file(), (sheet.name, target)
