"""What a peer is: something that loads rows and answers questions with numbers of persons, best first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from mithaq.bench.peers.material import Question, Row

DEPTH = 30
"""Rows asked of every peer: with several spellings a person, at least ten different persons are among them."""


class Missing(Exception):
    """A peer cannot be measured here. `code` says why, `what` names what is lacking."""

    def __init__(self, code: str, what: str) -> None:
        super().__init__(f"{code}: {what}")
        self.code = code
        self.what = what


class Peer(Protocol):
    """One system, loaded and ready. Used by one thread."""

    def find(self, question: Question) -> Sequence[int]:
        """Numbers of persons, best first; a number may come more than once."""
        ...

    def close(self) -> None:
        """Give back what it holds: processes, files, memory."""
        ...


Start = Callable[[Sequence[Row], Path], Peer]
"""Loads the rows, with a folder of its own for files. Raises Missing."""


def module(name: str) -> Any:
    """A module that only the extra brings. Raises Missing ``peers.not_installed``, ``peers.not_loadable``."""
    try:
        return import_module(name)
    except ModuleNotFoundError as problem:
        raise Missing("peers.not_installed", problem.name or name) from None
    except Exception as problem:  # noqa: BLE001 - whatever another project's start-up raises, it is not there
        raise Missing("peers.not_loadable", f"{name} ({type(problem).__name__})") from None
