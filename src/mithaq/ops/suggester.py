"""The suggester of spellings over the shipped table, made once a process."""

from __future__ import annotations

from functools import cache
from threading import Lock

from mithaq.domain.errors import Refusal
from mithaq.names.fold import NameRefused
from mithaq.names.suggest.suggest import MOST, Suggester, Suggestion
from mithaq.ops.tables import frequency_rows

_ONE = Lock()
"""One name at a time: the first of a state learns its spelling habits, which others had better wait for than repeat."""


@cache
def _suggester() -> Suggester:
    return Suggester(frequency_rows())


def suggestions(name: str, state: str = "", most: int = MOST) -> tuple[Suggestion, ...]:
    """The likeliest spellings of a name in the other script, as is usual in a state (`Suggester.suggest`).

    Raises Refusal ``name.too_long``.
    """
    try:
        with _ONE:
            return _suggester().suggest(name, state, most)
    except NameRefused as refused:
        raise Refusal(refused.code, "name") from None
