"""/api/attachments: the files that papers of a case cite, by their SHA-256; downloaded, never shown."""

from __future__ import annotations

from typing import Annotated

from litestar import Controller, Response
from litestar.di import NamedDependency
from litestar.params import PathParameter
from msgspec import Struct

from mithaq.app import attachments
from mithaq.domain.attachment import MAX_BYTES
from mithaq.web.api.parameters import Who
from mithaq.web.body import FILE
from mithaq.web.download import download
from mithaq.web.routes import read, write

HashPath = Annotated[str, PathParameter(pattern="^[0-9a-f]{64}$")]


class Attachment(Struct, frozen=True):
    """A file that was kept: its SHA-256, by which papers name it, and what it is by its own bytes."""

    hash: str
    media_type: str
    size: int


class Attachments(Controller):
    """Kept before a paper cites them; a file that nothing cites within a day is dropped."""

    path = "/attachments"
    tags = ("cases",)

    @write("/", "attachment.add", FILE, request_max_body_size=MAX_BYTES)
    def add(self, signed: Who, asked: NamedDependency[bytes]) -> Attachment:
        """Keep a PDF, PNG, JPEG, TIFF or plain text of at most 20 MiB, sent as `application/octet-stream`.

        Refused: everything else, and whatever is encrypted, damaged, holds a program or a further file, or is two kinds of
        file at once.
        """
        row = attachments.keep(signed.node, signed.actor, asked)
        return Attachment(row.hash, row.media_type, row.size)

    @read("/{hash:str}", "case.read", media_type="application/octet-stream")
    def one(self, signed: Who, hash: HashPath) -> Response[bytes]:
        """The file, for whoever may read a case that cites it."""
        return download(*attachments.read(signed.node, signed.actor, hash))
