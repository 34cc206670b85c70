"""Files handed out: always as an attachment, never shown inside a page. `headers.py` adds that nobody may keep them."""

from __future__ import annotations

from litestar import Response

PDF = "application/pdf"


def as_pdf(data: bytes, name: str) -> Response[bytes]:
    """A PDF under that name, which holds letters, digits, dots and hyphens only."""
    return Response(data, media_type=PDF, headers={"Content-Disposition": f'attachment; filename="{name}"'})
