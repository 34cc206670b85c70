"""A small post at work, and what one officer does beside it: columns made by hand for the patterns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from mithaq.app.insiders.columns import DAY, KLASSES, Columns, Gathering, hashes
from mithaq.app.insiders.detect import detect
from mithaq.app.insiders.opening_lines import ASKING
from mithaq.app.insiders.signs import Sign
from mithaq.app.insiders.staff import Person
from mithaq.app.log import keyed, marking
from mithaq.app.ports.rows import LogRow
from mithaq.law.load import load_law

SECRET, MONTH = b"story", "2026-11"
OFFICERS = tuple(f"o-{number}" for number in range(8))
LAW = load_law()


def hashed(term: str) -> str:
    return keyed(SECRET, MONTH, term)


@dataclass
class Story:
    """Lines by time. Each officer works eight hours on each of `days` days, and checks another person in each quarter."""

    days: int = 14
    rows: list[LogRow] = field(default_factory=list)
    known: tuple[str, ...] = ()
    matters: dict[str, str] = field(default_factory=dict)
    families: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for day in range(self.days):
            for who in OFFICERS:
                for turn in range(32):
                    self.check(who, day, 8 + turn / 4, f"person {who} {day} {turn}", (f"family {turn % 7} {day}",))

    def check(
        self, who: str, day: float, hour: float, whole: str, parts: Sequence[str] = (), purpose: str = "border",
        found: str = "none", action: str = "check", *, reference: str = "",
    ) -> None:  # fmt: skip
        seconds = int((day * 24 + hour) * 3600)
        at = f"2026-11-{1 + seconds // DAY:02}T{seconds % DAY // 3600:02}:{seconds % 3600 // 60:02}:{seconds % 60:02}.000Z"
        terms = () if action not in ASKING else tuple(hashed(term) for term in (whole, *parts))
        self.rows.append(LogRow(KLASSES.index(found), at, who, "POST", action, purpose, reference, terms, b"", "", ""))

    def opens(self, who: str, count: int, why: str = "", action: str = "payload.opened") -> None:
        """So many alerts of others, one after the other."""
        for turn in range(count):
            self.check(who, 3, 12 + turn / 100, "", purpose=why, action=action, reference=f"a-{turn}")

    def signs(self) -> list[tuple[str, tuple[str, ...]]]:
        """The patterns that are raised, and about whom."""
        columns = self.columns()
        return [(sign.pattern, tuple(columns.officers[one] for one in sign.officers)) for sign in self.found()]

    def found(self) -> list[Sign]:
        numbers = {code: one.number for code, one in LAW.insider_settings.items()}
        people = {who: Person("border", (hashed(self.families.get(who, f"name of {who}")),)) for who in OFFICERS}
        known = hashes([hashed(name) for name in self.known])
        return detect(self.columns(), people, known, LAW.insider, numbers)

    def columns(self) -> Columns:
        mark = marking(SECRET, MONTH)
        gathering = Gathering(mark, LAW.insider_settings["follow"].number, self.matters)
        rows = []
        for number, row in enumerate(sorted(self.rows, key=lambda row: row.at), 1):
            terms = (*row.terms, mark(number, KLASSES[row.number])) if row.terms else ()
            rows.append(
                LogRow(
                    number, row.at, row.officer, row.post, row.action, row.purpose, row.reference, terms, b"", "", ""
                )
            )
        for start in np.arange(0, len(rows), 500):
            gathering.add(rows[start : start + 500])
        return gathering.columns()
