"""What was opened that no own work asked for: alerts of others, one after the other, and cases taken away."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mithaq.app.insiders.columns import Floats
from mithaq.app.insiders.signs import Looked, Sign, over
from mithaq.app.insiders.surprise import counted, firsts, mixed, poisson, rest


def unasked(looked: Looked) -> Iterator[Sign]:
    """Alerts that an officer opened, or cases that he took away, without a check of his own that met the person, a review to
    which he was called, or an act of his on the matter.

    `count`: different ones in the month, compared with what the others at the post open so. Who has no colleague is compared
    with half a case: a role of one officer has nobody to hide among.
    """
    columns, staff, rule = looked.columns.opened, looked.staff, looked.rules["opened"]
    size = len(staff.post)
    left = np.flatnonzero(~columns.own)
    once = left[firsts(mixed(columns.officer[left], columns.subject[left]))]
    count = counted(columns.officer[once], size)
    each: Floats = np.ones(size)
    surprise = poisson(count, rest(count, each, staff.desk, staff.role))
    for officer in over(rule, count, surprise):
        mine = left[columns.officer[left] == officer]
        yield Sign("opened", (int(officer),), int(count[officer]), float(surprise[officer]), mine)
