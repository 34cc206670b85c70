"""What is written can be read."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from mithaq.domain.errors import Refusal
from mithaq.domain.identity import PartialDate
from mithaq.domain.mrz import parse
from mithaq.domain.mrz_layout import Format, check_digit
from mithaq.domain.mrz_make import Printed, lines, name_field, td3

TODAY = date(2026, 11, 24)
CARD = Printed("TUN", "A1234567", "TUN", "800229", "F", "300101", "الرازي", "سلمى", document_code="I")


def test_a_passport() -> None:
    printed = Printed("UTO", "L898902C3", "UTO", "740812", "F", "120415", "Eriksson", "Anna Maria", "ZE184226B")
    assert td3(printed) == (
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
        "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
    )


@pytest.mark.parametrize("format", ["TD1", "TD2", "TD3", "MRV-A", "MRV-B"])
@pytest.mark.parametrize("optional", ["", "12AB"])
def test_each_format_reads_back(format: Format, optional: str) -> None:
    code = "V" if format.startswith("MRV") else "P" if format == "TD3" else "I"
    printed = msgspec.structs.replace(CARD, optional=optional, document_code=code)
    found = parse("\n".join(lines(format, printed)), today=TODAY)
    assert (found.format, found.number, found.optional) == (format, "A1234567", optional)
    assert (found.birth, found.expires) == (PartialDate(1980, 2, 29), PartialDate(2030, 1, 1))
    assert found.arabic_name == "سلمى الرازي"


@pytest.mark.parametrize(
    ("format", "number", "optional"),
    [("TD1", "D23145890734", "1029"), ("TD1", "D2314589073451234567890", ""), ("TD2", "D2314589073", "12")],
)
def test_a_long_number_goes_on_in_the_optional_data(format: Format, number: str, optional: str) -> None:
    printed = msgspec.structs.replace(CARD, number=number, optional=optional, optional_2="")
    found = parse("\n".join(lines(format, printed)))
    assert (found.number, found.optional) == (number, optional)


def test_the_second_optional_data_of_a_card() -> None:
    assert parse("\n".join(lines("TD1", msgspec.structs.replace(CARD, optional_2="X9")))).optional_2 == "X9"


@pytest.mark.parametrize(
    ("change", "code", "where"),
    [
        ({"number": "D2314589073"}, "mrz.field", "number"),
        ({"optional": "1" * 15}, "mrz.field", "optional"),
        ({"issuer": "TUNI"}, "mrz.field", "issuer"),
        ({"number": "A$1"}, "mrz.character", "check digit"),
        ({"number": "١٢٣"}, "mrz.character", "check digit"),
        ({"issuer": "تون"}, "mrz.character", "issuer"),
        ({"surname": "", "given_names": ""}, "mrz.name", "name"),
        ({"surname": "!"}, "mrz.name", "name"),
        ({"surname": "Ерикссон"}, "mrz.name", "name"),
        ({"surname": "Eriksson", "given_names": "R2"}, "mrz.name", "name"),
    ],
)
def test_what_a_passport_cannot_say(change: dict[str, str], code: str, where: str) -> None:
    with pytest.raises(Refusal) as caught:
        td3(msgspec.structs.replace(CARD, **change))
    assert (caught.value.code, caught.value.where) == (code, where)


@pytest.mark.parametrize(
    ("surname", "given", "field"),
    [
        ("van der Müller", "Jörg", "VAN<DER<MUELLER<<JOERG"),
        ("O'Connor", "Enya-Siobhán", "OCONNOR<<ENYA<SIOBHAN"),
        ("Straße", "", "STRASSE"),
        ("", "Arkfreith", "ARKFREITH"),
        ("ابن سينا", "علي", "ABN<SYNA<<ELY"),
    ],
)
def test_name_field(surname: str, given: str, field: str) -> None:
    assert name_field(surname, given) == field


@pytest.mark.parametrize("length", range(33, 45))
def test_a_name_that_is_cut_says_so(length: int) -> None:
    printed = msgspec.structs.replace(CARD, surname="A" * length, given_names="Bea C")
    assert parse("\n".join(td3(msgspec.structs.replace(printed, document_code="P")))).name_truncated is (length > 31)


def test_check_digit() -> None:
    assert [check_digit(field) for field in ("L898902C3", "740812", "<<<<<<", "")] == ["6", "2", "0", "0"]
