"""What the readers of pictures have in common: bytes that must be there, and sizes that must be sane."""

from __future__ import annotations

from mithaq.domain.attachment import MAX_PIXELS
from mithaq.domain.errors import Refusal


def damaged(where: str) -> Refusal:
    """The file is cut off or not what it begins as. `where`: which part of it."""
    return Refusal("attachment.damaged", where)


def take(data: bytes, start: int, count: int, where: str) -> bytes:
    """So many bytes from there. Raises Refusal ``attachment.damaged`` where the file ends before."""
    found = data[start : start + count]
    if start < 0 or len(found) != count:
        raise damaged(where)
    return found


def check_pixels(width: int, height: int) -> None:
    """Raises Refusal ``attachment.damaged`` for a picture of nothing, ``attachment.too_many_pixels``."""
    if width < 1 or height < 1:
        raise damaged("size")
    if width * height > MAX_PIXELS:
        raise Refusal("attachment.too_many_pixels", "size")
