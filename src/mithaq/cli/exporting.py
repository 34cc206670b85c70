"""Writing an export to a file as its lines arrive: a bundle as it is, the files of a case beside it in one archive."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

from mithaq.cli.exits import Line
from mithaq.domain.errors import Refusal
from mithaq.interop.archive import packed


def write_export(lines: Iterator[Line], out: Path, *, archived: bool) -> Line:
    """The line that says what was written, or the error that came in place of the bundle.

    A file that could not be written to its end is taken away again. Raises Refusal ``file.unwritable``, and whatever the
    node refuses.
    """
    first = next(lines)
    if "bundle" not in first:
        return first
    counted = _Counted(lines)
    bundle = base64.b64decode(first["bundle"])
    done = False
    try:
        with out.open("wb") as stream:
            for piece in packed(bundle, counted) if archived else [bundle]:
                stream.write(piece)
            size = stream.tell()
        done = not counted.error
    except OSError:
        raise Refusal("file.unwritable", "out") from None
    finally:
        if not done and out.is_file():
            out.unlink()
    more = {"attachments": counted.files} if archived else {}
    return counted.error or {"bytes": size, **more, "file": str(out)}


class _Counted:
    """The attachments among the lines, counted as they pass. `error`: the line that came in the place of one."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self.files = 0
        self.error: Line = {}

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        for line in self._lines:
            if "error" in line:
                self.error = line
                return
            self.files += 1
            yield line["attachment"], base64.b64decode(line["bundle"])
