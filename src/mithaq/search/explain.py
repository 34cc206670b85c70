"""Why a person matched, as data: codes and values, which the rim turns into Arabic, English or French."""

from __future__ import annotations

from msgspec import Struct


class Line(Struct, frozen=True):
    """One piece of evidence.

    `code` names it; `left` is what was asked, `right` what is stored, either may be empty; `contribution` in bits,
    negative when it speaks against. The codes:

    - ``part.same``, ``part.script``, ``part.spelling``, ``part.initial``, ``part.joined``: parts that answer to each other
    - ``part.only_asked``, ``part.only_stored``: a part that one side lacks; states record chains of different length
    - ``parts.conflict``: parts left over on both sides, which contradict each other
    - ``parts.order``: the parts stand in another order than moving an end to the front explains
    - ``birth.same_day``, ``.same_month``, ``.same_year``, ``.in_range``, ``.swapped``, ``.one_slip``,
      ``.first_of_january``, ``.same_year_only``, ``.close_years``, ``.other``
    - ``sex.same``, ``sex.other``, ``nationality.same``, ``nationality.other``, ``document.same``
    - ``name.contradicts``: the document is the one asked for, but the name is another
    """

    code: str
    left: str
    right: str
    contribution: float
