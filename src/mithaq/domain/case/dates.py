"""Days by which somebody has to speak though no detention hangs on them: curing the file, appealing, word on a prosecution.

Views of a case and of the law, in the shape of a clock, so that whatever warns of clocks warns of them too.
"""

from __future__ import annotations

from msgspec import structs

from mithaq.domain.case.case import Case
from mithaq.domain.case.clocks import ClockRun, instant, zone_of
from mithaq.domain.case.guards_person import appeal_ends, cure_standing, day_ends
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.states import TRANSITIONS, CaseState
from mithaq.domain.earlier import held_on
from mithaq.domain.instant import text

CURE = "cure"  # the file is to be completed by then, or the request may be refused (Riyadh 45)
APPEAL = "appeal"  # the person may appeal until then (`procedures.csv`)
PROSECUTION = "prosecution"  # a state that refused its own national is silent from then on (Riyadh 39)
DATES = (CURE, APPEAL, PROSECUTION)


def dates(case: Case, law: CaseLaw) -> tuple[ClockRun, ...]:
    """Those that stand open in the case. Nothing lapses by itself when one is over."""
    found = (one(case, law) for one in (_cure, _appeal, _prosecution))
    return tuple(run for run in found if run is not None)


def _cure(case: Case, law: CaseLaw) -> ClockRun | None:
    """What was asked for has not come, and may still be refused for."""
    refusable = any(row.event == "cure.asked" for row in TRANSITIONS[case.state])
    if not refusable or not case.cure_by or cure_standing(case, case.cure_at, law) != "waiting":
        return None
    pack = law.instruments.get(case.instrument)
    rule = pack.rule("curable") if pack else None
    article, confirmed = (rule.article, rule.confirmed) if rule else ("", False)
    return _open(CURE, article, case.cure_at, day_ends(case.cure_by, case, law), confirmed)


def _appeal(case: Case, law: CaseLaw) -> ClockRun | None:
    """The court granted, and nothing was heard of an appeal yet."""
    procedure, ends = law.procedures.get(case.requested), appeal_ends(case, law)
    if case.state != CaseState.GRANTED or procedure is None or not ends:
        return None
    return _open(APPEAL, "", case.court_at, ends, procedure.confirmed)


def _prosecution(case: Case, law: CaseLaw) -> ClockRun | None:
    owed, rule = case.prosecution, law.house.get("prosecution_word")
    if owed is None or not owed.due_at or rule is None:
        return None
    began = max(owed.owed_at, owed.undertaken_at, owed.reported_at)
    run = _open(PROSECUTION, "", began, owed.due_at, confirmed=True, house=rule.house)
    start = instant(began)
    if run is None or start is None:
        return None
    day = start.astimezone(zone_of(law.zones.get(case.requested, ""))).date()
    return structs.replace(run, earlier=held_on(rule.earlier, day))


def _open(code: str, article: str, began: str, ends: str, confirmed: bool, house: bool = False) -> ClockRun | None:
    """In the shape of a clock whose end obliges nobody to release; None where its instants are unsound."""
    start, end = instant(began), instant(ends)
    if start is None or end is None:
        return None
    return ClockRun(code, article, text(start), text(end), must_release=False, confirmed=confirmed, house=house)
