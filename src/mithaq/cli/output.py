"""What a terminal shows: JSON lines, or the same lines in words of the reader's language."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

import msgspec

from mithaq.cli.commands.telling import Tell, nobody
from mithaq.cli.exits import Line
from mithaq.ops.texts import Texts, isolated

if TYPE_CHECKING:
    from mithaq.cli.words import Words

HIDDEN = frozenset({"exit", "bundle"})
RLM = "\u200f"
_ISOLATES = str.maketrans("", "", "\u2068\u2069")


class Output:
    """Writes the lines of one command. `json`: machine-readable, one object a line, the summary last."""

    def __init__(self, texts: Texts, *, json: bool, stream: TextIO | None = None, errors: TextIO | None = None) -> None:
        self.texts = texts
        self.json = json
        self._stream = stream or sys.stdout
        self._errors = errors or sys.stderr
        self.exit = 0

    def show(self, lines: Iterable[Line]) -> Line:
        """Write every line; returns the last one."""
        last: Line = {}
        for line in lines:
            self.line(line)
            last = line
        return last

    def line(self, line: Line) -> None:
        """Write one line. An `exit` in it becomes the exit status."""
        self.exit = int(line.get("exit", self.exit))
        shown = {key: value for key, value in line.items() if key not in HIDDEN}
        if self.json:
            self._stream.write(msgspec.json.encode(shown).decode() + "\n")
            self._stream.flush()
        elif "error" in line:
            self.error(line)
        else:
            self.write(self._words.of(shown))

    def error(self, line: Line) -> None:
        """A refusal: what, where and what to do, in one line on the error stream."""
        say = self.texts
        parts = [say.refusal(str(line["error"]))]
        if line.get("where"):
            parts.append(say.gettext("Where: %(where)s.", where=line["where"]))
        if line.get("line"):
            parts.append(say.gettext("Line: %(line)s.", line=line["line"]))
        if line.get("reason"):
            parts.append(say.gettext("Reason: %(reason)s.", reason=line["reason"]))
        if line.get("missing"):
            parts.append(say.gettext("Missing: %(missing)s.", missing=", ".join(line["missing"])))
        if line.get("id"):
            parts.append(say.gettext("Report it under this id: %(id)s.", id=line["id"]))
        parts.append(f"[{isolated(line['error'])}]")
        self._errors.write(self._readable(" ".join(parts)) + "\n")

    def write(self, text: str) -> None:
        """Text in words, line by line."""
        self._stream.write("".join(self._readable(line) + "\n" for line in text.split("\n")))
        self._stream.flush()

    def _readable(self, line: str) -> str:
        """In Arabic every line runs from right to left, also one that begins with a Latin name; else only what must."""
        return RLM + line if self.texts.direction == "rtl" else readable(line)

    @contextmanager
    def progress(self) -> Iterator[Tell]:
        """A bar on the error stream while long work goes on; nothing where no terminal is."""
        if self.json or not self._errors.isatty():
            yield nobody
            return
        with import_module("mithaq.cli.bar").bar(self._words, self._errors) as tell:
            yield tell

    @cached_property
    def _words(self) -> Words:
        """Loaded when first needed: a machine that reads JSON need not wait for the vocabulary of the console."""
        found: Words = import_module("mithaq.cli.words").Words(self.texts)
        return found


def readable(line: str) -> str:
    """The line; without isolates where nothing runs from right to left, so that what is copied from it is clean."""
    turned = any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in line)
    return line if turned else line.translate(_ISOLATES)
