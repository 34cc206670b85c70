"""What each piece of evidence weighs, in hundredths of a bit (log2 of a likelihood ratio).

The figures are in one place so that a change of them is one diff; docs/names.md says where each comes from. They are whole
numbers, and so are the sums: the same input gives the same score on every node.
"""

from __future__ import annotations

import numpy as np

from mithaq.names.rarity import Rarity
from mithaq.search import classes
from mithaq.search.kernels.shapes import Evidence, readonly

MOST = (550, 650, 800, 900, 1000, 1150, 1300, 1350, 1400)
"""The most that a pair of parts proves, by its likeness from 720 to 1000: how many other names are so like."""

LESS = (330, 270, 200, 150, 110, 70, 30, 10, 0)
"""What is taken off, because the same person's name is seldom spelled so differently."""

BIRTHS = (0, 1440, 950, 590, 400, 900, 1000, 500, 790, -100, -200, -1000)
"""By relation, in the order of kernels/births.py."""


def evidence(table: Rarity) -> Evidence:
    """The parameters with a table of rarity."""
    return Evidence(
        most=readonly(np.array(MOST, np.int32)),
        less=readonly(np.array(LESS, np.int32)),
        births=readonly(np.array(BIRTHS, np.int32)),
        bits=readonly(np.array(table.bits, np.int16)),
        surplus=50,
        surplus_share=120,
        surplus_share_alone=350,
        most_surplus_share=150,
        conflict=600,
        disorder=100,
        disorder_share=40,
        most_disorder=120,
        sex_same=100,
        sex_other=-600,
        nationality_same=200,
        nationality_other=-100,
        strong=classes.STRONG,
        fit_strong=classes.FIT_STRONG,
        fit_possible=classes.FIT_POSSIBLE,
        fit_dated=classes.FIT_DATED,
        fit_alone=classes.FIT_ALONE,
        fit_whole=classes.FIT_WHOLE,
        alone=classes.ALONE,
        possible=readonly(np.array(classes.POSSIBLE, np.int32)),
    )


def eased(whole: Evidence, relief: int) -> Evidence:
    """The same, where *possible* takes so many hundredths of a bit less."""
    return whole._replace(possible=readonly(whole.possible - np.int32(relief)))
