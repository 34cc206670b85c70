"""Refusals: each code has its check, and neither code nor message repeats what was refused."""

from __future__ import annotations

import pytest

from mithaq.journal.errors import CHECK_COUNT, RefusalCode, Refused


@pytest.mark.parametrize("code", RefusalCode)
def test_every_code_belongs_to_a_check_that_can_refuse(code: RefusalCode) -> None:
    assert 1 <= code.check < CHECK_COUNT
    assert code.says
    assert code.value == code.name.lower()
    assert [other for other in RefusalCode if other == code.value] == [code]


def test_every_refusing_check_has_a_code() -> None:
    assert {code.check for code in RefusalCode} == set(range(1, CHECK_COUNT))


def test_a_refusal_names_check_code_and_place() -> None:
    refusal = Refused(RefusalCode.BAD_FIELD, "author.id")
    assert (refusal.check, refusal.where) == (2, "author.id")
    assert str(refusal) == (
        "refused at check 2, bad_field: a field is missing, unknown or has a value outside its grammar (at author.id)"
    )


@pytest.mark.parametrize(("where", "under"), [("", "TN/1"), ("seq", "TN/1.seq"), ("[3]", "TN/1[3]")])
def test_a_refusal_can_be_located_inside_something(where: str, under: str) -> None:
    assert Refused(RefusalCode.GAP, where).under("TN/1").where == under
