"""Reads the data files of this room into a `Law`. A malformed file is a clear error with file, line and reason."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Any

import msgspec
from msgspec import structs

from mithaq.domain.access import Access, Grant, table
from mithaq.domain.law import HolderKind, InsiderRule, Kind, Label, Law, MemberInfo, Purpose, Reason, Setting
from mithaq.law.authorities import load_authorities
from mithaq.law.clearing import load_clearing
from mithaq.law.connected import load_connected
from mithaq.law.doubts import invented
from mithaq.law.forms import load_forms, load_options
from mithaq.law.house import load_house
from mithaq.law.instruments import (
    load_effects,
    load_ground_articles,
    load_grounds,
    load_instruments,
    load_parties,
    load_procedures,
    load_reservations,
)
from mithaq.law.known import Known
from mithaq.law.malformed import LawMalformed
from mithaq.law.offences import load_offences, load_penalties
from mithaq.law.own_say import load_own_say
from mithaq.law.screening_rules import load_screening
from mithaq.law.timing import load_timing


def rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a CSV file of this room with their line numbers. Raises LawMalformed for a short or long row."""
    reader = csv.DictReader(StringIO(files("mithaq.law").joinpath(name).read_text("utf-8")))
    for row in reader:
        if None in row or None in row.values():
            raise LawMalformed(name, reader.line_num, "a row needs one value for each column")
        yield reader.line_num, row


def _converted(name: str, shape: type[Any]) -> Iterator[Any]:
    """Each row as `shape`: label_* columns become a Label, yes/no become booleans, digits numbers."""
    for line, row in rows(name):
        label = Label(row.pop("label_ar"), row.pop("label_en"), row.pop("label_fr"))
        plain = {key: {"yes": True, "no": False}.get(value, value) for key, value in row.items()}
        try:
            yield msgspec.convert({**plain, "label": msgspec.to_builtins(label)}, shape, strict=False)
        except msgspec.ValidationError as problem:
            raise LawMalformed(name, line, str(problem)) from None


def load_access() -> Access:
    """`access.csv`: who may do what."""
    return table(
        Grant(row["action"], row["role"], row["member_kind"], row["relation"], frozenset(row["states"].split()))
        for _, row in rows("access.csv")
    )


@cache
def load_law(*, demo: bool = False) -> Law:
    """All of the law as this release ships it; `demo` adds the rows marked synthetic. Raises LawMalformed."""
    house = load_house()
    kinds = {kind.code: kind for kind in _converted("kinds.csv", Kind)}
    members = {member.code: member for member in _converted("members.csv", MemberInfo)}
    instruments, offences = load_instruments(), load_offences()
    kinds = {kind.code: kind for kind in _converted("kinds.csv", Kind)}
    grounds = load_grounds()
    known = Known(instruments, [code for code, member in members.items() if member.kind == "state"])
    options = load_options()
    reservations = load_reservations()
    own_say = load_own_say(kinds)
    screening = load_screening(kinds, grounds, offences)
    return Law(
        kinds=kinds,
        members=members,
        access=load_access(),
        purposes={purpose.code: purpose for purpose in _converted("purposes.csv", Purpose)},
        grounds=grounds,
        instruments=instruments,
        parties=load_parties(known, reservations),
        effects=load_effects(demo=demo),
        procedures=load_procedures(demo=demo, known=known),
        offences=offences,
        penalties=load_penalties(offences, demo=demo, known=known),
        authorities=load_authorities(demo=demo, known=known),
        reasons={reason.code: reason for reason in _converted("reasons.csv", Reason)},
        house=house,
        timing=load_timing(house["release_alarm"], demo=demo),
        forms=load_forms(house, options),
        options=options,
        reservations=reservations,
        refused={} if demo else invented(),
        ground_articles=load_ground_articles(grounds, instruments),
        checklist={line.code: line for line in _converted("checklist.csv", Reason)},
        screening=structs.replace(screening, compatible=own_say.compatible),
        own_say=own_say,
        clearing=load_clearing(kinds, demo=demo),
        insider={rule.code: rule for rule in _converted("insider.csv", InsiderRule)},
        insider_settings={one.code: one for one in _converted("insider_settings.csv", Setting)},
        holders={kind.code: kind for kind in _converted("holders.csv", HolderKind)},
        connected=load_connected(kinds),
        figures_settings={one.code: one for one in _converted("figures_settings.csv", Setting)},
    )
