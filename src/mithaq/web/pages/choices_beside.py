"""What a statement beside the main path may be about (the choices of its field `of`), and the papers that go with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mithaq.domain.case.case import Case
from mithaq.domain.case.papers import AssuranceText, CasePaper, ChangedCharge, NotOwed, Undertaking, Waybill
from mithaq.domain.errors import Refusal
from mithaq.web.pages.forms import Form

Options = tuple[tuple[str, str, str], ...]


NUMBERS = ("place", "among")
"""Fields that are numbers."""

RANKS: Options = tuple(
    (code, "rank", code) for code in ("harmed", "place", "nationality", "first", "circumstances", "gravity")
)
"""By what the requests of several states may be ranked (Riyadh 46)."""


def lodged(case: Case) -> Options:
    """What was lodged and not yet received."""
    return tuple((row.hash, "event", row.event) for row in case.lodged if not row.received_at and not row.electronic_at)


def _removals(case: Case) -> Options:
    return tuple(
        (one.hash, "event", "removal.reported" if one.reported else "person.removed")
        for one in case.removals
        if not one.answer
    )


def _unsent(case: Case) -> Options:
    return tuple((row.hash, "event", row.event) for row in case.lodged if not row.sent_at and not row.paper_at)


def _without_paper(case: Case) -> Options:
    return tuple((row.hash, "event", row.event) for row in case.lodged if not row.paper_at)


def _somewhere(case: Case) -> Options:
    return tuple((row.hash, "event", row.event) for row in case.lodged if row.received_at or row.electronic_at)


def _new_files(case: Case) -> Options:
    return tuple((row.hash, "event", row.event) for row in case.lodged if row.hash in case.after.files)


def _asked(kind: str, word: str) -> Callable[[Case], Options]:
    return lambda case: tuple(
        (one.hash, "event", word) for one in case.after.asked if one.kind == kind and not one.answer
    )


_SPECIALITY = _asked("speciality", "speciality.consent_asked")
_ONWARD = _asked("onward", "onward.asked")


def _assurances(declined: bool) -> Callable[[Case], Options]:
    """What was asked for and not given; `declined`: also what was declined, which may still be given."""
    return lambda case: tuple(
        (one.hash, "option", one.matter)
        for one in case.floor.assurances
        if not one.answer or (declined and one.answer == "declined")
    )


OF: Mapping[str, Callable[[Case], Options]] = {
    "removal.answered": _removals,
    "paper.sent": _unsent,
    "paper.received": _without_paper,
    "file.forwarded": _somewhere,
    "speciality.consent_asked": _new_files,
    "speciality.consent_given": _SPECIALITY,
    "speciality.consent_refused": _SPECIALITY,
    "onward.consented": _ONWARD,
    "onward.refused": _ONWARD,
    "assurance.given": _assurances(declined=True),
    "assurance.declined": _assurances(declined=False),
}
"""By statement: (hash, kind of word, word) of each thing it may be about."""


def _charge(form: Form) -> CasePaper:
    return ChangedCharge(
        form.text("paper.characterisation"),
        form.text("paper.provisions"),
        form.text("paper.reasons"),
        form.number("paper.maximum_months"),
    )


def _undertaking(form: Form) -> CasePaper:
    return Undertaking(form.text("paper.authority"), form.text("paper.number"), *_months(form))


def _not_owed(form: Form) -> CasePaper:
    months = _months(form)
    return NotOwed(form.text("paper.authority"), form.text("paper.number"), form.text("paper.reasons"), *months)


def _months(form: Form) -> tuple[int, int]:
    """What the act carries in the two laws, the requesting state's first. Raises Refusal where one is missing."""
    there, here = (form.number(f"paper.months_{side}") for side in ("requesting", "requested"))
    if there is None or here is None:
        raise Refusal("content.invalid", "paper.months")
    return there, here


def _waybill(form: Form) -> CasePaper:
    return Waybill(form.text("paper.number"), form.text("paper.text"))


def _assurance(form: Form) -> CasePaper:
    return AssuranceText(form.text("paper.authority"), form.text("paper.signed_by"), form.text("paper.text"))


PAPER_FORMS: Mapping[type[CasePaper], str] = {
    ChangedCharge: "charge",
    Undertaking: "undertaking",
    NotOwed: "not_owed",
    Waybill: "waybill",
    AssuranceText: "assurance",
}
PAPERS_BESIDE: Mapping[str, Callable[[Form], CasePaper]] = {
    "charge": _charge,
    "undertaking": _undertaking,
    "not_owed": _not_owed,
    "waybill": _waybill,
    "assurance": _assurance,
}
"""The form of a paper, and the paper from the form."""
