"""Bytes as text: base64url without padding (RFC 4648 section 5), in its one strict form."""

from __future__ import annotations

from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode

from mithaq.journal.errors import RefusalCode, Refused


def b64url(data: bytes) -> str:
    """`data` in the base64url alphabet, without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_b64url(text: str, where: str, *, size: int | None = None) -> bytes:
    """The bytes behind `text`, `size` of them if given.

    Python's decoder skips foreign characters and ignores stray bits; comparing the re-encoded text closes
    both doors. Raises `Refused(BAD_FIELD)`.
    """
    try:
        data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raise Refused(RefusalCode.BAD_FIELD, where) from None
    if b64url(data) != text or (size is not None and len(data) != size):
        raise Refused(RefusalCode.BAD_FIELD, where)
    return data


def b64(data: bytes) -> str:
    """`data` in the standard base64 alphabet with padding, as signed notes use it."""
    return b64encode(data).decode("ascii")


def from_b64(text: str, where: str) -> bytes:
    """The bytes behind padded standard base64. Raises `Refused(BAD_ENCODING)`."""
    try:
        data = b64decode(text, validate=True)
    except ValueError:
        raise Refused(RefusalCode.BAD_ENCODING, where) from None
    if b64(data) != text:
        raise Refused(RefusalCode.BAD_ENCODING, where)
    return data
