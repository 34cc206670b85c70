"""Carrying out a command: here, under the directory's lock, or in the process that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mithaq.cli.commands.backups import hear
from mithaq.cli.commands.registry import Call, run
from mithaq.cli.commands.telling import Tell, nobody
from mithaq.cli.exits import Line
from mithaq.cli.listen import call_holder
from mithaq.home.open import HomeBusy, opened


def carry_out(home: Path, call: Call, tell: Tell = nobody) -> Iterator[Line]:
    """The lines of the command. Raises what the command refuses; a refusal from the other process is a line `error`."""
    try:
        with opened(home) as node:
            yield from hear(node, call.command)
            yield from run(node, call, tell)
    except HomeBusy:
        yield from call_holder(home, call, tell)
