"""Handing out a file that somebody else made: to be saved, never to be opened inside a page of ours."""

from __future__ import annotations

from litestar import Response

from mithaq.app.ports.rows import AttachmentRow
from mithaq.domain.attachment import EXTENSIONS

SANDBOX = "default-src 'none'; sandbox"


def download(row: AttachmentRow, data: bytes) -> Response[bytes]:
    """The response. The file is named by its hash; what its sender called it was never kept."""
    name = f"{row.hash[:16]}.{EXTENSIONS.get(row.media_type, 'bin')}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": SANDBOX}
    return Response(data, media_type=row.media_type, headers=headers)
