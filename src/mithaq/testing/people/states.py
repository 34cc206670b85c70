"""The 22 states: how many people are drawn from each, how they write Latin, which links join the chain."""

from __future__ import annotations

from typing import Literal, NamedTuple

Style = Literal["gulf", "egypt", "levant", "maghreb", "iraq", "somali"]
STYLES: tuple[Style, ...] = ("gulf", "egypt", "levant", "maghreb", "iraq", "somali")
"""Six ways to write Arabic names in Latin letters. Iraq stands for Sudan and Libya too."""


class State(NamedTuple):
    """`weight`: how many of a hundred-odd people drawn come from here, roughly as populations compare.

    `linked`: share of the people whose papers write *son of* between the names. Both are round numbers that make
    the crowd plausible; no figure of any state rests on them.
    """

    code: str
    weight: int
    style: Style
    linked: float = 0.0


STATES: tuple[State, ...] = (
    State("AE", 3, "gulf", 0.2),
    State("BH", 1, "gulf", 0.2),
    State("DJ", 1, "somali"),
    State("DZ", 10, "maghreb", 0.1),
    State("EG", 22, "egypt"),
    State("IQ", 10, "iraq"),
    State("JO", 3, "levant", 0.05),
    State("KM", 1, "somali"),
    State("KW", 2, "gulf", 0.1),
    State("LB", 2, "levant"),
    State("LY", 2, "iraq", 0.05),
    State("MA", 8, "maghreb", 0.1),
    State("MR", 1, "maghreb", 0.5),
    State("OM", 1, "gulf", 0.4),
    State("PS", 2, "levant"),
    State("QA", 1, "gulf", 0.2),
    State("SA", 7, "gulf", 0.4),
    State("SD", 9, "iraq"),
    State("SO", 4, "somali"),
    State("SY", 5, "levant"),
    State("TN", 3, "maghreb", 0.25),
    State("YE", 8, "gulf", 0.1),
)

SON_ARABIC, SON_MAURITANIA = "بن", "ولد"
DAUGHTER_ARABIC, DAUGHTER_MAURITANIA = "بنت", "منت"
LINKS: dict[str, tuple[str, ...]] = {
    "بن": ("bin", "Ben", "Bin", "Ben", "Bin", "Bin"),
    "بنت": ("bint", "Bent", "Bint", "Bent", "Bint", "Bint"),
    "ولد": ("Ould", "Weld", "Wuld", "Ould", "Wad", "Ould"),
    "منت": ("Mint", "Ment", "Mint", "Mint", "Mint", "Mint"),
}
"""Latin links in the order of `STYLES`."""
