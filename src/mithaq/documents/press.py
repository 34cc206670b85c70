"""From blocks to PDF/A: one template, our own fonts, nothing from the machine and nothing from a network.

PDF/A-3 (ISO 19005-3) because the proof of the case lies inside the file. The same document gives the same bytes.
"""

from __future__ import annotations

import threading
from datetime import datetime
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Literal

import msgspec
import segno
import typst

from mithaq.documents.document import Document
from mithaq.domain.errors import Refusal

ROOM = Path(str(files("mithaq.documents")))
STANDARD: Literal["a-3a"] = "a-3a"
MAX_LINES = 9_000  # of one document, empty ones too: what is set within a second of the processor
LINE = 80  # characters of what a document is made from, names of fields and all, that fill a line
_AT_ONCE = threading.BoundedSemaphore(2)  # who comes third waits: the memory of a node is for searching


def pdf(document: Document, proof: bytes, made_at: datetime) -> bytes:
    """The document as PDF/A-3a with its proof inside, not sealed yet.

    Raises Refusal ``document.too_large``, ``document.unprintable``.
    """
    inputs, at = _inputs(document, proof), int(made_at.timestamp())
    try:
        with _AT_ONCE:
            made = _compiler().compile(format="pdf", sys_inputs=inputs, pdf_standards=[STANDARD], timestamp=at)
    except typst.TypstError:  # a letter that the fonts cannot join as its neighbours ask
        raise Refusal("document.unprintable", "document") from None
    return made if isinstance(made, bytes) else b"".join(made or ())


def pictures(document: Document, proof: bytes, dots_per_inch: int) -> list[bytes]:
    """The pages as PNG, to be looked at."""
    made = _compiler().compile(format="png", ppi=float(dots_per_inch), sys_inputs=_inputs(document, proof))
    return made if isinstance(made, list) else [made] if made is not None else []


def qr_code(text: str) -> str:
    """The QR code as SVG. Level M: a quarter of it may be soiled or torn off."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=2, dark="#16262c", xmldecl=False)
    return out.getvalue().decode()


def _inputs(document: Document, proof: bytes) -> dict[str, str]:
    written = msgspec.json.encode(document).decode()
    if written.count("\\n") + len(written) // LINE > MAX_LINES:
        raise Refusal("document.too_large", "document")
    return {
        "document": written,
        "anchor": msgspec.json.encode(document.anchor).decode(),
        "proof": proof.decode(),
        "qr": qr_code(document.qr),
    }


def _compiler() -> typst.Compiler:
    """A new one each time: compilers keep their last inputs, and several threads print at once."""
    return typst.Compiler(
        ROOM / "templates" / "letter.typ", root=ROOM / "templates", font_paths=_fonts(), ignore_system_fonts=True
    )


@cache
def _fonts() -> typst.Fonts:
    """IBM Plex Sans Arabic, and for rare letters Libertinus Serif, which is part of typst itself."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[ROOM / "fonts"])
