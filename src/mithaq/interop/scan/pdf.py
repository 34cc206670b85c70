"""PDF (ISO 32000): looked at by another process, with bounded memory and time, because the file may be made to break it."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import msgspec
from msgspec import Struct

from mithaq.domain.attachment import MAX_PAGES, MAX_PIXELS, Scanned
from mithaq.domain.errors import Refusal
from mithaq.interop.scan.bounds import damaged

SECONDS = 30
"""Of the processor. A usual file takes a tenth; one of 2,000 pages with 80,000 links about eight on a slow machine."""

_AT_ONCE = threading.BoundedSemaphore(2)
"""Readers that run at the same time: each may take 512 MiB, and who comes third waits a tenth of a second."""

_READER = Path(__file__).with_name("pdf_reader.py")
_BLANK = b"\r\n\t \0"


class _Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """What the reader found: `code` without its prefix, empty where nothing is wrong."""

    code: str = ""
    where: str = ""
    pages: int = 0


def read(data: bytes) -> Scanned:
    """Raises Refusal ``attachment.damaged``, ``encrypted``, ``active_content`` (where: what acts), ``too_many_pages``,
    ``too_many_pixels``, ``too_complex`` (the reader gave up), ``polyglot``.
    """
    end = data.rfind(b"%%EOF")
    if end < 0:
        raise damaged("end")
    if data[end + len(b"%%EOF") :].strip(_BLANK):
        raise Refusal("attachment.polyglot", "end")
    found = _asked(data)
    if found.code:
        raise Refusal(f"attachment.{found.code}", found.where)
    return Scanned("application/pdf", found.pages)


def _asked(data: bytes) -> _Answer:
    command = [sys.executable, "-I", str(_READER), str(MAX_PAGES), str(MAX_PIXELS), str(SECONDS)]
    try:
        with _AT_ONCE:
            done = subprocess.run(command, input=data, capture_output=True, timeout=2 * SECONDS, check=False)  # noqa: S603 - our own program, with numbers for arguments
        return msgspec.json.decode(done.stdout, type=_Answer)
    except (subprocess.TimeoutExpired, msgspec.MsgspecError):
        return _Answer("too_complex", "pdf")  # killed by its limits, or by the file
