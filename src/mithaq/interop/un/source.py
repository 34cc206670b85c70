"""The bytes of a list, looked at before any XML parser sees them: size, encoding, NUL, document type."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator
from typing import BinaryIO

from mithaq.interop.un.errors import ListError

CHUNK = 64 * 1024  # bytes handed on at a time: what an attack can do between two looks is bounded by it

_DECLARED = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']""")
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
_OVERLAP = max(map(len, _FORBIDDEN)) - 1


class Source:
    """An iterator over the chunks of a stream that are fit to parse. `sha256` is final once it is exhausted.

    A document type is found by its letters, not by parsing, so that no parser ever meets one; the letters are
    refused inside a comment too. UTF-8 alone is accepted, hence nothing can hide them behind another
    encoding.
    """

    def __init__(self, stream: BinaryIO, size_limit: int) -> None:
        self._stream = stream
        self._limit = size_limit
        self._digest = hashlib.sha256()
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._tail = b""
        self.size = 0
        self.line = 1

    @property
    def sha256(self) -> str:
        """SHA-256 of all bytes handed on so far, in hex."""
        return self._digest.hexdigest()

    def __iter__(self) -> Iterator[bytes]:
        """Chunks in order. Raises ListError as soon as a byte is not acceptable or the limit is passed."""
        while chunk := self._read():
            if self.size == 0:
                self._check_head(chunk)
            self.size += len(chunk)
            if self.size > self._limit:
                raise ListError("list.too_large", self.line + chunk.count(b"\n"))
            self._check(chunk)
            self._digest.update(chunk)
            self.line += chunk.count(b"\n")
            yield chunk
        try:
            self._decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            raise ListError("list.encoding", self.line) from None

    def _read(self) -> bytes:
        """A full chunk, or what is left: a stream may give less than it is asked for at a time."""
        parts, wanted = [], CHUNK
        try:
            while wanted and (part := self._stream.read(wanted)):
                parts.append(part)
                wanted -= len(part)
        except (OSError, ValueError):
            raise ListError("list.unreadable", self.line) from None
        return b"".join(parts)

    def _check_head(self, head: bytes) -> None:
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in head[:4]:
            raise ListError("list.encoding", 1)
        declared = _DECLARED.match(head)
        if declared and declared[1].lower() not in {b"utf-8", b"utf8", b"us-ascii", b"ascii"}:
            raise ListError("list.encoding", 1)

    def _check(self, chunk: bytes) -> None:
        nul = chunk.find(b"\0")
        if nul >= 0:
            raise ListError("list.nul", self.line + chunk.count(b"\n", 0, nul))
        seam = self._tail + chunk
        for word in _FORBIDDEN:
            found = seam.find(word)
            if found >= 0:
                raise ListError("list.doctype", self.line + seam.count(b"\n", len(self._tail), found))
        self._tail = seam[-_OVERLAP:]
        try:
            self._decoder.decode(chunk)
        except UnicodeDecodeError as problem:
            raise ListError("list.encoding", self.line + chunk.count(b"\n", 0, problem.start)) from None
