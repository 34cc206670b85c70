"""What a terminal shows: JSON lines, or the same lines in words of the reader's language."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any, TextIO

import msgspec

from mithaq.cli.exits import Line
from mithaq.ops.texts import Texts, isolated

HIDDEN = frozenset({"exit", "bundle"})


class Output:
    """Writes the lines of one command. `json`: machine-readable, one object a line, the summary last."""

    def __init__(self, texts: Texts, *, json: bool, stream: TextIO | None = None) -> None:
        self.texts = texts
        self.json = json
        self._stream = stream or sys.stdout
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
        if self.json:
            shown = {key: value for key, value in line.items() if key not in HIDDEN}
            self.write(msgspec.json.encode(shown).decode())
        elif "error" in line:
            self.error(line)
        else:
            self.write(self._words(line))

    def error(self, line: Line) -> None:
        """A refusal: what, where and what to do, on the error stream."""
        say = self.texts
        parts = [say.refusal(str(line["error"]))]
        if line.get("where"):
            parts.append(say.gettext("Where: %(where)s.", where=line["where"]))
        if line.get("line"):
            parts.append(say.gettext("Line: %(line)s.", line=line["line"]))
        if line.get("missing"):
            parts.append(say.gettext("Missing: %(missing)s.", missing=", ".join(line["missing"])))
        parts.append(f"[{isolated(line['error'])}]")
        sys.stderr.write(" ".join(parts) + "\n")

    def write(self, text: str) -> None:
        """One line of text."""
        self._stream.write(text + "\n")
        self._stream.flush()

    def _words(self, line: Line) -> str:
        """`key: value` pairs with every value isolated, so that Arabic and Latin do not turn each other around."""
        if "why" in line:
            return self._candidate(line)
        pairs = [
            f"{self.texts.gettext(key)}: {isolated(_plain(value))}"
            for key, value in line.items()
            if key not in HIDDEN and value not in (None, "", [], {})
        ]
        return "  ".join(pairs)

    def _candidate(self, line: Line) -> str:
        """A candidate with what speaks for and against, one line each."""
        say = self.texts.gettext
        title = " · ".join(map(isolated, line["names"])) or isolated(_plain(line["object"]))
        head = f"{say(line['class'])} {line['score']:.2f}  {title}"
        facts = f"   {say('owner')}: {isolated(line['owner'])}  {say('births')}: {isolated(', '.join(line['births']))}"
        todo = f"   {say('action')}: {say(line['action'])}  {say('alert')}: {isolated(line['alert'])}"
        why = [
            f"   {one['contribution']:+6.2f}  {say(one['code'])}  {isolated(one['left'])} {isolated(one['right'])}"
            for one in line["why"]
        ]
        return "\n".join([head, facts, todo, *why])


def _plain(value: Any) -> str:
    """A value as one piece of text."""
    match value:
        case dict():
            return ", ".join(f"{key} {_plain(one)}" for key, one in value.items())
        case list() | tuple():
            return ", ".join(map(_plain, value))
        case _:
            return str(value)
