"""Figures of the benchmarks in words: groups as a table, the whole one figure a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.cells import cell_len

from mithaq.cli.commands.bench_words import COLUMNS, FIGURES
from mithaq.cli.exits import Line
from mithaq.cli.output import Output
from mithaq.ops.texts import isolated

GAP = "  "


class Figures:
    """Writes figures on an output: JSON lines as they are, or in words."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._say = output.texts.gettext

    def show(self, lines: Sequence[Line]) -> None:
        """Groups first, the figures of the whole last."""
        if self._output.json:
            self._output.show(lines)
            return
        groups, whole = [line for line in lines if "group" in line], lines[-1]
        for text in (*self._table(groups), *self._whole(whole), *self._errors(whole.get("worst", ()))):
            self._output.write(text)

    def _table(self, groups: Sequence[Line]) -> Iterator[str]:
        if not groups:
            return
        head = [*map(self._say, COLUMNS.values()), self._say(FIGURES["group"])]
        rows = [[*(_cell(line.get(key)) for key in COLUMNS), line["group"]] for line in groups]
        widths = [max(map(cell_len, column)) for column in zip(head, *rows, strict=True)]
        for row in (head, *rows):
            yield GAP.join(_padded(cell, width) for cell, width in zip(row, [*widths[:-1], 0], strict=True))
        yield ""

    def _whole(self, line: Line) -> Iterator[str]:
        for key, value in line.items():
            if key != "worst":
                yield f"{self._say(FIGURES[key])}: {isolated(_cell(value))}"

    def _errors(self, worst: Iterable[Line]) -> Iterator[str]:
        for one in worst:
            verdict = self._say("one person") if one["is_match"] else self._say("two persons")
            names = f"{isolated(one['left'])} – {isolated(one['right'])}"
            yield f"{isolated(_cell(one['score']))}{GAP}{names}{GAP}({verdict})"


def _cell(value: Any) -> str:
    """Four digits that count; JSON has them all."""
    if value is None:
        return "–"
    return f"{value:.4g}" if isinstance(value, float) and value < 10_000 else f"{value:.0f}"


def _padded(cell: str, width: int) -> str:
    return " " * max(0, width - cell_len(cell)) + isolated(cell)
