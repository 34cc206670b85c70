"""Whatever certificates are shown: only the candidate of the very alert is cleared, and nobody else's changes by a field."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from mithaq.app.candidates import Candidate
from mithaq.app.clearances import is_shown, marked
from mithaq.domain.clearance import Certificate, Clearance, digest_of
from mithaq.domain.identity import Document, Identity, PersonName
from mithaq.search.exact import normal_document
from mithaq.search.query import PersonQuery

ALERTS = ("a-1", "a-2", "a-3")
NUMBERS = ("A" * 24, "B" * 24, "C" * 24)
PAPERS = ("P100001", "P100002", "P100003")

people: st.SearchStrategy[Identity] = st.builds(
    lambda papers, photo: Identity(
        (PersonName("synthetic name"),), documents=tuple(map(Document, papers)), photo=photo
    ),
    st.lists(st.sampled_from(PAPERS), max_size=2, unique=True),
    st.sampled_from(("", "ab" * 32)),
)


@st.composite
def candidates(draw: st.DrawFn) -> Candidate:
    alert, klass = draw(st.sampled_from(ALERTS)), draw(st.sampled_from(("possible", "strong")))
    matched_by: Any = draw(st.sampled_from(("name", "document")))
    return Candidate(alert, alert, "TN", "wanted", "hold", klass, 0.5, matched_by, (), draw(people), None)  # type: ignore[arg-type]  # one of the classes


@st.composite
def certificates(draw: st.DrawFn) -> tuple[Clearance, Certificate, str]:
    number, alert = draw(st.sampled_from(NUMBERS)), draw(st.sampled_from(ALERTS))
    said = Certificate(draw(people), number, digest_of(number, alert))
    return Clearance(f"n-{number[0]}", "OC", "c" * 64, "2026", "2028"), said, alert


def papers_of(who: Identity) -> set[str]:
    return {normal_document(one.number) for one in who.documents}


@given(candidates(), st.lists(certificates(), max_size=4))
def test_no_certificate_clears_another_alert(
    candidate: Candidate, shown: list[tuple[Clearance, Certificate, str]]
) -> None:
    after = marked(candidate, [(clearance, said) for clearance, said, _ in shown])
    sought = candidate.identity
    assert sought is not None
    fits = [
        clearance.id
        for clearance, said, alert in shown
        if alert == candidate.alert
        and not papers_of(said.holder) & papers_of(sought)
        and not (said.holder.photo and said.holder.photo == sought.photo)
    ]
    if candidate.matched_by != "name" or not fits:
        assert after == candidate
        return
    assert (after.klass, after.action, after.clearance) == ("cleared", "let_go", fits[0])
    before = structs.replace(after, klass=candidate.klass, action=candidate.action, clearance="", holder=None)
    assert before == candidate


@given(certificates(), st.sampled_from(("", *NUMBERS)), st.sampled_from(("", *PAPERS)))
def test_a_certificate_is_shown_by_its_own_number_and_papers_alone(
    one: tuple[Clearance, Certificate, str], number: str, document: str
) -> None:
    said = one[1]
    asked = PersonQuery("synthetic name", document=normal_document(document) or None)
    foreign = (number and number != said.number) or (
        document and normal_document(document) not in papers_of(said.holder)
    )
    assert is_shown(said, number, asked) is not bool(foreign)
