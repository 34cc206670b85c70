"""How much is looked at for one question: the larger the register, the more namesakes stand before the right person."""

from __future__ import annotations

from typing import NamedTuple


class Effort(NamedTuple):
    """Rows, for one segment.

    With a full date: a second look is taken at `looked` (of the day, and of other days), and `of_a_day` and `of_other_days`
    are compared. Without: `single` is the most rows of a single key that are marked by it, `paired` how many are marked for
    two parts together, `read` how many of the marked ones are read, and `compared` how many of those are compared.
    """

    looked: int
    of_a_day: int
    of_other_days: int
    single: int
    paired: int
    read: int
    compared: int
