"""Attachments: the files that papers of a case name by SHA-256. What is taken, how much of it, and what a paper cites.

The limits are ours and no treaty's: they keep a file from stopping a node, on its disk or on the reader's screen.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, Literal, get_args

import msgspec
from msgspec import Struct, structs

from mithaq.domain.case.papers import ExtraditionFile

MediaType = Literal["application/pdf", "image/png", "image/jpeg", "image/tiff", "text/plain"]
MEDIA_TYPES: tuple[MediaType, ...] = get_args(MediaType)
EXTENSIONS: dict[str, str] = dict(zip(MEDIA_TYPES, ("pdf", "png", "jpg", "tif", "txt"), strict=True))

MAX_BYTES = 20 * 1024 * 1024
"""One file: some 200 pages scanned in grey at 300 dpi. What is larger is split, and stays readable on a slow line."""

MAX_CASE_BYTES = 512 * 1024 * 1024
"""All files that one side cites in one case: 5,000 scanned pages. Beyond, one party could fill the other's disk."""

MAX_CASE_FILES = 1_000
"""All files that one side cites in one case: five complete files of 200 papers."""

MAX_LOOSE_BYTES = 2 * 1024 * 1024 * 1024
"""All files that no paper cites yet: four of the largest cases being put together in the same day."""

MAX_PAGES = 2_000
"""Pages of one file: no court reads more in one binding, and no reader of files has to open more at once."""

MAX_PIXELS = 140_000_000
"""Pixels of one picture: A2 at 600 dpi. More is no paper but a bomb: small on the disk, gigabytes in the reader."""

CASE_FULL = "attachment.case_full"
"""The one code that says nothing about the file itself: another case may have room for it."""

ATTACHMENT = "attachment"
"""The item name under which a file that is still to be fetched is asked for."""

_HASH = re.compile(r"[0-9a-f]{64}")


class Scanned(Struct, frozen=True):
    """What a file turned out to be, by its own bytes. A declared type or name is never believed, and never kept."""

    media_type: MediaType
    pages: int = 1


def cited(paper: Struct) -> tuple[str, ...]:
    """The files that a paper names, each once, in its order: every `attachment` and `attachments`, however deep."""
    return tuple(dict.fromkeys(_named(msgspec.to_builtins(paper))))


def without(file: ExtraditionFile, refused: Collection[str]) -> ExtraditionFile:
    """The file without the papers whose attachment was refused: a paper that nobody can open is missing."""
    return structs.replace(file, papers=tuple(copy for copy in file.papers if copy.attachment not in refused))


def _named(value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        return [hash for one in value for hash in _named(one)]
    if not isinstance(value, dict):
        return []
    found: list[str] = []
    for name, inner in value.items():
        if name in (ATTACHMENT, "attachments"):
            found += [hash for hash in _texts(inner) if _HASH.fullmatch(hash)]
        else:
            found += _named(inner)
    return found


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [one for one in values if isinstance(one, str)]
