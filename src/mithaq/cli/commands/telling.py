"""How long work says how far it is."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[str, int, int], None]
"""What is being done (a word of `words.WORK`), how much of it is done, out of how much; 0 where nobody knows the whole."""


def nobody(what: str, done: int, total: int) -> None:
    """Told by nobody to nobody: where no one watches."""
