"""The text of a PDF as a reader would copy it: glyphs back to letters by each font's own table (ISO 32000-2, 9.10.3)."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pikepdf

_CODE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")


def text_of(pdf: bytes) -> str:
    """The text of all pages, in the order in which it is drawn; runs of one direction stay whole."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return "\n".join(_page(page) for page in opened.pages)


def compact(pdf: bytes) -> str:
    """The same without spaces and marks: what tests look for is not torn by line breaks."""
    return re.sub(r"[\s\u00a0\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text_of(pdf))


def _page(page: pikepdf.Page) -> str:
    resources: Any = page.obj.get("/Resources", {})
    tables = {str(name): _table(font) for name, font in resources.get("/Font", {}).items()}
    out: list[str] = []
    table: dict[int, str] = {}
    actual = 0
    for operands, operator in pikepdf.parse_content_stream(page):  # type: ignore[misc]  # both kinds unpack so
        match str(operator):
            case "Tf":
                table = tables.get(str(operands[0]), {})
            case "Tj" if not actual:
                out.append(_read(bytes(operands[0]), table))
            case "TJ" if not actual:
                out.extend(_read(bytes(one), table) for one in operands[0] if isinstance(one, pikepdf.String))
            case "BDC" if isinstance(operands[1], pikepdf.Dictionary) and "/ActualText" in operands[1]:
                out.append(str(operands[1]["/ActualText"]))
                actual += 1
            case "BDC" | "BMC":
                actual += bool(actual)
            case "EMC":
                actual -= bool(actual)
                out.append("")
            case _:
                pass
    return "".join(out)


def _read(codes: bytes, table: dict[int, str]) -> str:
    pairs = (int.from_bytes(codes[place : place + 2], "big") for place in range(0, len(codes) - 1, 2))
    return "".join(table.get(pair, "") for pair in pairs)


def _table(font: Any) -> dict[int, str]:
    found: dict[int, str] = {}
    if "/ToUnicode" not in font:
        return found
    raw = font["/ToUnicode"].read_bytes()
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", raw, re.S):
        for code, letters in _CODE.findall(block):
            found[int(code, 16)] = bytes.fromhex(letters.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", raw, re.S):
        for first, last, letters in _RANGE.findall(block):
            start = int(letters, 16)
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(start + step)
    return found
