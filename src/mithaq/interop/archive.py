"""The file of a case: an archive with `bundle.json`, as alerts are exported too, and beside it each attachment by its hash.

Nothing in it is compressed and nothing is ever unpacked to a disk, so it cannot be larger inside than outside, and a name
cannot lead anywhere. Names that are not expected are refused, not skipped: what nobody looked at proves nothing.
"""

from __future__ import annotations

import re
import struct
import zipfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from mithaq.domain.attachment import MAX_BYTES, MAX_CASE_BYTES, MAX_CASE_FILES
from mithaq.domain.errors import Refusal
from mithaq.journal.bundled import MAX_BUNDLE_BYTES

BUNDLE = "bundle.json"
SIGNATURE = b"PK\x03\x04"
MEDIA_TYPE = "application/zip"

MAX_ARCHIVE = MAX_BUNDLE_BYTES + MAX_CASE_BYTES + 1024 * 1024
"""The largest bundle, the files of the fullest case, and room for their names."""

_NAME = re.compile(r"attachments/([0-9a-f]{64})")
_ENCRYPTED = 0x1  # general purpose bit flag, APPNOTE 4.4.4
_END = struct.Struct("<4s6xHL6x")  # the end of the list: signature, entries, bytes of the list (APPNOTE 4.3.16)
_LOCATOR = 20  # bytes of a ZIP64 locator before it
_LINE = 46 + len("attachments/") + 64 + 64  # of the list: fixed part, name, and room for what a packer adds
_DAY = (1980, 1, 1, 0, 0, 0)  # the first one there is: equal cases give equal files
_BROKEN = (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError)


class Archive:
    """An opened file whose list of contents is in order; what is inside is still to be verified."""

    def __init__(self, bundle: bytes, files: dict[str, zipfile.ZipInfo], source: zipfile.ZipFile | None) -> None:
        self.bundle = bundle
        self._files = files
        self._source = source

    @property
    def whole(self) -> bool:
        """Whether attachments go along; a bundle alone, as for an alert, never had any."""
        return self._source is not None

    @property
    def hashes(self) -> frozenset[str]:
        """The attachments that are said to be here."""
        return frozenset(self._files)

    def file(self, hash: str) -> bytes | None:
        """The bytes under that hash, unverified; None where there are none or they cannot be read."""
        info = self._files.get(hash)
        return _content(self._source, info) if info is not None and self._source is not None else None


def opened(stream: BinaryIO) -> Archive:
    """The file of a case, or the bundle of an alert. Raises Refusal ``bundle.too_large``, ``bundle.unreadable``,
    ``bundle.entry`` for a name given twice, unknown, compressed, encrypted or larger than what it may be.
    """
    size = stream.seek(0, 2)
    if size > MAX_ARCHIVE:
        raise Refusal("bundle.too_large", "file")
    stream.seek(0)
    if stream.read(len(SIGNATURE)) != SIGNATURE:
        stream.seek(0)
        return Archive(stream.read(MAX_BUNDLE_BYTES + 1), {}, None)
    _check_list(stream, size)
    try:
        source = zipfile.ZipFile(stream)
    except _BROKEN:
        raise Refusal("bundle.unreadable", "file") from None
    bundle, files = _listed(source, size)
    content = _content(source, bundle)
    if content is None:
        raise Refusal("bundle.unreadable", BUNDLE)
    return Archive(content, files, source)


def packed(bundle: bytes, files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The bytes of the archive, piece by piece: one attachment is held in memory at a time."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as made:  # type: ignore[call-overload]  # it only needs to write
        made.writestr(zipfile.ZipInfo(BUNDLE, _DAY), bundle)
        yield sink.taken()
        for hash, data in files:
            made.writestr(zipfile.ZipInfo(f"attachments/{hash}", _DAY), data)
            yield sink.taken()
    yield sink.taken()


class _Sink:
    """What `zipfile` writes to when it cannot go back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Everything is passed on anyway."""

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _check_list(stream: BinaryIO, size: int) -> None:
    """The list of contents is as long as that of a full case at most: `zipfile` reads all of it at once, and a list of
    millions of names fills the memory. It stands at the end without a comment, and needs no ZIP64 (APPNOTE 4.3.14).
    """
    stream.seek(max(0, size - _END.size - _LOCATOR))
    tail = stream.read()
    stream.seek(0)
    at = len(tail) - _END.size
    if at < 0:
        raise Refusal("bundle.unreadable", "file")
    signature, listed, length = _END.unpack_from(tail, at)
    if signature != b"PK\x05\x06" or tail[-2:] != b"\0\0" or tail[:at].startswith(b"PK\x06\x07"):
        raise Refusal("bundle.unreadable", "file")
    if listed > MAX_CASE_FILES + 1 or length > (MAX_CASE_FILES + 1) * _LINE:
        raise Refusal("bundle.too_large", "file")


def _listed(source: zipfile.ZipFile, size: int) -> tuple[zipfile.ZipInfo, dict[str, zipfile.ZipInfo]]:
    """The list of contents, each name once. Sizes add up to no more than the file: no two share their bytes."""
    found: dict[str, zipfile.ZipInfo] = {}
    for info in source.infolist():
        known = info.filename == BUNDLE or _NAME.fullmatch(info.filename)
        limit = MAX_BUNDLE_BYTES if info.filename == BUNDLE else MAX_BYTES
        plain = info.compress_type == zipfile.ZIP_STORED and not info.flag_bits & _ENCRYPTED
        if not known or not plain or info.filename in found or not info.file_size == info.compress_size <= limit:
            raise Refusal("bundle.entry", "file")
        found[info.filename] = info
    if len(found) > MAX_CASE_FILES + 1 or sum(info.file_size for info in found.values()) > size:
        raise Refusal("bundle.too_large", "file")
    bundle = found.pop(BUNDLE, None)
    if bundle is None:
        raise Refusal("bundle.unreadable", BUNDLE)
    return bundle, {name.partition("/")[2]: info for name, info in found.items()}


def _content(source: zipfile.ZipFile | None, info: zipfile.ZipInfo) -> bytes | None:
    try:
        return source.read(info) if source is not None else None
    except _BROKEN:
        return None  # cut off or flipped: the sum that stands beside it says so
