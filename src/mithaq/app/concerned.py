"""The states whose nationals do not judge a matter about an alert, from all that the commission's node holds.

What the owner wrote is not enough: who leaves a nationality out, or asks through another state, would choose his judges.
"""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.app.alert_reading import content_in
from mithaq.app.case_reading import decoded
from mithaq.app.earlier import said_in
from mithaq.app.node import Actor
from mithaq.app.own_say.links import standing
from mithaq.app.ports.store import Reader
from mithaq.app.project import REMEDY, decode_fold
from mithaq.app.remedy_reading import linked, paper_in
from mithaq.app.same_facts import about_same_facts
from mithaq.domain import content as contents
from mithaq.domain.alert import Alert
from mithaq.domain.audience import versions
from mithaq.domain.content import Content, Wanted
from mithaq.domain.errors import Refusal
from mithaq.domain.remedy.panel import Panel
from mithaq.domain.remedy.papers import Filing
from mithaq.domain.remedy.remedy import Remedy

EVERY = 10_000_000


def states_concerned(reader: Reader, alert: Alert | None) -> frozenset[str]:
    """The owner's, which is also the one that asks; the person's, as the owner writes and as applications about the alert
    say; the owners of alerts that are linked with it; and whoever requested the person for the same facts.
    """
    if alert is None:
        return frozenset()
    said = [found for version in versions(alert) if (found := content_in(reader, alert, version)) is not None]
    return frozenset({
        alert.owner,
        *_nationalities(said),
        *_applicants(reader, alert.id),
        *(one.owner for one in standing(reader, alert)),
        *_requesting(reader, alert, [one for one in said if isinstance(one, Wanted)]),
    })  # fmt: skip


def check_unconcerned(states: frozenset[str], actor: Actor, panel: Panel | None, *, agrees: bool = True) -> None:
    """What came to be known after the lot counts as well: no national of these states has a say, and no yes completes one
    that was given by such. Raises Refusal ``panel.national``.
    """
    seated = {seat.id: seat.national_of for seat in panel.seats} if panel is not None else {}
    said = {vote.by for vote in panel.votes if vote.yes} if panel is not None and agrees else set()
    if states & {actor.nationality, *(seated.get(id, "") for id in (actor.id, *said))}:
        raise Refusal("panel.national", "state")


def _nationalities(said: list[Content]) -> Iterator[str]:
    for content in said:
        identity = contents.identity_of(content)
        yield from identity.nationalities if identity is not None else ()


def _applicants(reader: Reader, alert: str) -> Iterator[str]:
    """Whose nationals those are who applied about this alert: the person knows better than the owner."""
    for row in reader.register.folds("bond", kind=REMEDY, limit=EVERY):
        fold = decode_fold(row)
        if isinstance(fold, Remedy) and linked(reader, fold) == alert:
            filing = paper_in(reader, fold, fold.filing, Filing)
            if filing is not None and filing.nationality:
                yield filing.nationality


def _requesting(reader: Reader, alert: Alert, said: list[Wanted]) -> Iterator[str]:
    """The states that requested on this alert, or on what may be the same person for the same act."""
    for row in reader.register.folds("case", limit=EVERY):
        case = decoded(row)
        paper = said_in(reader, case) if said and case.alert != alert.id else None
        if case.alert == alert.id or (paper is not None and any(about_same_facts(one, paper) for one in said)):
            yield case.requesting
