"""The progress bar of long work, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeElapsedColumn

from mithaq.cli.commands.telling import Tell
from mithaq.cli.words import Words


@contextmanager
def bar(words: Words, stream: TextIO) -> Iterator[Tell]:
    """One bar for each kind of work that is told of; a moving one where nobody knows the whole. Gone when it is over."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        known: dict[str, TaskID] = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in known:
                known[what] = progress.add_task(words.work(what), total=total or None)
            progress.update(known[what], completed=done)

        yield tell
