"""The list is read whole: every element of the format arrives somewhere."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from lxml import etree

from mithaq.domain.content import SanctionsNotice, check, decode, encode
from mithaq.domain.identity import Document, PartialDate, PersonName, Place
from mithaq.interop.un import read_list
from mithaq.interop.un.grammar import CHILDREN
from tests.unit.interop.sample import LIST, TEXT, altered, listed, person, read


@pytest.fixture(name="salim", scope="module")
def _salim() -> SanctionsNotice:
    return read(TEXT).individuals[0]


def test_the_list_as_a_whole() -> None:
    found = read(TEXT)
    assert found.generated == "2026-03-01T00:00:00.000Z"
    assert [notice.source_id for notice in found.individuals] == ["9000001", "9000002"]
    assert (found.skipped_entities, found.skipped_delisted) == (2, 1)
    assert found.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_the_sample_has_every_element_that_the_format_knows() -> None:
    present = {str(element.tag) for element in etree.parse(str(LIST)).iter("*")}
    assert present == set(CHILDREN).union(*CHILDREN.values())


def test_header(salim: SanctionsNotice) -> None:
    assert (salim.reference, salim.regime, salim.listed_on) == ("TSi.001", "Test-Regime", "2011-02-03")
    assert salim.updated_on == ("2015-07-01", "2019-12-06")
    assert salim.titles == ("Dr.", "Colonel")
    assert salim.designations == ("Keeper of test data",)
    assert salim.addresses == ("1 Example Street, Sfax, Sfax Governorate, 3000, Tunisia (previous address)",)
    assert salim.measures == ("assets", "travel")


def test_names_with_script_and_quality(salim: SanctionsNotice) -> None:
    assert salim.identity.names == (
        PersonName("SALIM MURAD WAHBAN AL-TAJRIBI"),
        PersonName("سالم مراد وهبان التجريبي", "original_script"),
        PersonName("Saleem Mourad", "alias", "good"),
        PersonName("Abu Tajriba", "alias", "low"),
        PersonName("Salim Wahban (سليم وهبان)", "alias", "good"),
        PersonName("Salim Wahban", "alias", "good"),
        PersonName("سليم وهبان", "alias", "good"),
        PersonName("Selim Vehban; Selim Wahbane", "alias", "good"),
        PersonName("Selim Vehban", "alias", "good"),
        PersonName("Selim Wahbane", "alias", "good"),
        PersonName("Селим Вахбан", "alias", "good"),
    )


def test_births_and_places(salim: SanctionsNotice) -> None:
    assert salim.identity.births == (
        PartialDate(1967, 3, 4),
        PartialDate(1966, circa=True),
        PartialDate(1963, until_year=1968, circa=True),
        PartialDate(1967, 11),
        PartialDate(1958, 9),
        PartialDate(1968, 5, 27),
    )
    place = Place("Kairouan", "Kairouan Governorate", "TN", "Old Quarter; according to himself")
    assert salim.identity.birthplaces == (place,)


def test_sex_and_nationalities(salim: SanctionsNotice) -> None:
    assert salim.identity.sex == "male"
    assert salim.identity.nationalities == ("IR", "former Soviet Union", "Atlantis", "EG")


def test_documents(salim: SanctionsNotice) -> None:
    assert salim.identity.documents == (
        Document(
            "X000123",
            "passport",
            "TN",
            "2010-01-02",
            "2015-03-26",
            "Passport; Tunisian passport number X000123; issued in Bonn, Germany; expired on 26 Mar. 2015",
        ),
        Document("00 11-22", "other", note="National Identification Number; Birth certificate"),
    )


def test_what_has_no_field_is_in_the_comment(salim: SanctionsNotice) -> None:
    assert salim.comment.splitlines() == [
        "Invented for a test (Travel Ban, Asset Freeze). Review concluded on 4 May 2020 & filed.",
        "Alias Abu Tajriba: nom de guerre",
        "Alias Salim Wahban (سليم وهبان): born 1968-05-27, Tunis, Tunisia",
        "Alias Selim Vehban; Selim Wahbane: original script: Селим Вахбан",
        "Date of birth 1967-03-04: from false passport",
        "Date of birth 1963/1968: Approximately",
        "Date of birth 1967-11: Nov. 1967",
        "Date of birth 1958-09: Sep.",
        "Document: Passport; issued under name Salim Wahban",
        "Submitted by: Atlantis",
        "Submitted on: 2011-01-15",
    ]


def test_a_thin_entry() -> None:
    nadira = read(TEXT).individuals[1]
    assert nadira.identity.names == (PersonName("NADIRA"),)
    assert nadira.identity.sex == "female"
    assert nadira.listed_on == "2015-07-01"
    assert nadira.identity.births == ()
    lines = nadira.comment.splitlines()
    assert lines == ["Also invented. Gender: female.", "Date of birth: 1979-13-45", "Version: 2"]


def test_every_notice_can_be_stored_and_read_back() -> None:
    for notice in read(TEXT).individuals:
        check(notice)
        assert decode(encode(notice)) == notice


def test_measures_of_the_regime_come_from_outside() -> None:
    found = read_list(BytesIO(TEXT.encode()), regimes={"Other": ("arms",), "Test-Regime": ("arms", "travel")})
    assert [notice.measures for notice in found.individuals] == [("arms", "travel", "assets"), ("arms",)]


def test_progress_tells_the_bytes_read() -> None:
    told: list[int] = []
    read_list(BytesIO(TEXT.encode() + b"\n" * 200_000), progress=told.append)
    assert told == sorted(told)
    assert told[-1] == len(TEXT.encode()) + 200_000


def test_layout_and_comments_of_the_file_do_not_matter() -> None:
    tight = "".join(line.strip() + " " for line in TEXT.splitlines())
    commented = altered("<FIRST_NAME>SALIM", "<?any thing?><!-- x --><FIRST_NAME><![CDATA[SALIM]]>")
    assert read(tight).individuals == read(TEXT).individuals == read(commented).individuals


def test_a_stream_may_give_little_at_a_time() -> None:
    class Slow(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 7, 7))

    assert read_list(Slow(TEXT.encode())) == read(TEXT)


def test_an_alias_too_long_for_a_name_is_in_the_comment() -> None:
    long = "very " * 70 + "long"
    alias = f"<INDIVIDUAL_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>{long}</ALIAS_NAME></INDIVIDUAL_ALIAS>"
    (notice,) = read(listed(person(alias))).individuals
    assert notice.identity.names == (PersonName("A"),)
    assert notice.comment == f"Alias {long}: quality a.k.a."
