"""The alphabets of the format: what each identifier looks like, and which text a header may hold.

Patterns end in `\\Z`, because `$` also matches before a final newline.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from typing import Annotated, Any

from msgspec import Meta

from mithaq.journal.canonical import MAX_INTEGER
from mithaq.journal.errors import RefusalCode, Refused

NO_PREV = "0" * 64
"""`prev` of the first event of a journal."""

MemberCode = Annotated[str, Meta(pattern=r"^[A-Z]{2}\Z")]
EventType = Annotated[str, Meta(pattern=r"^[a-z]+\.[a-z_]+\Z", max_length=64)]
Id = Annotated[str, Meta(pattern=r"^[a-z]-[0-9a-f]{16,32}\Z")]
Pseudonym = Annotated[str, Meta(pattern=r"^o-[0-9a-f]{16}\Z")]
Hex32 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Name = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}\Z")]
Moment = Annotated[
    str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z\Z")
]
Positive = Annotated[int, Meta(ge=1, le=MAX_INTEGER)]
Natural = Annotated[int, Meta(ge=0, le=MAX_INTEGER)]

_BODY_KEY = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_BIDI_AND_BREAKS = frozenset(
    "\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)


def moment(now: datetime) -> str:
    """`now` (time zone aware) as the format writes it: RFC 3339, UTC, exactly milliseconds, truncated."""
    if now.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def from_moment(text: str, where: str = "at") -> datetime:
    """The instant behind `text`. Raises `Refused(BAD_FIELD)` for a date or time that does not exist."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise Refused(RefusalCode.BAD_FIELD, where) from None


def check_free(value: Any, where: str) -> None:
    """Check a free part of a header (`body`, `author.assertion`): plain values, keys in ASCII, tidy text.

    Raises `Refused(BAD_FIELD)`; `where` names the part and list positions, never a key, which could be
    personal.
    """
    if isinstance(value, str):
        check_text(value, where)
    elif isinstance(value, dict):
        for key, element in value.items():
            if not _BODY_KEY.fullmatch(key):
                raise Refused(RefusalCode.BAD_FIELD, where)
            check_free(element, where)
    elif isinstance(value, list | tuple):
        for index, element in enumerate(value):
            check_free(element, f"{where}[{index}]")
    elif isinstance(value, float) or (isinstance(value, int) and abs(value) > MAX_INTEGER):
        raise Refused(RefusalCode.BAD_FIELD, where)


def check_text(text: str, where: str) -> None:
    """Text in a header is in NFC and has no control, bidirectional or line-breaking character.

    Two spellings of one text would otherwise be approved as one and hashed as two; a bidirectional override
    shows an approver something else than what is signed. Raises `Refused(BAD_FIELD)`.
    """
    if text.isascii() and text.isprintable():
        return
    hidden = any(unicodedata.category(char) == "Cc" or char in _BIDI_AND_BREAKS for char in text)
    if hidden or not unicodedata.is_normalized("NFC", text):
        raise Refused(RefusalCode.BAD_FIELD, where)
