"""Guards about the person on the way to the decision: cure before refusal, consent, hearing, minister, a new arrest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Literal

from mithaq.domain.case import events as says
from mithaq.domain.case.case import Case
from mithaq.domain.case.clocks import LAST_MIDNIGHT, instant, lapsed, midnight, zone_of
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.said import Said
from mithaq.domain.case.states import CaseState, Clock
from mithaq.domain.errors import Refusal
from mithaq.domain.instant import Instant, text

Cure = Literal["not_asked", "waiting", "answered", "passed"]
Guard = Callable[[Case, Said, CaseLaw], Refusal | None]

NOT_COLLECTED, CLOCK_LAPSED = "not_collected", "clock_lapsed"
"""Grounds of a release that the clocks of the case show, or do not (`grounds.csv`)."""

COLLECTION = frozenset({Clock.COLLECTION_MAY, Clock.COLLECTION_MUST})

# After these a new arrest is not barred: let go with measures, a clock that ran out, a judge who ended the detention.
# A request that was withdrawn or refused is over, and whoever was not collected is not sought for the same acts again.
REARREST_AFTER = frozenset({"", "lapsed", "custody_ended"})
# What the custodian said in letting go counts as much: who is not the person sought, or was held without any basis, or is
# free because the request failed, is not arrested again on it.
REARREST_GROUNDS = frozenset({CLOCK_LAPSED, "with_measures", "health_or_family", "decided_by_court"})


def cure_first(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """No refusal on a ground that can be cured (`grounds.csv`) before that was asked for, and answered or its date passed
    (45).
    """
    ground = law.grounds.get(getattr(said.body, "ground", ""))
    if ground is None or not ground.curable:
        return None
    codes = {"not_asked": "cure.not_asked", "waiting": "cure.not_answered"}
    code = codes.get(cure_standing(case, said.when, law))
    return Refusal(code, "45") if code else None


def cure_standing(case: Case, when: str, law: CaseLaw) -> Cure:
    """Whether what is curable was asked for, and whether that was answered by a file, or its date has passed."""
    if not case.cure_at:
        return "not_asked"
    if any(row.event == "file.lodged" and row.received_at > case.cure_at for row in case.lodged):
        return "answered"
    return "passed" if case.cure_by and when >= day_ends(case.cure_by, case, law) else "waiting"


def day_ends(day: str, case: Case, law: CaseLaw) -> str:
    """The instant at which that day is over in the requested state."""
    return day_begins(day, case, law, later=1)


def day_begins(day: str, case: Case, law: CaseLaw, later: int = 0) -> str:
    """The instant at which that day, or the one so many days later, begins in the requested state."""
    return text(midnight(date.fromisoformat(day) + timedelta(days=later), zone_of(law.zones.get(case.requested, ""))))


def local_day(at: Instant, case: Case, law: CaseLaw) -> date:
    """The day in the requested state at that instant."""
    return at.astimezone(zone_of(law.zones.get(case.requested, ""))).date()


def appeal_ends(case: Case, law: CaseLaw) -> str:
    """The instant at which the time to appeal against the court's decision is over; empty where nobody knows its days.

    The day of the decision does not count, and the last day counts to its end in the requested state: no reading of *so
    many days* lasts longer, so none takes the appeal from the person. Nor does a change of the clocks: never less than so
    many times 24 hours.
    """
    procedure, decided = law.procedures.get(case.requested), instant(case.court_at)
    days = procedure.days_to_appeal if procedure else None
    if days is None or decided is None:
        return ""
    zone = zone_of(law.zones.get(case.requested, ""), unknown=LAST_MIDNIGHT)
    last = decided.astimezone(zone).date() + timedelta(days=days)
    return text(max(midnight(last + timedelta(days=1), zone), decided + timedelta(days=days)))


def _date_sound(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """A date for curing the file, where there is one, is a day."""
    day = said.body.by_day if isinstance(said.body, says.CureAsked) else ""
    return None if not day or instant(f"{day}T00:00:00Z") else Refusal("date.invalid", "by_day")


def _review_heard(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    heard = isinstance(said.body, says.CustodyReviewed) and said.body.heard
    return None if heard else Refusal("rights.not_heard", "heard")


def _judge_heard(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """Where the deciding body is no court, or nobody knows what it is, a judge independent of police and prosecution hears
    the person first (H). What the table of procedures says cannot be talked away.
    """
    procedure = law.procedures.get(case.requested)
    stated = {said.body.body} if isinstance(said.body, says.CourtDecided) else set()
    known = stated | {procedure.deciding_body if procedure is not None else ""}
    court = "court" in known and "other" not in known
    return None if court or case.judge_heard_at else Refusal("judge.not_heard", "judge.heard")


def _consent_formal(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """The person was told that consent leaves speciality as it is."""
    kept = isinstance(said.body, says.ConsentGiven) and said.body.speciality_kept
    return None if kept else Refusal("consent.speciality", "speciality_kept")


def _consent_not_too_early(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """Not before the hours of the house rule after the arrest, nor where the table does not say how many (H)."""
    rule, arrested, given = law.house.get("consent_after"), instant(case.arrested_at), _acted(said)
    if rule is None or rule.unit != "hours" or arrested is None or given is None:
        return Refusal("consent.too_early", "given_at")
    hours = rule.on(local_day(arrested, case, law)).number
    return Refusal("consent.too_early", "given_at") if given < arrested + timedelta(hours=hours) else None


def _acted(said: Said) -> Instant | None:
    """When it was done, and never later than it was signed; None where it says no sound instant."""
    return instant(said.first) if instant(said.body.acted_at) else None


def _consent_stands(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    return None if case.consent_at else Refusal("consent.none", "consent")


def _appeal_time_over(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """An appeal does not lapse before the days that the requested state's law gives, where they are known."""
    procedure, lapsed, ends = law.procedures.get(case.requested), _acted(said), appeal_ends(case, law)
    if procedure is None or procedure.days_to_appeal is None:
        return None
    over = bool(ends) and lapsed is not None and text(lapsed) >= ends
    return None if over else Refusal("appeal.not_over", "lapsed_at")


def _decision(state: CaseState) -> Guard:
    """The decision to surrender has come just so far."""

    def stands(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
        return None if case.decision == state else Refusal("decision.none", state.value)

    return stands


def _minister_foreseen(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    procedure = law.procedures.get(case.requested)
    none = procedure is not None and procedure.minister == "no"
    return Refusal("minister.not_foreseen", "procedures") if none else None


def _minister_unknown(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    procedure = law.procedures.get(case.requested)
    known = procedure is not None and procedure.minister == "yes"
    return Refusal("minister.foreseen", "procedures") if known else None


def _minister_agreed(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """Where the law of the requested state knows a ministerial decision, or nobody knows, it has to be said first."""
    procedure = law.procedures.get(case.requested)
    foreseen = procedure.minister if procedure is not None else ""
    if foreseen == "no" or case.minister_at:
        return None
    return None if foreseen == "" and case.minister_absent_at else Refusal("minister.missing", "minister.decided")


def uncollected(case: Case) -> bool:
    """Whether the person was let go because nobody came: no second request for the same acts (Riyadh 48). Not by the word of
    the custodian alone: who was let go before the time to come for him was over has not been left behind.
    """
    ran_out = bool(case.surrender_day) and case.release_reason == "lapsed"
    return ran_out or (case.release_ground == NOT_COLLECTED and waited_for(case, case.released_at))


def waited_for(case: Case, at: str) -> bool:
    """Whether a date of surrender was fixed, and the time to come for the person was over when he was let go at that
    instant, or when its clock stopped before.
    """
    runs = (run for run in case.clocks if run.clock in COLLECTION)
    return bool(case.surrender_day) and any(run.due_at <= (run.stopped_at or at) for run in runs)


def borne_out(case: Case, ground: str, at: str) -> bool:
    """Whether the clocks of the case bear out that ground of a release at that instant; those of which they know nothing are
    for the custodian to state.
    """
    if ground == NOT_COLLECTED:
        return waited_for(case, at)
    if ground == CLOCK_LAPSED:
        return case.release_reason in {"lapsed", "passage_lapsed"} or lapsed(case.clocks, at) is not None
    return True


def _rearrest_open(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    if case.release_reason not in REARREST_AFTER:
        return Refusal("rearrest.barred", case.release_reason)
    if uncollected(case):
        return Refusal("rearrest.barred", "48")
    false = case.release_ground == NOT_COLLECTED  # the clocks know nothing of it, see `uncollected`
    return None if false or case.release_ground in REARREST_GROUNDS else Refusal("rearrest.barred", case.release_ground)


def _ordered_again(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """A second case, alert or instrument is no way round the lapse of the first: whoever was held before for this requester
    and these facts is arrested again only on the complete file and a court's order (law.md, the two gates). A hold at a
    post, as long as one may last, is no arrest yet; and after a landing on the way to a surrender that was granted the time
    counts, but nobody is arrested again (H).
    """
    if case.transit is not None:
        return None
    before = said.body.held_before if isinstance(said.body, says.DetentionAdmitted) else 0
    beyond = before > _at_a_post(case, said, law) and not case.rearrest_at
    return Refusal("rearrest.not_ordered", "rearrest.ordered") if beyond else None


def _ordered_since(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """Nor is a request that was admitted before the person was held elsewhere: what was served there since needs a court's
    order that knows of it, and whoever was not collected there is not sought for the same acts (Riyadh 44, 48).
    """
    if case.transit is not None:
        return None
    if case.barred_elsewhere:
        return Refusal("rearrest.barred", "48")
    beyond = case.held_elsewhere - case.ordered_for > _at_a_post(case, said, law)
    return Refusal("rearrest.not_ordered", "rearrest.ordered") if beyond else None


def _at_a_post(case: Case, said: Said, law: CaseLaw) -> float:
    """The seconds that a hold at a post may last on the day of this statement."""
    post = law.house.get("hold_at_post")
    now = instant(said.first)
    post = post.on(local_day(now, case, law)) if post and now else None
    return timedelta(hours=post.number if post and post.unit == "hours" else 0).total_seconds()


def _consent_understood(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """No interpreter is needed only where the court hears in the language in which the person was told of the rights; where
    nobody knows in which it hears, one is there (H).
    """
    hearing = law.hearings.get(case.requested, "")
    same = bool(hearing) and case.language == hearing
    needed = isinstance(said.body, says.ConsentGiven) and said.body.interpreter == "not_needed" and not same
    return Refusal("consent.interpreter", "interpreter") if needed else None


PERSON_GUARDS: Mapping[str, Guard] = {
    "cure_first": cure_first,
    "date_sound": _date_sound,
    "review_heard": _review_heard,
    "judge_heard": _judge_heard,
    "consent_formal": _consent_formal,
    "consent_not_too_early": _consent_not_too_early,
    "consent_stands": _consent_stands,
    "consent_understood": _consent_understood,
    "appeal_time_over": _appeal_time_over,
    "decision_granted": _decision(CaseState.GRANTED),
    "decision_appealed": _decision(CaseState.APPEALED),
    "decision_final": _decision(CaseState.FINAL),
    "minister_foreseen": _minister_foreseen,
    "minister_unknown": _minister_unknown,
    "minister_agreed": _minister_agreed,
    "rearrest_open": _rearrest_open,
    "ordered_again": _ordered_again,
    "ordered_since": _ordered_since,
}
