"""What two birth dates, each as partial as it is known, say about being one person's."""

from __future__ import annotations

from mithaq.search.kernels.jit import kernel

(
    UNKNOWN, SAME_DAY, SAME_MONTH, SAME_YEAR, IN_RANGE, SWAPPED, NEXT_DAY, ONE_SLIP, FIRST_OF_JANUARY, SAME_YEAR_ONLY,
    CLOSE_YEARS, OTHER,
) = range(12)  # fmt: skip
"""Relations of two dates; search/births.py names them."""


@kernel
def one_slip(one: int, two: int) -> bool:
    """Next to each other, or one digit apart when written with the same number of digits."""
    if abs(one - two) == 1:
        return True
    slips = 0
    while one or two:
        if one % 10 != two % 10:
            slips += 1
        one //= 10
        two //= 10
    return slips == 1


@kernel
def relation(  # noqa: PLR0911 - a table of cases reads best as cases
    year: int, until: int, month: int, day: int, year2: int, until2: int, month2: int, day2: int
) -> int:
    """How two dates are related; symmetric. `until` is `year` unless the source gives a range; 0 is not known."""
    if year == 0 or year2 == 0:
        return UNKNOWN
    if year != until or year2 != until2:
        apart = max(year, year2) - min(until, until2)
        if apart <= 0:
            return IN_RANGE
        return CLOSE_YEARS if apart <= 2 else OTHER
    if year != year2:
        full = day != 0 and month == month2 and day == day2
        if full and not (month == 1 and day == 1) and one_slip(year, year2):
            return ONE_SLIP
        turned = month == 12 and day == 31 and month2 == 1 and day2 == 1 and year2 == year + 1
        if turned or (month2 == 12 and day2 == 31 and month == 1 and day == 1 and year == year2 + 1):
            return NEXT_DAY
        return CLOSE_YEARS if abs(year - year2) <= 2 else OTHER
    if month == 0 or month2 == 0:
        return SAME_YEAR
    if day == 0 or day2 == 0:
        return SAME_MONTH if month == month2 else SAME_YEAR_ONLY
    return day_relation(month, day, month2, day2)


@kernel
def day_relation(month: int, day: int, month2: int, day2: int) -> int:  # noqa: PLR0911 - as above
    """How two days of one year are related."""
    if month == month2 and day == day2:
        return FIRST_OF_JANUARY if month == 1 and day == 1 else SAME_DAY
    if month == day2 and day == month2:
        return SWAPPED
    if (month == 1 and day == 1) or (month2 == 1 and day2 == 1):
        return SAME_YEAR
    if month == month2 and abs(day - day2) == 1:
        return NEXT_DAY
    if abs(month - month2) == 1 and min(day, day2) == 1 and max(day, day2) >= 28:
        return NEXT_DAY if (month < month2) == (day > day2) else SAME_YEAR_ONLY
    if month == month2 and one_slip(day, day2):
        return ONE_SLIP
    return ONE_SLIP if day == day2 and one_slip(month, month2) else SAME_YEAR_ONLY
