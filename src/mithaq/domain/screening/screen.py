"""The screening itself: every rule that judges this kind, in the order of the file, and what each of them finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mithaq.domain.screening import of_file, of_known, of_matter, of_person
from mithaq.domain.screening.finding import Finding, found
from mithaq.domain.screening.question import Question
from mithaq.domain.screening.rule import Rule

Test = Callable[[Rule, Question], Mapping[str, str] | None]

_BY_PARAMETERS: tuple[tuple[tuple[str, ...], tuple[Test, ...]], ...] = (
    (
        (),
        (
            of_file.nationality_unknown, of_file.penalty_discretionary, of_file.death_penalty, of_file.absent,
            of_file.absent_without_retrial, of_file.presence_unknown, of_file.bare_name, of_person.country_unknown,
            of_person.flight_without_danger, of_person.danger_unclear, of_person.custody_without_order,
            of_person.custody_with_order, of_known.refusal_in_words, of_known.declaration_unclear,
            of_known.urgent_without_danger, of_known.person_changed, of_matter.no_known_harm,
        ),
    ),
    (("fields",), (of_file.lacks, of_file.thin_identity)),
    (("code",), (of_file.code_unknown, of_matter.code_settles)),
    (
        ("date",),
        (
            of_file.impossible_dates, of_file.impossible_report, of_file.doubtful_dates, of_file.limitation_passed,
            of_file.limitation_doubtful,
        ),
    ),
    (("months",), (of_file.inconsistent_sentence, of_file.sentence_in_warrant)),
    (("count",), (of_known.changed_before,)),
    (("count", "ground"), (of_known.refused_often,)),
    (
        ("months", "least"),
        (
            of_file.penalty_below, of_file.penalty_below_important, of_file.sentence_below,
            of_file.sentence_below_important,
        ),
    ),
    (
        ("word",),
        (
            of_matter.words_settle, of_matter.words_touch, of_matter.label_without_act,
            of_matter.label_by_financing, of_matter.vague_part,
            of_matter.markers_unproved,
        ),
    ),
    (("age",), (of_person.minor_at_act, of_person.minor_perhaps, of_person.kind_against_age)),
    (("position",), (of_person.position,)),
    (("country",), (of_person.act_abroad,)),
    (("relation",), (of_person.left_those_who_control, of_person.reported_by_those_who_control)),
    (("alert",), (of_known.false_declaration, of_known.document_of_refused, of_known.own_duplicate)),
    (("alert", "ground"), (of_known.refused_here,)),
    (("place",), (of_known.refusal_undocumented,)),
    (("place", "outcome"), (of_known.refused_elsewhere,)),
    (("alert", "owner"), (of_known.other_alert, of_known.incompatible)),
    (("alert", "fields"), (of_known.contradiction,)),
    (("state",), (of_known.judged, of_known.torture_flag)),
)  # fmt: skip

TESTS: Mapping[str, Test] = {test.__name__: test for _, tests in _BY_PARAMETERS for test in tests}
"""The tests that a rule may ask, by name."""

PARAMETERS: Mapping[str, tuple[str, ...]] = {test.__name__: names for names, tests in _BY_PARAMETERS for test in tests}
"""The {parameters} that each test gives to what its rule says."""


def screen(question: Question) -> tuple[Finding, ...]:
    """A finding for each rule that judges this kind. The same question always gets the same findings."""
    return tuple(
        found(rule, TESTS[rule.test](rule, question)) for rule in question.law.rules if question.kind in rule.kinds
    )
