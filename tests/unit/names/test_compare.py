"""Comparison: what answers to what, what is left over, and what it costs."""

from __future__ import annotations

import pytest

from mithaq.names.compare import ALIKE, compare, even, part_likeness
from mithaq.names.fold import NameTooLong
from mithaq.names.parts import Part, parts


def test_pairs_show_what_was_written() -> None:
    found = compare("Muhammad Abdul-Qadir", "محمد عبد القادر")
    assert {(pair.left, pair.right) for pair in found.pairs} == {("Muhammad", "محمد"), ("Abdul-Qadir", "عبد القادر")}
    assert found.unmatched_left == found.unmatched_right == ()
    assert found.score > 0.85


def test_mirrored() -> None:
    one, other = compare("Sid Ahmed Ali", "سيدأحمد حسن"), compare("سيدأحمد حسن", "Sid Ahmed Ali")
    assert one.score == other.score
    assert [(pair.left, pair.right) for pair in one.pairs] == [(pair.right, pair.left) for pair in other.pairs]
    assert one.unmatched_left == other.unmatched_right


@pytest.mark.parametrize(
    ("left", "right", "note"),
    [
        ("محمد", "مُحمّد", "same"),
        ("Trabelsi", "الطرابلسي", "script"),
        ("Khaled", "Khalid", "spelling"),
        ("K.", "خالد", "initial"),
        ("Sid Ahmed", "Sidahmed", "joined"),
    ],
)
def test_notes(left: str, right: str, note: str) -> None:
    assert [pair.note for pair in compare(left, right).pairs] == [note]


def test_missing_parts_cost_less_than_other_parts() -> None:
    missing = compare("محمد علي الحربي", "محمد علي سالم الحربي")
    other = compare("محمد فهد الحربي", "محمد علي الحربي")
    assert missing.conflict == 0
    assert other.conflict > 0
    assert missing.score > ALIKE > other.score


def test_family_name_first_is_free_and_disorder_is_not() -> None:
    assert compare("الطرابلسي محمد علي", "محمد علي الطرابلسي").score == 1.0
    mixed = compare("علي محمد الطرابلسي", "محمد علي الطرابلسي")
    assert mixed.disorder == 1
    assert 0.9 < mixed.score < 1.0


def test_one_common_part_of_many_is_not_enough() -> None:
    assert compare("Mohamed", "محمد أحمد علي حسن").score < ALIKE


def test_brothers_are_told_apart_by_the_given_name() -> None:
    assert compare("Karim Ben Ali Trabelsi", "سليم بن علي الطرابلسي").score < ALIKE


def test_weights_decide_what_matters() -> None:
    def rare(part: Part) -> float:
        return 10.0 if part.core in ("اوتيكي", "طرابلسي") else 1.0

    assert (
        compare("محمد الأوتيكي", "محمد الطرابلسي", rare).score < compare("محمد الأوتيكي", "محمد الطرابلسي", even).score
    )


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("عبد القادر", "القادر", True),
        ("أبو علي", "علي", False),
        ("Boubaker", "أبو بكر", True),
        ("سيف الدين", "سيف الله", False),
        ("Alharbi", "الحربي", True),
    ],
)
def test_kinds(left: str, right: str, alike: bool) -> None:
    (one,), (two,) = parts(left), parts(right)
    assert (part_likeness(one, two) >= ALIKE) is alike


def test_the_best_of_several_spellings_counts() -> None:
    assert compare("حسن غول (Hassan Ghul; Hassan Gul)", "Hassan Gul").score == 1.0


def test_nothing_and_too_much() -> None:
    assert compare("", "محمد").score == 0.0
    with pytest.raises(NameTooLong):
        compare("x" * 10_000, "محمد")
