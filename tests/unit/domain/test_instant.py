"""Instants as text: one spelling, and nothing but a refusal for what is none."""

from __future__ import annotations

import pytest

from mithaq.domain.errors import Refusal
from mithaq.domain.instant import parse, text


def test_an_offset_is_the_same_instant() -> None:
    assert text(parse("2026-11-22T09:00:00+01:00")) == "2026-11-22T08:00:00.000Z"


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "instant.invalid"),
        ("2026-02-30T00:00:00Z", "instant.invalid"),
        ("0001-01-01T00:00:00+14:00", "instant.invalid"),
        ("9999-12-31T23:59:59-01:00", "instant.invalid"),
        ("2026-11-22T09:00:00", "instant.no_zone"),
    ],
)
def test_what_is_no_instant_is_refused(value: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse(value, "noticed_at")
    assert (refused.value.code, refused.value.where) == (code, "noticed_at")
