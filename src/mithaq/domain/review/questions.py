"""Asking the owner during a review: while a question is open the reviewers' clocks stand still, but not for ever."""

from __future__ import annotations

from datetime import timedelta

from msgspec import Struct, structs

from mithaq.domain.case.clocks import instant
from mithaq.domain.instant import text
from mithaq.domain.law import Law
from mithaq.domain.message.clocks import due_at

CODES = "review_question"
"""The set of `form_options.csv` that the questions are taken from."""

OWNER_ANSWERS = "review_question"
"""The house rule that says how long a question may hold the clocks."""


class Inquiry(Struct, frozen=True, omit_defaults=True):
    """A coded question. `payload`: the commitment to its words; `due_at`: from when on it holds no clock any more."""

    hash: str
    reviewer: str
    question: str
    at: str
    due_at: str
    payload: str = ""
    answered_at: str = ""
    answer: str = ""

    def holds(self, at: str) -> bool:
        """Whether the clocks stand still at that instant because of it."""
        return not self.answered_at and self.at <= at < self.due_at


def due(law: Law, owner: str, at: str) -> str:
    """When a question that was asked then stops holding the clocks."""
    return due_at(law, OWNER_ANSWERS, owner, at)


def answered(question: Inquiry, at: str, payload: str) -> Inquiry:
    """The question with its answer."""
    return structs.replace(question, answered_at=max(at, question.at), answer=payload)


def pause(question: Inquiry) -> timedelta:
    """For how long an answered question held the clocks."""
    start, end = instant(question.at), instant(min(question.answered_at, question.due_at))
    return max(end - start, timedelta()) if start is not None and end is not None else timedelta()


def later(at: str, by: timedelta) -> str:
    """That instant, so much later; one that no calendar holds stays as it is."""
    found = instant(at)
    try:
        return text(found + by) if found is not None else at
    except OverflowError:
        return at


def papers_for(questions: tuple[Inquiry, ...], *, owner: bool, secretariat: bool) -> dict[str, str]:
    """The commitments that this side reads, each with the statement it came in: questions are for the owner alone,
    answers for the Secretariat.
    """
    asked = {one.payload: "review.asked" for one in questions if owner and one.payload}
    answers = {one.answer: "review.answered" for one in questions if secretariat and one.answer}
    return asked | answers
