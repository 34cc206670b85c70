"""Whether a version still says what was wrong: by the field that was ordered, and by nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec import structs

from mithaq.domain.identity import PartialDate
from mithaq.domain.remedy.corrected import digests, unchanged
from mithaq.law.load import load_law
from mithaq.testing import acts

SAID = acts.person("TN")
ID = SAID.identity
CODES = tuple(one.code for one in load_law().grounds.values() if one.use == "correct")


def with_identity(**changed: Any) -> Any:
    return structs.replace(SAID, identity=structs.replace(ID, **changed))


CHANGES = {
    "wrong_names": with_identity(names=(structs.replace(ID.names[0], full="اسم آخر تماما"), *ID.names[1:])),
    "wrong_birth": with_identity(births=(PartialDate(1991),)),
    "wrong_nationality": with_identity(nationalities=("KM",)),
    "wrong_document": with_identity(national_number="12345678"),
    "wrong_photo": with_identity(photo="ab" * 32),
    "wrong_offence": structs.replace(SAID, offence=structs.replace(SAID.offence, place="مكان آخر")),
    "wrong_warrant": structs.replace(SAID, warrant=structs.replace(SAID.warrant, number="X/1")),
}


def test_every_code_of_the_law_has_its_field() -> None:
    assert set(CODES) == set(CHANGES)
    assert all(digests(SAID, CODES))


@pytest.mark.parametrize("code", CODES)
def test_a_change_of_that_field_and_of_no_other_is_one(code: str) -> None:
    was = digests(SAID, CODES)
    assert unchanged(CODES, was, structs.replace(SAID, comment="some other word")) == CODES
    assert set(unchanged(CODES, was, CHANGES[code])) == set(CODES) - {code}


def test_another_order_of_the_same_is_no_change() -> None:
    two = with_identity(
        births=(PartialDate(1979), PartialDate(1980)), names=(*ID.names, structs.replace(ID.names[0], full="ب"))
    )
    turned = structs.replace(
        two, identity=structs.replace(two.identity, births=two.identity.births[::-1], names=two.identity.names[::-1])
    )
    fields = ("wrong_birth", "wrong_names")
    assert unchanged(fields, digests(two, fields), turned) == fields


def test_what_was_not_there_cannot_be_unchanged() -> None:
    assert digests(None, ("wrong_birth",)) == ("",)
    assert unchanged(("wrong_birth",), ("",), SAID) == ()
