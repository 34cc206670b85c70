"""One file in, what it is out; or a coded reason that says what to do. The same check at upload and after the wire."""

from __future__ import annotations

from collections.abc import Callable

from mithaq.domain.attachment import MAX_BYTES, Scanned
from mithaq.domain.errors import Refusal
from mithaq.interop.scan import jpeg, pdf, plain, png, tiff
from mithaq.interop.scan.polyglot import check_single

WHERE = "attachment"

_SIGNATURES: tuple[tuple[bytes, Callable[[bytes], Scanned]], ...] = (
    (b"%PDF-", pdf.read),
    (png.SIGNATURE, png.read),
    (b"\xff\xd8\xff", jpeg.read),
    (b"II*\0", tiff.read),
    (b"MM\0*", tiff.read),
)


def scan(data: bytes) -> Scanned:
    """What this file is. Everything that is not surely a document to look at is refused.

    Raises Refusal ``attachment.`` and: ``empty``, ``too_large``, ``type`` (nothing we take: HTML, SVG, Office, archives),
    ``polyglot`` (two kinds of file in one), ``damaged``, ``encrypted``, ``active_content``, ``too_many_pages``,
    ``too_many_pixels``, ``too_complex``.
    """
    if not data:
        raise Refusal("attachment.empty", WHERE)
    if len(data) > MAX_BYTES:
        raise Refusal("attachment.too_large", WHERE)
    read = next((read for signature, read in _SIGNATURES if data.startswith(signature)), plain.read)
    if read is not plain.read:
        check_single(data)
    return read(data)
