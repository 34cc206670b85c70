"""Papers that are PDFs behind a case file: their pages, each under a bookmark, without anything that acts.

The whole is then no longer PDF/A, since nobody here made those pages, and it does not say that it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf

from mithaq.domain.errors import Refusal

MAX_PAPERS_BYTES = 256 * 1024 * 1024  # of all papers together
MAX_PAGES = 2000
MAX_OBJECTS = 200_000  # looked at in one paper; a scan of 1,000 pages has some 5,000

# What a paper does not need and a reader must not run (ISO 32000-2, 12.6 and 12.7).
ACTIVE = frozenset({
    "/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/RichMedia", "/XFA", "/SubmitForm", "/ImportData", "/GoToR",
    "/GoToE",
    "/EmbeddedFile", "/EmbeddedFiles", "/Movie", "/Sound", "/Rendition",
})  # fmt: skip


class Paper(NamedTuple):
    """A paper of the case: what its bookmark says, its SHA-256, and the file."""

    title: str
    hash: str
    data: bytes


def passing(papers: Sequence[Paper]) -> list[Paper]:
    """Those whose pages may be appended: readable PDFs, not encrypted, with nothing active, within the limits."""
    found, pages, size = [], 0, 0
    for paper in papers:
        count = _pages(paper.data)
        if count and pages + count <= MAX_PAGES and size + len(paper.data) <= MAX_PAPERS_BYTES:
            found.append(paper)
            pages, size = pages + count, size + len(paper.data)
    return found


def appended(pdf: bytes, papers: Sequence[Paper]) -> bytes:
    """The file with the pages of these papers at its end. Raises Refusal ``document.too_large``."""
    if not papers:
        return pdf
    out = BytesIO()
    try:
        with pikepdf.open(BytesIO(pdf)) as whole:
            for paper in papers:
                _append(whole, paper)
            with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as meta:
                for claim in ("pdfaid:part", "pdfaid:conformance"):
                    if claim in meta:
                        del meta[claim]
            whole.save(out, deterministic_id=True)
    except pikepdf.PdfError:
        raise Refusal("document.too_large", "papers") from None
    return out.getvalue()


def _append(whole: pikepdf.Pdf, paper: Paper) -> None:
    with pikepdf.open(BytesIO(paper.data)) as source:
        source.flatten_annotations("print")
        start = len(whole.pages)
        for page in source.pages:
            for name in ("/Annots", "/AA"):
                if name in page:
                    del page[name]
        whole.pages.extend(source.pages)
    with whole.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(paper.title, start))


def _pages(data: bytes) -> int:
    """How many pages a sound paper has; 0 for everything else."""
    if not data.startswith(b"%PDF-"):
        return 0
    try:
        with pikepdf.open(BytesIO(data)) as opened:
            if opened.is_encrypted or len(opened.objects) > MAX_OBJECTS:
                return 0
            if any(name in ACTIVE for one in opened.objects for name in _names(one)):
                return 0
            return len(opened.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, RuntimeError):
        return 0


def _names(one: Any) -> Iterator[str]:
    """The keys of a dictionary and the names that are its values, also of those that lie directly inside it."""
    stack, seen = [one], 0
    while stack and seen < MAX_OBJECTS:
        here = stack.pop()
        seen += 1
        if isinstance(here, pikepdf.Array):
            stack.extend(item for item in here if _is_direct(item))
        elif isinstance(here, pikepdf.Dictionary | pikepdf.Stream):
            for key, value in here.items():
                yield key
                if isinstance(value, pikepdf.Name):
                    yield str(value)
                elif _is_direct(value):
                    stack.append(value)


def _is_direct(item: Any) -> bool:
    return isinstance(item, pikepdf.Object) and not item.is_indirect
