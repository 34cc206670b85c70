"""Handing out a file that somebody else made: to be saved, never to be opened inside a page of ours."""

from __future__ import annotations

from litestar import Response
from litestar.response import Stream

from mithaq.app import bundles
from mithaq.app.ports.rows import AttachmentRow
from mithaq.domain.attachment import EXTENSIONS
from mithaq.interop import archive
from mithaq.web.session import Signed

SANDBOX = "default-src 'none'; sandbox"


def download_case(signed: Signed, subject: str, holder: str, *, whole: bool = False) -> Stream:
    """The bundle of a case with its files, as one archive, sent as it is made, for this holder of copies. `whole`: with all
    that another node needs to import it.
    """
    node, actor = signed.node, signed.actor
    bundle = bundles.export(node, actor, subject, holder, whole=whole)
    files = bundles.files(node, actor, subject)
    headers = {"Content-Disposition": f'attachment; filename="{subject}.zip"', "Content-Security-Policy": SANDBOX}
    return Stream(archive.packed(bundle, files), media_type=archive.MEDIA_TYPE, headers=headers)


def download(row: AttachmentRow, data: bytes) -> Response[bytes]:
    """The response. The file is named by its hash; what its sender called it was never kept."""
    name = f"{row.hash[:16]}.{EXTENSIONS.get(row.media_type, 'bin')}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": SANDBOX}
    return Response(data, media_type=row.media_type, headers=headers)
