"""Plain text: UTF-8 without control characters, and no language that a program would carry out."""

from __future__ import annotations

import re

from mithaq.domain.attachment import Scanned
from mithaq.domain.errors import Refusal
from mithaq.interop.scan.polyglot import has_markup

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")  # all but tab, line feed, form feed, carriage return
_OTHERS = ("<", "#!", "%!PS", "{\\rtf", "%PDF", "BEGIN:")  # markup, scripts, PostScript, RTF, a PDF cut off, cards
_MARK = "\ufeff"


def read(data: bytes) -> Scanned:
    """Raises Refusal ``attachment.type``: what is neither a known kind of file nor plain text is not taken."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal("attachment.type", "attachment") from None
    begun = text.removeprefix(_MARK).lstrip()
    if not begun or _CONTROL.search(text) or begun.startswith(_OTHERS) or has_markup(data):
        raise Refusal("attachment.type", "attachment")
    return Scanned("text/plain")
