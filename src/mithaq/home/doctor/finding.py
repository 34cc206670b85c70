"""A finding: one thing that was looked at, how it stands, and the figures for it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

Verdict = Literal["ok", "look", "act"]
RANK: tuple[Verdict, ...] = ("ok", "look", "act")
Said = str | int | float | list[str]


class Finding(Struct, frozen=True):
    """`code`: what was looked at, such as ``disk.free``. `verdict`: ``ok``; ``look``: find out whether it is meant to be so;
    ``act``: something fails or will. `said`: figures, codes of members, names of files of the node; never of persons.
    """

    code: str
    verdict: Verdict
    said: dict[str, Said] = field(default_factory=dict)


def worst(found: list[Finding]) -> Verdict:
    """The verdict over all."""
    return max((one.verdict for one in found), key=RANK.index, default="ok")


def above(value: float, look: float, act: float) -> Verdict:
    """The verdict for a figure that should be low."""
    return "act" if value > act else "look" if value > look else "ok"


def below(value: float, look: float, act: float) -> Verdict:
    """The verdict for a figure that should be high."""
    return "act" if value < act else "look" if value < look else "ok"
