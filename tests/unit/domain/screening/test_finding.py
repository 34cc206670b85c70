"""What findings add up to, and that nothing a machine says takes a concern back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mithaq.domain.instrument import Words
from mithaq.domain.screening.finding import Finding, found, stops, to_look_at, worst
from mithaq.domain.screening.rule import RANK, Rule
from mithaq.law.load import load_law

RULES = load_law().screening.rules
FINDINGS = st.lists(st.sampled_from(RULES).flatmap(lambda rule: st.sampled_from([found(rule, None), found(rule, {})])))


@given(FINDINGS, FINDINGS)
def test_more_findings_never_make_it_better(some: list[Finding], more: list[Finding]) -> None:
    assert RANK[worst([*some, *more])] >= RANK[worst(some)]
    assert set(stops(some)) <= set(stops([*some, *more]))
    assert set(to_look_at(some)) <= set(to_look_at([*some, *more]))


@given(FINDINGS)
def test_each_finding_is_clear_or_stops_or_has_to_be_looked_at(findings: list[Finding]) -> None:
    spoken = {one.rule for one in findings if one.result != "clear"}
    assert spoken == set(stops(findings)) | set(to_look_at(findings))
    assert not set(stops(findings)) & set(to_look_at(findings))
    assert set(stops(findings, urgent=True)) == {one.rule for one in findings if one.result == "stop"}


def test_the_reason_is_filled_in_three_languages() -> None:
    rule = Rule("one", ("wanted",), "death_penalty", "stop", "", False, True, Words("{a} ع", "{a} en", "{a} fr {b}"))
    says = found(rule, {"a": "x {b}", "b": "y"}).says
    assert (says.ar, says.en) == ("x y ع", "x y en")
    assert worst(()) == "clear"
