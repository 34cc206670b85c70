"""What each piece of evidence weighs, in hundredths of a bit (log2 of a likelihood ratio).

The figures are in one place so that a change of them is one diff; docs/names.md says where each comes from. They are whole
numbers, and so are the sums: the same input gives the same score on every node.
"""

from __future__ import annotations

import numpy as np

from mithaq.names.rarity import Rarity
from mithaq.search import classes
from mithaq.search.kernels.distance import SAME
from mithaq.search.kernels.order import A_STEP, FAINT
from mithaq.search.kernels.shapes import Evidence, Order, readonly

MOST = (550, 650, 800, 900, 1000, 1150, 1300, 1350, 1400)
"""The most that a pair of parts proves, by its likeness from 720 to 1000: how many other names are so like."""

LESS = (330, 270, 200, 150, 110, 70, 30, 10, 0)
"""What is taken off, because the same person's name is seldom spelled so differently."""

BIRTHS = (0, 1440, 950, 590, 400, 900, 1000, 500, 790, -100, -200, -1000)
"""By relation, in the order of kernels/births.py."""


KNOTS = (300, 600, 700, 800, 850, 900, 950, 1000)
HEARD = (
    (-75, -25, -105, -75, -35, -30, 0, 205),
    (-215, -60, 15, 115, 115, 165, 175, 225),
    (-180, -90, -190, 0, 150, 155, 215, 220),
)
"""By likeness at `KNOTS`, for two Arabic words, two others, one of each: how much likelier the same person's name is heard
so than another's. Learned with all other figures of the order from 1,752 questions by name alone to a million invented
persons (`mithaq bench search`, seed 2025) and, counting a fifth as much, the open lists; checked on seed 77."""


def order() -> Order:
    """What orders results."""
    fits = np.arange(FAINT, SAME + 1, A_STEP)
    heard = np.array([np.interp(fits, KNOTS, row) for row in HEARD]).round().astype(np.int32)
    return Order(
        heard=readonly(heard),
        slip=readonly(np.array((55, -25, -95, -150, -150, -240, -335), np.int32)),
        slip_in=readonly(np.array((-320, -320, -320, -290, -70, 210), np.int32)),
        stored_left=readonly(np.array((170, 280, 60), np.int32)),
        sure=850,
        share=550,
        rarer_share=350,
        slip_share=460,
        slip_of_a_script=140,
        asked_left=260,
        asked_share=130,
        all_answered=40,
        neighbour=120,
        first_at_home=130,
        last_at_home=115,
        jumbled=305,
    )


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
        order=order(),
    )


def eased(whole: Evidence, relief: int) -> Evidence:
    """The same, where *possible* takes so many hundredths of a bit less."""
    return whole._replace(possible=readonly(whole.possible - np.int32(relief)))
