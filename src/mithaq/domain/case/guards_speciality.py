"""The guards of the time after the hand-over (Riyadh 50, 52, 53). See `guards.py` for how they are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from mithaq.domain.case import events_speciality as speciality
from mithaq.domain.case.case import Case
from mithaq.domain.case.clocks import instant, sound
from mithaq.domain.case.guards_person import local_day
from mithaq.domain.case.papers import missing
from mithaq.domain.case.rules import CaseLaw
from mithaq.domain.case.said import Said
from mithaq.domain.errors import Refusal


def _binds(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """Whoever received the person is bound, also before he has said so."""
    if not case.surrendered_at:
        return Refusal("case.not_possible", case.state.value)
    return Refusal("speciality.ended", "case") if case.after.ended_at else None


def _new_file(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """Consent is asked on a complete art. 42 file for the other act, lodged after the hand-over and received."""
    of = said.body.of if isinstance(said.body, speciality.SpecialityConsentAsked) else ""
    row = next((row for row in case.lodged if row.hash == of and of in case.after.files), None)
    instrument = law.instruments.get(case.instrument)
    if row is None or not row.received_at or instrument is None:
        return Refusal("speciality.no_new_file", "of")
    lacks = missing(row.held, instrument)
    return Refusal("file.incomplete", "42", missing=lacks) if lacks else None


def _asked(kind: str) -> Callable[[Case, Said, CaseLaw], Refusal | None]:
    def waiting(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
        of = getattr(said.body, "of", "")
        found = any(one.hash == of and one.kind == kind and not one.answer for one in case.after.asked)
        return None if found else Refusal("speciality.not_asked", "of")

    return waiting


def _stay_long_enough(case: Case, said: Said, law: CaseLaw) -> Refusal | None:
    """The days of the pack are over, each a whole one, since a final release after which he was free to leave.

    Where the pack has no such rule speciality never ends. The day of the release does not count, so that in no zone the
    undertaking ends a day too early; and nobody proves a stay that is still to come.
    """
    body, instrument = said.body, law.instruments.get(case.instrument)
    rule = instrument.rule("speciality_stay") if instrument else None
    if rule is None or not rule.days or not isinstance(body, speciality.StayStated):
        return Refusal("speciality.never_ends", "instrument")
    released = instant(case.after.final_release_at)
    proven = sound(body.stayed_at, said.at)
    seen = instant(proven[0]) if len(proven) == 2 else None
    if released is None or seen is None or not case.after.free:
        return Refusal("speciality.not_free_to_leave", "stayed_at")
    whole = rule.days_on(local_day(released, case, law))
    needed = timedelta(days=whole + 1) if body.how == "stayed" else timedelta(0)
    return None if seen > released + needed else Refusal("speciality.stay_too_short", "stayed_at")


GUARDS_SPECIALITY: Mapping[str, Callable[[Case, Said, CaseLaw], Refusal | None]] = {
    "speciality_binds": _binds,
    "new_file": _new_file,
    "speciality_asked": _asked("speciality"),
    "onward_asked": _asked("onward"),
    "stay_long_enough": _stay_long_enough,
}
