"""The other process of `pdf`: reads a file from standard input and says in JSON what is wrong with it, if anything is.

Run as a program, and so without the rest of this package: whatever breaks here breaks nothing else. Everything that
could act when the file is opened, shown, printed or clicked is refused, except a plain link that a reader has to click.
Files within the file are refused too, except JSON: that is how our own documents carry their proof, and data does nothing.
"""

from __future__ import annotations

import json
import resource
import sys
from io import BytesIO
from typing import Any

import pikepdf

MEMORY = 512 * 1024**2
"""Bytes of address space: 19 MB with 80,000 links on 2,000 pages need less than half of it, a bomb any amount."""

MAX_OBJECTS = 500_000
"""A scanned file of 2,000 pages has some 10,000; a typeset one of that length 100,000."""

MAX_DEPTH = 100  # nested arrays and dictionaries of one object; the deepest honest ones have fewer than ten

ACTS = frozenset({
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/ResetForm", "/GoToE", "/GoToR", "/Rendition", "/Movie",
    "/Sound", "/RichMediaExecute", "/GoTo3DView", "/Trans",
})  # fmt: skip
"""Actions (ISO 32000-2, 12.6.4) that run something, send something, or open another file."""

KEYS = frozenset({"/JS", "/JavaScript", "/AA", "/XFA", "/RichMediaContent", "/RichMediaSettings"})
"""Entries that hold programs, or what happens without a click (12.6.3, 12.7.8, 13.7)."""

KINDS = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})
"""Annotations and streams that play or carry something else (12.5.6)."""

QUIET = frozenset({"/GoTo", "/Named"})
"""What may happen when the file is opened: showing a place in it."""


BARE_PAGE = "Resources is missing"  # a page without fonts and pictures need not say so; some programs leave it out


class Found(Exception):
    """Something is wrong: a code and which part of the file it is."""

    def __init__(self, code: str, where: str) -> None:
        super().__init__(code)
        self.answer = {"code": code, "where": where}


def inspect(data: bytes, max_pages: int, max_pixels: int) -> dict[str, Any]:
    """What is wrong, or how many pages there are."""
    try:
        with pikepdf.Pdf.open(BytesIO(data), attempt_recovery=False, inherit_page_attributes=False) as pdf:
            return _looked_at(pdf, max_pages, max_pixels)
    except Found as found:
        return found.answer
    except pikepdf.PasswordError:
        return {"code": "encrypted", "where": "pdf"}
    except (MemoryError, RecursionError):
        return {"code": "too_complex", "where": "pdf"}
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        return {"code": "damaged", "where": "pdf"}


def _looked_at(pdf: pikepdf.Pdf, max_pages: int, max_pixels: int) -> dict[str, Any]:
    if pdf.is_encrypted:
        raise Found("encrypted", "pdf")
    if len(pdf.objects) > MAX_OBJECTS:
        raise Found("too_complex", "objects")
    pages = len(pdf.pages)
    if pages > max_pages:
        raise Found("too_many_pages", "pages")
    if pages == 0:
        raise Found("damaged", "pages")
    _opening(pdf.Root.get("/OpenAction"))
    for one in pdf.objects:
        _object(one, max_pixels, MAX_DEPTH)
    _read_whole([str(warning) for warning in pdf.get_warnings()])
    return {"pages": pages}


def _read_whole(warnings: list[str]) -> None:
    """What the parser could not read it takes for nothing, with a warning; what is hidden there nobody has looked at."""
    for warning in warnings:
        if "bad_alloc" in warning:
            raise Found("too_complex", "pdf")
        if BARE_PAGE not in warning:
            raise Found("damaged", "pdf")


def _opening(action: Any) -> None:
    """A place to show is quiet; any other action at opening is not."""
    if isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) not in QUIET:
        raise Found("active_content", "OpenAction")


def _object(value: Any, max_pixels: int, depth: int) -> None:
    """One object and what stands directly in it; what it refers to comes on its own."""
    if depth == 0:
        raise Found("too_complex", "depth")
    if isinstance(value, pikepdf.Array):
        for inner in value:
            _inner(inner, max_pixels, depth)
    elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        _entries(value, max_pixels)
        for key in value.keys():  # noqa: SIM118 - iterating over a stream is not iterating over its dictionary
            _inner(value[key], max_pixels, depth)


def _inner(value: Any, max_pixels: int, depth: int) -> None:
    if isinstance(value, pikepdf.Object) and not value.is_indirect:
        _object(value, max_pixels, depth - 1)


def _entries(value: Any, max_pixels: int) -> None:
    keys = set(value.keys())
    names = {str(value[key]) for key in ("/S", "/Type", "/Subtype") if isinstance(value.get(key), pikepdf.Name)}
    for acting in (*(keys & KEYS), *(names & KINDS)):
        raise Found("active_content", acting[1:])
    if "/EF" in keys:
        _only_json(value)
    if "/EmbeddedFile" in names:
        _check_json(value)
    action = value.get("/S")
    if isinstance(action, pikepdf.Name) and str(action) in ACTS and not _is_transition(value, str(action)):
        raise Found("active_content", str(action)[1:])
    if isinstance(value, pikepdf.Stream):
        if "/F" in keys:
            raise Found("active_content", "F")  # its bytes would come from another file
        if (
            value.get("/Subtype") == "/Image"
            and int(value.get("/Width", 0)) * int(value.get("/Height", 0)) > max_pixels
        ):
            raise Found("too_many_pixels", "image")


def _only_json(spec: Any) -> None:
    """A file within the file (7.11.4): by its name and by its bytes it is JSON, or it is refused."""
    named = all(str(spec[key]).lower().endswith(".json") for key in ("/F", "/UF") if key in spec)
    held = spec["/EF"]
    if not named or not isinstance(held, pikepdf.Dictionary):
        raise Found("active_content", "EF")
    for key in held.keys():  # noqa: SIM118 - as above
        _check_json(held[key])


def _check_json(value: Any) -> None:
    try:
        json.loads(value.read_bytes() if isinstance(value, pikepdf.Stream) else b"")
    except (ValueError, RecursionError, pikepdf.PdfError):
        raise Found("active_content", "EF") from None


def _is_transition(value: Any, action: str) -> bool:
    """`/S /Trans` is an action only as such; in a page's `/Trans` dictionary S names a style."""
    return action == "/Trans" and value.get("/Type") != "/Action"


if __name__ == "__main__":
    pages, pixels, seconds = map(int, sys.argv[1:4])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no copy of the file on the disk if it breaks us
    sys.stdout.write(json.dumps(inspect(sys.stdin.buffer.read(), pages, pixels)))
