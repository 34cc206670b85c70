"""The earlier cases of one requesting state on one person: those on the same facts, and those that may be.

All detention for one person, requester and facts adds up across instruments, alerts and re-arrests (law.md, the two gates).
So it is not enough what the requesting state says: the requested state looks for itself, by the alert, and by what the
papers say of the person and the act.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from mithaq.app import alert_reading
from mithaq.app.case_reading import decoded, load, request_paper
from mithaq.app.passing import passages_of
from mithaq.app.ports.store import Reader
from mithaq.app.same_facts import Said, about_same_facts, one_warrant, perhaps_one
from mithaq.domain.audience import versions
from mithaq.domain.case.again import weighs
from mithaq.domain.case.case import Case
from mithaq.domain.content import Wanted
from mithaq.search.scales import Scales

EVERY = 10_000_000


class Earlier(Struct, frozen=True):
    """`same`: the other cases on the same person and facts. `unsure`: those on what may be the same person, where the person
    or the act is not described alike; a prosecutor finds whether it is another.
    """

    same: tuple[Case, ...] = ()
    unsure: tuple[Case, ...] = ()


class Weighed(Struct, frozen=True):
    """One of them as it is listed: ids, codes and how long the person was held in it. `same`: on the same person and facts;
    otherwise a prosecutor answers, by name and with reasons.
    """

    id: str
    requested: str
    state: str
    held_seconds: int
    same: bool


def weighed(found: Earlier, at: str) -> tuple[Weighed, ...]:
    """Those that are weighed before an admission, the certain ones first."""
    every = [(one, True) for one in found.same] + [(one, False) for one in found.unsure]
    return tuple(Weighed(one.id, one.requested, str(one.state), one.own_seconds(at), same) for one, same in every)


def earlier_of(reader: Reader, case: Case, at: str, scales: Scales) -> Earlier:
    """What is known here beside this case, stated by the requesting state or not, whichever was requested first. `at`: the
    instant up to which the time of a person who is still held is counted. `scales`: by what names are compared.
    """
    if case.transit is not None:
        main = load(reader, case.transit.main)
        passed = [one for one in passages_of(reader, case.transit.main) if one.requesting == case.requesting]
        return Earlier(tuple(one for one in (main, *passed) if one is not None and one.id != case.id))
    paper = request_paper(reader, case.id)
    found = of_person(reader, case.requesting, case.alert, paper, at, scales, case.earlier)
    return Earlier(*(tuple(one for one in ones if one.id != case.id) for ones in (found.same, found.unsure)))


def of_person(
    reader: Reader,
    requesting: str,
    alert: str,
    said: Said | None,
    at: str,
    scales: Scales,
    stated: tuple[str, ...] = (),
) -> Earlier:
    """The cases that this state opened on that alert, those it states, and those that this node finds by person and act,
    however the name is written.

    What was held on the way of one of them belongs to it.
    """
    opened = list(_opened_by(reader, requesting))
    same = {one.id: one for one in opened if (alert and one.alert == alert) or one.id in stated}
    rest = [one for one in opened if said and one.id not in same and weighs(one, at)]
    known = [(one, paper) for one in rest if (paper := said_in(reader, one)) is not None]
    unsure: dict[str, Case] = {}
    if said is not None:
        perhaps = perhaps_one(scales, said, [paper for _, paper in known])
        for place, (one, paper) in enumerate(known):
            if (place in perhaps or one_warrant(said, paper)) and about_same_facts(said, paper):
                same[one.id] = one
            elif place in perhaps:
                unsure[one.id] = one
    for found in (same, unsure):
        for main in tuple(found):
            found.update({one.id: one for one in passages_of(reader, main) if one.requesting == requesting})
    return Earlier(tuple(same.values()), tuple(unsure.values()))


def _opened_by(reader: Reader, requesting: str) -> Iterator[Case]:
    """The requests for detention of that state, whoever was asked."""
    rows = (row for row in reader.register.folds("case", party=requesting, limit=EVERY) if row.member == requesting)
    return (case for row in rows if (case := decoded(row)).transit is None)


def said_in(reader: Reader, case: Case) -> Said | None:
    """The request, or the alert it rests on where another state was asked; None where neither is held here."""
    paper = request_paper(reader, case.id)
    if paper is not None:
        return paper
    alert = alert_reading.load(reader, case.alert)
    version = next((one for one in versions(alert) if one.content == case.content), None) if alert else None
    content = alert_reading.content_in(reader, alert, version) if alert and version else None
    return content if isinstance(content, Wanted) else None
