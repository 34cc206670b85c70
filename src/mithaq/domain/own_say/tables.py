"""The tables of a state's own say: `flag_classes.csv`, `priority.csv`, `compatibility.csv`. Data, no constants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

from mithaq.domain.instrument import Words


class FlagClass(Struct, frozen=True):
    """A class of cases that a state may exclude from arrest in its territory. `test`: one of `own_say.classes.TESTS`."""

    code: str
    test: str
    article: str
    confirmed: bool
    house: bool
    source: str
    label: Words


class Priority(Struct, frozen=True):
    """Which of several alerts on one person a post reads first: the smallest `rank`. It moves the effect of none."""

    kind: str
    rank: Annotated[int, Meta(ge=1)]
    confirmed: bool
    house: bool
    source: str
    label: Words


class Compatibility(Struct, frozen=True):
    """Whether a `new` alert may join one that stands on the same person, of the same owner or of another."""

    standing: str
    new: str
    owner: Literal["same", "other"]
    answer: Literal["compatible", "concern", "refused"]
    confirmed: bool
    house: bool
    source: str
    label: Words


class OwnSayTables(Struct, frozen=True):
    """All three. What is not in `compatible` is a concern: a person looks."""

    classes: Mapping[str, FlagClass] = {}
    priority: Mapping[str, Priority] = {}
    compatible: Mapping[tuple[str, str, str], Compatibility] = {}

    def rank(self, kind: str) -> int:
        """The rank of a kind; one without a row comes last."""
        row = self.priority.get(kind)
        return row.rank if row is not None else max((one.rank for one in self.priority.values()), default=0) + 1


def answer(rows: Mapping[tuple[str, str, str], Compatibility], standing: str, new: str, *, same_owner: bool) -> str:
    """``compatible``, ``concern`` or ``refused``; a pair without a row is a concern."""
    row = rows.get((standing, new, "same" if same_owner else "other"))
    return row.answer if row is not None else "concern"
