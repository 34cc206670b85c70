"""Earlier numbers in a table: ``2027-01-01:40`` in the column `earlier`, one after the other where there are several."""

from __future__ import annotations

from collections.abc import Sequence

from mithaq.domain.earlier import EarlierNumber, earlier_problems
from mithaq.law.malformed import LawMalformed

COLUMN = "earlier"


def read_earlier(name: str, line: int, value: str) -> list[dict[str, str]]:
    """The words of the column as plain values, to be converted. Raises LawMalformed."""
    found = []
    for word in value.split():
        before, colon, number = word.partition(":")
        if not colon:
            raise LawMalformed(
                name, line, "an earlier number is written 2027-01-01:40, the day from which it held no more first"
            )
        found.append({"before": before, "number": number})
    return found


def check_earlier(name: str, line: int, number: int, earlier: Sequence[EarlierNumber]) -> None:
    """Refuse what is out of order, stands twice or changes nothing. Raises LawMalformed."""
    for _, reason in earlier_problems(number, earlier):
        raise LawMalformed(name, line, reason)
