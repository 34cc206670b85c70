"""All patterns over the lines of a month, strongest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from mithaq.app.insiders import again, names, opened, work
from mithaq.app.insiders.columns import Columns, Hashes
from mithaq.app.insiders.signs import Looked, Sign, strongest
from mithaq.app.insiders.staff import Person, staff_of
from mithaq.domain.law import InsiderRule

PATTERNS: tuple[Callable[[Looked], Iterator[Sign]], ...] = (
    again.same_person, names.colleague, names.known, names.one_name, work.bulk, work.pace, work.off_shift,
    work.unanswered, work.purpose,
)  # fmt: skip


def detect(
    columns: Columns,
    people: Mapping[str, Person],
    known: Hashes,
    rules: Mapping[str, InsiderRule],
    numbers: Mapping[str, int],
) -> list[Sign]:
    """What the patterns see in these lines; one sign for each pattern and officer, or group of officers."""
    patterns = (*(PATTERNS if len(columns.at) else ()), opened.unasked)
    looked = Looked(columns, staff_of(columns, people), known, rules, numbers)
    found = [sign for pattern in patterns for sign in strongest(pattern(looked))]
    return sorted(found, key=lambda sign: (-sign.surprise, sign.pattern, sign.officers))
