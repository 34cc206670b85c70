"""Which of several alerts on one person a post reads first (`priority.csv`): an order on the screen, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")


def together(ids: Sequence[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The ids in groups of one person each, by pairs that are the same; each group stands at the place of its first."""
    group = {id: [id] for id in ids}
    for left, right in pairs:
        if left not in group or right not in group or group[left] is group[right]:
            continue
        merged = group[left] + group[right]
        for id in merged:
            group[id] = merged
    found: list[list[str]] = []
    for id in ids:
        if not any(group[id] is one for one in found):
            found.append(group[id])
    return found


def first_things_first(found: Sequence[T], groups: Sequence[Sequence[T]], rank: Callable[[T], int]) -> list[T]:
    """The same things; within a group by rank, and by their old place where ranks are equal. Groups keep their places."""
    place = {id(one): number for number, one in enumerate(found)}
    return [one for group in groups for one in sorted(group, key=lambda one: (rank(one), place[id(one)]))]
