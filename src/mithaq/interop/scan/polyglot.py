"""Files that are two kinds at once: what one program shows as a picture, another would unpack or run."""

from __future__ import annotations

import re

from mithaq.domain.errors import Refusal

HEAD = 1024
"""Bytes that browsers look at to guess a type (WHATWG MIME sniffing: 1,445), and PDF readers to find a header."""

ZIP_TAIL = 22 + 65_535
"""How far from the end a ZIP archive's directory may begin (APPNOTE 4.3.16): its own 22 bytes and the longest comment."""

_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|iframe|svg|object|embed|meta)[\s/>]|<\?php", re.IGNORECASE)
_ZIP_END = b"PK\x05\x06"


def has_markup(data: bytes) -> bool:
    """Whether a browser that guesses would take it for HTML or SVG."""
    return _MARKUP.search(data[: 2 * HEAD]) is not None


def check_single(data: bytes) -> None:
    """Raises Refusal ``attachment.polyglot``."""
    head = data[: 2 * HEAD]
    second_pdf = b"%PDF-" in head[1:]
    if has_markup(data) or second_pdf or _ZIP_END in data[-ZIP_TAIL:]:
        raise Refusal("attachment.polyglot", "attachment")
