"""Birth dates as sources know them: most to the day, some to the year, some the clerk's first of January."""

from __future__ import annotations

from random import Random

from mithaq.domain.identity import PartialDate

FULL, YEAR_ONLY, FIRST_OF_JANUARY, MONTH = 0.80, 0.09, 0.07, 0.02  # the rest is a range of years
HIJRI_IN_SA = 0.12  # Saudi papers of the older generations carry the Umm al-Qura date alone


def draw_birth(random: Random, state: str, earliest: int, latest: int) -> PartialDate:
    """A birth between two Gregorian years, both included, the middle years more often."""
    year = round(random.triangular(earliest - 0.49, latest + 0.49))
    if state == "SA" and random.random() < HIJRI_IN_SA:
        return PartialDate(hijri_year(year), random.randint(1, 12), random.randint(1, 29), calendar="hijri")
    chance = random.random()
    if chance < FULL:
        return PartialDate(year, random.randint(1, 12), random.randint(1, 28))
    if chance < FULL + YEAR_ONLY:
        return PartialDate(year, circa=random.random() < 0.3)
    if chance < FULL + YEAR_ONLY + FIRST_OF_JANUARY:
        return PartialDate(year, 1, 1)
    if chance < FULL + YEAR_ONLY + FIRST_OF_JANUARY + MONTH:
        return PartialDate(year, random.randint(1, 12))
    return PartialDate(year, until_year=min(year + random.randint(1, 2), latest), circa=True)


def hijri_year(gregorian: int) -> int:
    """The Hijri year that most of a Gregorian year falls in: 33 lunar years are about 32 solar ones."""
    return (gregorian - 622) * 33 // 32
