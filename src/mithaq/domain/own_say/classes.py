"""The tests of `flag_classes.csv`: does an arrest alert belong to that class? Of two readings the one without arrest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from mithaq.domain.case.age import CIRCA, MAJORITY, latest_birth, plus_months
from mithaq.domain.content import Content, Wanted, iso_date
from mithaq.domain.errors import Refusal
from mithaq.domain.law import Law

Test = Callable[[Content, str, Law], bool]
POLITICAL = "political"


def own_national(content: Content, state: str, law: Law) -> bool:
    """The person is a national of this state, whatever others beside."""
    return isinstance(content, Wanted) and state in content.identity.nationalities


def political_matter(content: Content, state: str, law: Law) -> bool:
    """The offence has a political character in the catalogue (`screening/characters.csv`)."""
    return isinstance(content, Wanted) and POLITICAL in law.screening.characters.get(content.offence.code, ())


def death_penalty(content: Content, state: str, law: Law) -> bool:
    """The law of the owner carries death for it."""
    return isinstance(content, Wanted) and content.offence.penalty == "death"


def absent_judgment(content: Content, state: str, law: Law) -> bool:
    """Judged in absentia without a way to a full retrial."""
    if not isinstance(content, Wanted) or content.warrant.retrial:
        return False
    return content.warrant.kind == "judgment_in_absentia" or content.warrant.presence == "absent"


def minor_at_facts(content: Content, state: str, law: Law) -> bool:
    """The person was, or may have been, under age at the time of the facts."""
    if not isinstance(content, Wanted):
        return False
    grown, margin = law.house[MAJORITY].number, law.house[CIRCA].number
    latest = [latest_birth(birth, margin) for birth in content.identity.births]
    known = [day for day in latest if day is not None]
    if not known or len(known) < len(latest):
        return True
    facts = _first_day(content.offence.date)
    return facts is None or facts < max(plus_months(day, grown) for day in known)


def _first_day(text: str) -> date | None:
    """The first day on which the acts may lie; None where their date cannot be read."""
    try:
        known = iso_date(text, "offence.date")
        return date(known.year, known.month or 1, known.day or 1)
    except (Refusal, ValueError):
        return None


TESTS: Mapping[str, Test] = {
    test.__name__: test for test in (own_national, political_matter, death_penalty, absent_judgment, minor_at_facts)
}
"""The tests that a row may name."""
